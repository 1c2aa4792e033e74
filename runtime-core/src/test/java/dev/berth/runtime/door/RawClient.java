package dev.berth.runtime.door;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Says bytes to a door and reads what it answers.
///
/// @param port of the door
record RawClient(int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    String host() {
        return "127.0.0.1:" + port;
    }

    /// The statuses answered to these bytes on a connection of their own, until it ends or enough
    /// is heard.
    ///
    /// @param ends whether nothing more is said after them
    List<Integer> say(byte[] bytes, boolean ends, Predicate<List<Integer>> enough)
            throws IOException {
        return say(List.of(bytes), ends, enough);
    }

    /// The same in several writes.
    List<Integer> say(List<byte[]> writes, boolean ends, Predicate<List<Integer>> enough)
            throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            // Apart: who is refused in the middle of much is to hear so.
            Thread.ofVirtual().start(() -> speak(socket, writes, ends));
            return answers(socket, enough);
        }
    }

    private static void speak(Socket socket, List<byte[]> writes, boolean ends) {
        try {
            for (var bytes : writes) {
                socket.getOutputStream().write(bytes);
            }
            if (ends) {
                socket.shutdownOutput();
            }
        } catch (IOException refused) {
            // What was answered tells why.
        }
    }

    private static List<Integer> answers(Socket socket, Predicate<List<Integer>> enough)
            throws IOException {
        var statuses = new ArrayList<Integer>();
        try {
            var reader = new StrictReader(new BufferedInputStream(socket.getInputStream()));
            while (!enough.test(statuses)) {
                var head = reader.head();
                if (head.isEmpty()) {
                    return statuses;
                }
                int status = Integer.parseInt(head.get().line().split(" ", 3)[1]);
                if (status >= 200) {
                    reader.answer(head.get());
                    statuses.add(status);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new SocketTimeoutException("neither answered nor closed; answers: " + statuses);
        } catch (SocketException reset) {
            // As good as closed.
        }
        return statuses;
    }
}
