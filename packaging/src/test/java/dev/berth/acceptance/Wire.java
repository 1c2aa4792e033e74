package dev.berth.acceptance;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One connection to a supervisor's socket, speaking DESIGN 6's wire by hand. As a program of its
/// own it asks for one thing many times over.
final class Wire implements AutoCloseable {
    private static final String HELLO = "{\"protocol\":1,\"version\":\"test\"}";

    private final SocketChannel channel;
    private final BufferedReader in;
    private final BufferedWriter out;

    Wire(Path home) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        in =
                new BufferedReader(
                        Channels.newReader(channel, StandardCharsets.UTF_8.newDecoder(), -1));
        out =
                new BufferedWriter(
                        Channels.newWriter(channel, StandardCharsets.UTF_8.newEncoder(), -1));
        try {
            channel.connect(UnixDomainSocketAddress.of(home.resolve("run/berth.sock")));
            say(HELLO);
            hear();
        } catch (IOException nobody) {
            channel.close(); // who waits for a supervisor asks many times
            throw nobody;
        }
    }

    void say(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
    }

    JsonNode hear() throws IOException {
        @Nullable String line = in.readLine();
        if (line == null) {
            throw new IOException("the supervisor hung up");
        }
        return JsonMapper.shared().readTree(line);
    }

    void command(int id, String command) throws IOException {
        say("{\"id\":%d,\"ask\":\"command\",\"command\":\"%s\"}".formatted(id, command));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// `HOME COMMAND TIMES`: asks that often at once and prints the state that each answer tells.
    static void main(String[] arguments) throws IOException {
        int times = Integer.parseInt(arguments[2]);
        try (var wire = new Wire(Path.of(arguments[0]))) {
            for (int id = 0; id < times; id++) {
                wire.command(id, arguments[1]);
            }
            for (int answered = 0; answered < times; answered++) {
                var answer = wire.hear();
                System.out.println(answer.path("report").path("state").asString(answer.toString()));
            }
        }
    }
}
