package dev.berth.runtime.wire;

import dev.berth.runtime.wire.Contact.Connected;
import dev.berth.runtime.wire.Contact.Incompatible;
import dev.berth.runtime.wire.Contact.NobodyThere;
import dev.berth.runtime.wire.Contact.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// How a client meets the keeper: finds the socket, makes sure whose it is, exchanges the first
/// lines and the first report, all within one deadline.
///
/// @param run the home's folder; whoever owns it must be the one who answers
/// @param version this program's version
/// @param within how long all of it may take
record Greeting(SocketPlace place, Path run, String version, Clock clock, Duration within) {

    Contact connect() {
        Path socket;
        try {
            var found = place.find();
            if (found.isEmpty()) {
                return new NobodyThere();
            }
            socket = found.get();
        } catch (IOException e) {
            return unreachable(e);
        }
        try (var patience = new Patience(within)) {
            return connect(socket, patience);
        }
    }

    private Contact connect(Path socket, Patience patience) {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            return unreachable(e);
        }
        var wire = new Wire(channel, patience);
        Contact contact = new NobodyThere();
        try (var _ = patience.untilLost(wire::close)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            contact = greet(channel, wire);
        } catch (ConnectException | NoSuchFileException e) {
            contact = new NobodyThere();
        } catch (ClosedChannelException e) {
            contact =
                    new Unreachable(
                            "Berth is running but does not answer; end it and start it again.");
        } catch (IOException e) {
            contact = Files.exists(socket) ? unreachable(e) : new NobodyThere();
        } catch (LineReader.TooLong e) {
            contact = incompatible();
        } finally {
            if (!(contact instanceof Connected)) {
                wire.close();
            }
        }
        return contact;
    }

    private Contact greet(SocketChannel channel, Wire wire) throws IOException, LineReader.TooLong {
        if (!Peer.mayTalk(channel, Files.getOwner(run))) {
            return new Unreachable("Somebody else answers in Berth's place in " + run + ".");
        }
        wire.write(
                Protocol.hello(version)
                        + "\n"
                        + Protocol.object().put("id", KeeperClient.OWN_WATCH).put("ask", "watch"));
        var lines = new LineReader(channel, Protocol.LONGEST_LINE);
        var hello = lines.next();
        if (hello.isEmpty()) {
            return new Unreachable("Berth is ending, or does not talk to you.");
        }
        var announced = Protocol.announced(hello.get());
        if (announced.isEmpty()) {
            return Protocol.parse(hello.get())
                    .filter(json -> json.has("error"))
                    .<Contact>map(json -> new Unreachable(KeeperClient.refusal(json)))
                    .orElseGet(this::incompatible);
        }
        if (announced.getAsInt() != Protocol.VERSION) {
            return incompatible();
        }
        return lines.next()
                .flatMap(Protocol::parse)
                .flatMap(KeeperClient::report)
                .<Contact>map(
                        first -> new Connected(KeeperClient.begin(channel, lines, first, clock)))
                .orElseGet(this::incompatible);
    }

    private Contact incompatible() {
        return new Incompatible(
                ("The Berth that is running is of another version than this one (%s);"
                                + " quit it and start it again.")
                        .formatted(version));
    }

    private static Contact unreachable(IOException e) {
        var reason =
                switch (e) {
                    case AccessDeniedException denied ->
                            "access to %s is denied".formatted(denied.getFile());
                    case FileSystemException refused -> refused.getFile() + " does not work";
                    default -> e.getMessage() == null ? "it does not answer" : e.getMessage();
                };
        return new Unreachable("Berth cannot be reached: " + reason + ".");
    }
}
