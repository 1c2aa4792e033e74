package dev.berth.runtime.wire;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.wire.Outbox.Post;
import dev.berth.runtime.wire.Protocol.ErrorCode;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keeper's side of one connection: a thread that reads requests one after the other, and one
/// that writes what the [Outbox] holds. What the keeper has to say goes into the outbox only.
final class Conversation {
    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    private static final long LONGEST_ANSWERING_MILLIS = 100;

    private final SocketChannel channel;
    private final String version;
    private final Patience patience;
    private final Wire wire;
    private final Outbox outbox = new Outbox();

    /// Held while a request is taken, so that an end of the keeper does not come in between.
    private final ReentrantLock answering = new ReentrantLock();

    private final Requests requests;

    Conversation(SocketChannel channel, Berth berth, String version, Patience patience) {
        this.channel = channel;
        this.requests = new Requests(berth, outbox);
        this.version = version;
        this.patience = patience;
        this.wire = new Wire(channel, patience);
    }

    /// Answers until the client goes or is given up. On the connection's own virtual thread.
    void hold() throws InterruptedException {
        var writer = Thread.ofVirtual().name("berth-wire-writer").start(this::write);
        try {
            outbox.put(Protocol.hello(version));
            read();
        } catch (IOException e) {
            log.debug("a client went away: {}", e.toString());
        } finally {
            requests.close();
            outbox.close();
            writer.join();
        }
    }

    /// Lets a request that is being taken be taken, and what waits be written; then ends. From any
    /// thread.
    void finish() throws InterruptedException {
        var quiet = answering.tryLock(LONGEST_ANSWERING_MILLIS, TimeUnit.MILLISECONDS);
        try {
            outbox.close();
        } finally {
            if (quiet) {
                answering.unlock();
            }
        }
    }

    /// Ends at once. From any thread.
    void cut() {
        outbox.close();
        wire.close();
    }

    private void read() throws IOException, InterruptedException {
        var lines = new LineReader(channel, Protocol.LONGEST_LINE);
        try {
            if (!greeted(lines)) {
                return;
            }
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                answering.lock();
                try {
                    answer(line.get());
                } finally {
                    answering.unlock();
                }
            }
        } catch (LineReader.TooLong e) {
            outbox.put(
                    Protocol.error(
                            ErrorCode.TOO_LONG,
                            "a line may have at most " + Protocol.LONGEST_LINE + " bytes"));
        }
    }

    /// Who connects has to say at once what it speaks.
    private boolean greeted(LineReader lines) throws IOException, LineReader.TooLong {
        try (var _ = patience.untilLost(wire::close)) {
            var hello = lines.next();
            if (hello.isEmpty()) {
                return false;
            }
            var announced = Protocol.announced(hello.get());
            if (announced.isPresent() && announced.getAsInt() == Protocol.VERSION) {
                return true;
            }
            outbox.put(
                    Protocol.error(
                            ErrorCode.PROTOCOL,
                            "this Berth (version %s) speaks protocol %d; expected as first line: %s"
                                    .formatted(
                                            version,
                                            Protocol.VERSION,
                                            "{\"protocol\":1,\"version\":\"…\"}")));
            return false;
        }
    }

    private void answer(String line) throws InterruptedException {
        var request = Protocol.parse(line);
        var id = request.map(json -> json.path("id").longValue(-1)).orElse(-1L);
        if (request.isEmpty() || id < 0) {
            outbox.putWhenThereIsRoom(
                    Protocol.error(
                            ErrorCode.NOT_UNDERSTOOD,
                            "expected one JSON object a line with a whole number \"id\" from 0 and"
                                    + " \"ask\""));
            return;
        }
        try {
            requests.answer(id, request.get());
        } catch (LostContact e) {
            outbox.put(Protocol.error(id, ErrorCode.FAILED, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            log.error("a request could not be answered", e);
            outbox.put(Protocol.error(id, ErrorCode.FAILED, "Berth could not answer this."));
        }
    }

    private void write() {
        try {
            while (true) {
                switch (outbox.take()) {
                    case Post.Answer(var line) -> wire.write(line);
                    case Post.Report(var stream, var report) ->
                            wire.write(Requests.report(stream, report));
                    case Post.Log(var stream, var lines) -> wire.write(logLines(stream, lines));
                    case Post.End() -> {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            log.debug("a client does not listen any more: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Also ends the reader, which may be waiting for room or for a request.
            cut();
        }
    }

    private static String logLines(long stream, List<String> lines) {
        var answer = Protocol.object().put("id", stream);
        lines.forEach(answer.putArray("lines")::add);
        return answer.toString();
    }
}
