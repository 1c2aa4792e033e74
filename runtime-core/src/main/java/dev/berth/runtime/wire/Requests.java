package dev.berth.runtime.wire;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Command;
import dev.berth.runtime.Screens.Word;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.wire.Protocol.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The table of what can be asked for on one connection. What it has to say goes into the outbox
/// only. Reader's thread only.
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final int MOST_STREAMS = 16;
    private static final int MOST_OPEN = 32;
    private static final int LONGEST_LOG_LINE = 1 << 14;

    private final Berth berth;
    private final Outbox outbox;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Long, Subscription> streams = new HashMap<>();

    Requests(Berth berth, Outbox outbox) {
        this.berth = berth;
        this.outbox = outbox;
    }

    /// Nobody listens any more.
    void close() {
        streams.values().forEach(Subscription::close);
    }

    void answer(long id, JsonNode request) throws InterruptedException {
        switch (request.path("ask").stringValue("")) {
            case "status" -> outbox.putWhenThereIsRoom(report(id, berth.status()));
            case "watch" ->
                    stream(id, () -> Optional.of(berth.watch(told -> outbox.put(id, told))));
            case "follow-log" ->
                    stream(
                            id,
                            () ->
                                    Optional.of(
                                            berth.followLog(
                                                    lines(request),
                                                    line -> outbox.put(id, shortened(line)))));
            case "stop" -> stop(id, request.path("of").longValue(-1));
            case "command" -> command(id, request);
            case "log" -> tellLog(id, berth.log(lines(request)));
            case "activity" -> tellActivity(id, lines(request));
            case "sign-in-address" -> tellSignInAddress(id);
            case "choices" -> aside(id, () -> ChoicesJson.write(berth.choices().now()));
            case "choose" -> choose(id, request);
            case "show" -> show(id, request);
            case "attend" -> stream(id, () -> attend(id));
            case "check-up" -> {
                var place = FirstRunJson.place(request);
                aside(id, () -> FirstRunJson.write(berth.firstRun().checkUp(place)));
            }
            case "install" -> install(id);
            case "draft" -> aside(id, () -> FirstRunJson.write(berth.firstRun().draft()));
            case "keep-draft" -> keepDraft(id, request);
            case "forget-draft" ->
                    aside(
                            id,
                            () -> {
                                berth.firstRun().forget();
                                return Protocol.object();
                            });
            default ->
                    notUnderstood(
                            id,
                            "expected \"ask\" to be one of status, watch, stop, command, log,"
                                    + " follow-log, activity, sign-in-address, choices, choose,"
                                    + " show, attend, check-up, install, draft, keep-draft,"
                                    + " forget-draft");
        }
    }

    private void notUnderstood(long id, String sentence) throws InterruptedException {
        outbox.putWhenThereIsRoom(Protocol.error(id, ErrorCode.NOT_UNDERSTOOD, sentence));
    }

    // -- what the window asks for

    private void choose(long id, JsonNode request) throws InterruptedException {
        var setting = ChoicesJson.setting(request);
        if (setting.isEmpty()) {
            notUnderstood(id, "expected \"setting\" to be the name of one");
            return;
        }
        aside(
                id,
                () ->
                        ChoicesJson.write(
                                berth.choices().choose(setting.get(), ChoicesJson.value(request))));
    }

    private void show(long id, JsonNode request) throws InterruptedException {
        var view = ScreensJson.view(request);
        if (view.isEmpty()) {
            notUnderstood(id, "expected \"view\" to be one of " + ScreensJson.VIEWS);
            return;
        }
        aside(id, () -> Protocol.object().put("shown", berth.screens().show(view.get())));
    }

    /// Words may come before this is answered: each says by itself that the place is taken.
    private Optional<Subscription> attend(long id) {
        var place = berth.screens().attend(word -> tell(id, word));
        outbox.put(Protocol.object().put("id", id).put("attending", place.isPresent()).toString());
        return place;
    }

    private void tell(long id, Word word) {
        outbox.tell(id, ScreensJson.kind(word), ScreensJson.write(word).put("id", id).toString());
    }

    private void keepDraft(long id, JsonNode request) throws InterruptedException {
        var draft = FirstRunJson.draft(request);
        if (draft.isEmpty()) {
            notUnderstood(id, "expected \"draft\" with at least its page");
            return;
        }
        aside(
                id,
                () -> {
                    berth.firstRun().keep(draft.get(), request.path("key").stringValueOpt());
                    return Protocol.object();
                });
    }

    /// It goes on when the window goes.
    @SuppressWarnings("FutureReturnValueIgnored") // the answer goes into the outbox
    private void install(long id) throws InterruptedException {
        if (!mayOpen(id)) {
            return;
        }
        berth.firstRun()
                .install(share ->
                        outbox.tell(
                                id,
                                "progress",
                                FirstRunJson.progress(share).put("id", id).toString()))
                .whenComplete((installed, failure) -> {
                    open.decrementAndGet();
                    outbox.put(
                            failure == null
                                    ? FirstRunJson.write(installed).put("id", id).toString()
                                    : Protocol.error(
                                            id,
                                            ErrorCode.FAILED,
                                            "Berth ended before this was done."));
                });
    }

    // -- what everybody asks for

    private static int lines(JsonNode request) {
        return Math.clamp(request.path("lines").intValue(100), 1, 100_000);
    }

    private void stream(long id, Supplier<Optional<Subscription>> opened)
            throws InterruptedException {
        if (streams.size() >= MOST_STREAMS || streams.containsKey(id)) {
            outbox.putWhenThereIsRoom(
                    Protocol.error(
                            id,
                            ErrorCode.BUSY,
                            "at most %d streams at once, each with an id of its own"
                                    .formatted(MOST_STREAMS)));
            return;
        }
        opened.get().ifPresent(stream -> streams.put(id, stream));
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
                                    + " setup, give-up, quit, with what belongs to it"));
        } else if (mayOpen(id)) {
            put(id, command.get());
        }
    }

    /// Whether one more may be answered later.
    private boolean mayOpen(long id) throws InterruptedException {
        if (open.incrementAndGet() <= MOST_OPEN) {
            return true;
        }
        open.decrementAndGet();
        outbox.putWhenThereIsRoom(
                Protocol.error(
                        id, ErrorCode.BUSY, "at most %d commands at once".formatted(MOST_OPEN)));
        return false;
    }

    /// What may take seconds is answered by another thread, so that the next request is not held
    /// up.
    private void aside(long id, Supplier<ObjectNode> answer) throws InterruptedException {
        if (mayOpen(id)) {
            Thread.ofVirtual().name("berth-wire-aside").start(() -> answerAside(id, answer));
        }
    }

    private void answerAside(long id, Supplier<ObjectNode> answer) {
        String line;
        try {
            line = answer.get().put("id", id).toString();
        } catch (LostContact e) {
            line = Protocol.error(id, ErrorCode.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("a request could not be answered", e);
            line = Protocol.error(id, ErrorCode.FAILED, "Berth could not answer this.");
        }
        open.decrementAndGet();
        outbox.put(line);
    }

    /// What is asked for here settles on a thread of the keeper's.
    @SuppressWarnings("FutureReturnValueIgnored") // the answer goes into the outbox
    private void put(long id, Command command) {
        berth.ask(command)
                .whenComplete((report, failure) -> {
                    open.decrementAndGet();
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
        var waiting = lines.stream().map(Requests::shortened).iterator();
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

    static String report(long id, StatusReport report) {
        return "{\"id\":" + id + ",\"report\":" + StatusJson.write(report) + "}";
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_LOG_LINE ? line : line.substring(0, LONGEST_LOG_LINE) + "…";
    }
}
