package dev.berth.runtime.wire;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Command;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.wire.Outbox.Post;
import dev.berth.runtime.wire.Protocol.ErrorCode;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The keeper's side of one connection: a thread that reads requests one after the other, and one
/// that writes what the [Outbox] holds. What the keeper has to say goes into the outbox only.
final class Conversation {
    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    private static final int MOST_STREAMS = 16;
    private static final int MOST_OPEN_COMMANDS = 32;
    private static final int LONGEST_LOG_LINE = 1 << 14;
    private static final long LONGEST_ANSWERING_MILLIS = 100;

    private final SocketChannel channel;
    private final Berth berth;
    private final String version;
    private final Patience patience;
    private final Wire wire;
    private final Outbox outbox = new Outbox();
    private final AtomicInteger openCommands = new AtomicInteger();

    /// Held while a request is taken, so that an end of the keeper does not come in between.
    private final ReentrantLock answering = new ReentrantLock();

    /// Reader thread only.
    private final Map<Long, Subscription> streams = new HashMap<>();

    Conversation(SocketChannel channel, Berth berth, String version, Patience patience) {
        this.channel = channel;
        this.berth = berth;
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
            streams.values().forEach(Subscription::close);
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
            answer(id, request.get());
        } catch (LostContact e) {
            outbox.put(Protocol.error(id, ErrorCode.FAILED, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            log.error("a request could not be answered", e);
            outbox.put(Protocol.error(id, ErrorCode.FAILED, "Berth could not answer this."));
        }
    }

    private void answer(long id, JsonNode request) throws InterruptedException {
        switch (request.path("ask").stringValue("")) {
            case "status" -> outbox.putWhenThereIsRoom(report(id, berth.status()));
            case "watch" -> stream(id, () -> berth.watch(report -> outbox.put(id, report)));
            case "follow-log" ->
                    stream(
                            id,
                            () ->
                                    berth.followLog(
                                            lines(request),
                                            line -> outbox.put(id, shortened(line))));
            case "stop" -> stop(id, request.path("of").longValue(-1));
            case "command" -> command(id, request);
            case "log" -> tellLog(id, berth.log(lines(request)));
            case "activity" -> tellActivity(id, lines(request));
            case "sign-in-address" -> tellSignInAddress(id);
            default ->
                    outbox.putWhenThereIsRoom(
                            Protocol.error(
                                    id,
                                    ErrorCode.NOT_UNDERSTOOD,
                                    "expected \"ask\" to be one of status, watch, stop, command,"
                                            + " log, follow-log, activity, sign-in-address"));
        }
    }

    private static int lines(JsonNode request) {
        return Math.clamp(request.path("lines").intValue(100), 1, 100_000);
    }

    private void stream(long id, Supplier<Subscription> opened) throws InterruptedException {
        if (streams.size() >= MOST_STREAMS || streams.containsKey(id)) {
            outbox.putWhenThereIsRoom(
                    Protocol.error(
                            id,
                            ErrorCode.BUSY,
                            "at most %d streams at once, each with an id of its own"
                                    .formatted(MOST_STREAMS)));
            return;
        }
        streams.put(id, opened.get());
    }

    private void stop(long id, long of) throws InterruptedException {
        var stream = streams.remove(of);
        if (stream != null) {
            stream.close();
            outbox.forget(of);
        }
        outbox.putWhenThereIsRoom(Protocol.object().put("id", id).put("stopped", of).toString());
    }

    private void command(long id, JsonNode request) throws InterruptedException {
        var command = CommandJson.read(request);
        if (command.isEmpty()) {
            outbox.putWhenThereIsRoom(
                    Protocol.error(
                            id,
                            ErrorCode.NOT_UNDERSTOOD,
                            "expected \"command\" to be one of start, pause, restart, repair, reset,"
                                    + " setup, quit, with what belongs to it"));
        } else if (openCommands.get() >= MOST_OPEN_COMMANDS) {
            outbox.putWhenThereIsRoom(
                    Protocol.error(
                            id,
                            ErrorCode.BUSY,
                            "at most %d commands at once".formatted(MOST_OPEN_COMMANDS)));
        } else {
            openCommands.incrementAndGet();
            put(id, command.get());
        }
    }

    /// What is asked for here settles on a thread of the keeper's.
    @SuppressWarnings("FutureReturnValueIgnored") // the answer goes into the outbox
    private void put(long id, Command command) {
        berth.ask(command)
                .whenComplete((report, failure) -> {
                    openCommands.decrementAndGet();
                    outbox.put(
                            failure == null
                                    ? report(id, report)
                                    : Protocol.error(
                                            id,
                                            ErrorCode.FAILED,
                                            "Berth ended before this was done."));
                });
    }

    private void tellLog(long id, List<String> lines) throws InterruptedException {
        var waiting = lines.stream().map(Conversation::shortened).iterator();
        do {
            var answer = Protocol.object().put("id", id);
            var part = answer.putArray("lines");
            for (int size = 0; waiting.hasNext() && size < Protocol.PART; ) {
                var line = waiting.next();
                size += line.length() + 1;
                part.add(line);
            }
            answer.put("more", waiting.hasNext());
            outbox.putWhenThereIsRoom(answer.toString());
        } while (waiting.hasNext());
    }

    private void tellActivity(long id, int last) throws InterruptedException {
        var waiting = berth.activity(last).stream().map(StatusJson::write).iterator();
        do {
            var part = new StringBuilder();
            while (waiting.hasNext() && part.length() < Protocol.PART) {
                part.append(part.isEmpty() ? "" : ",").append(waiting.next());
            }
            outbox.putWhenThereIsRoom(
                    "{\"id\":%d,\"activity\":[%s],\"more\":%b}"
                            .formatted(id, part, waiting.hasNext()));
        } while (waiting.hasNext());
    }

    private void tellSignInAddress(long id) throws InterruptedException {
        var answer = Protocol.object().put("id", id);
        berth.signInAddress()
                .ifPresentOrElse(
                        address -> answer.put("address", address.toString()),
                        () -> answer.putNull("address"));
        outbox.putWhenThereIsRoom(answer.toString());
    }

    private static String report(long id, StatusReport report) {
        return "{\"id\":" + id + ",\"report\":" + StatusJson.write(report) + "}";
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LOG_LINE ? line : line.substring(0, LONGEST_LOG_LINE) + "…";
    }

    private void write() {
        try {
            while (true) {
                switch (outbox.take()) {
                    case Post.Answer(var line) -> wire.write(line);
                    case Post.Report(var stream, var report) -> wire.write(report(stream, report));
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
