package dev.berth.runtime.wire;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Command;
import dev.berth.runtime.Home;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.wire.Outbox.Post;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `Berth` of another process, over its socket. It watches from the first moment on, so that
/// the newest report is always at hand; when the keeper is gone, that report says so.
public final class KeeperClient implements Berth {
    /// The stream of reports that is opened with the connection.
    static final long OWN_WATCH = 0;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);
    private static final String GONE = "Berth has ended, or its connection broke.";

    private final Wire wire;
    private final LineReader lines;
    private final Clock clock;
    private final Patience patience;
    private final AtomicLong lastId = new AtomicLong(OWN_WATCH);
    private final Map<Long, Consumer<Reply>> waiting = new ConcurrentHashMap<>();
    private final Set<Outbox> watchers = ConcurrentHashMap.newKeySet();
    private final Outbox requests = new Outbox();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object guard = new Object();
    private StatusReport newest;
    private boolean lost;

    /// What comes back for a request.
    private sealed interface Reply {
        record Told(JsonNode json) implements Reply {}

        record Lost(String sentence) implements Reply {}
    }

    private KeeperClient(
            Wire wire, LineReader lines, StatusReport first, Clock clock, Patience patience) {
        this.wire = wire;
        this.lines = lines;
        this.newest = first;
        this.clock = clock;
        this.patience = patience;
    }

    /// Looks for the keeper of a home; takes five seconds at the most. Under three, a healthy one
    /// was missed on a computer that was busy starting it.
    ///
    /// @param version this program's version
    public static Contact connect(Home home, String version) {
        return new Greeting(
                        SocketPlace.of(home),
                        home.run(),
                        version,
                        Clock.systemUTC(),
                        Duration.ofSeconds(5))
                .connect();
    }

    /// A client whose partner has greeted and told its first report.
    static KeeperClient begin(
            SocketChannel channel, LineReader lines, StatusReport first, Clock clock) {
        var patience = new Patience(LONGEST_WAIT);
        var client = new KeeperClient(new Wire(channel, patience), lines, first, clock, patience);
        Thread.ofVirtual().name("berth-client-reader").start(client::read);
        Thread.ofVirtual().name("berth-client-writer").start(client::write);
        return client;
    }

    @Override
    public StatusReport status() {
        synchronized (guard) {
            return newest;
        }
    }

    @Override
    public Subscription watch(Consumer<StatusReport> listener) {
        var watcher = new Outbox();
        synchronized (guard) {
            watchers.add(watcher);
            watcher.put(OWN_WATCH, newest);
            if (lost) {
                watcher.close();
            }
        }
        tell(watcher, listener, _ -> {});
        return () -> {
            watchers.remove(watcher);
            watcher.forget(OWN_WATCH);
            watcher.close();
        };
    }

    @Override
    public CompletionStage<StatusReport> ask(Command command) {
        var request = Protocol.object().put("ask", "command");
        CommandJson.write(command, request);
        var settled = new CompletableFuture<StatusReport>();
        send(
                request,
                (id, reply) -> {
                    waiting.remove(id);
                    switch (reply) {
                        case Reply.Lost(var sentence) ->
                                settled.completeExceptionally(new LostContact(sentence));
                        case Reply.Told(var json) -> settle(settled, json);
                    }
                });
        return settled;
    }

    private void settle(CompletableFuture<StatusReport> settled, JsonNode json) {
        report(json)
                .ifPresentOrElse(
                        report -> {
                            publish(report);
                            settled.complete(report);
                        },
                        () -> settled.completeExceptionally(new LostContact(refusal(json))));
    }

    @Override
    public List<String> log(int atMost) {
        var collected = new ArrayList<String>();
        gather(
                Protocol.object().put("ask", "log").put("lines", atMost),
                json -> collected.addAll(texts(json)));
        return List.copyOf(collected);
    }

    @Override
    public List<Activity> activity(int last) {
        var collected = new ArrayList<Activity>();
        gather(
                Protocol.object().put("ask", "activity").put("lines", last),
                json ->
                        json.path("activity")
                                .valueStream()
                                .flatMap(one -> StatusJson.readActivity(one.toString()).stream())
                                .forEach(collected::add));
        return List.copyOf(collected);
    }

    @Override
    public Optional<URI> signInAddress() {
        var found = new ArrayList<URI>();
        gather(
                Protocol.object().put("ask", "sign-in-address"),
                json ->
                        json.path("address")
                                .stringValueOpt()
                                .map(URI::create)
                                .ifPresent(found::add));
        return found.stream().findFirst();
    }

    @Override
    public Subscription followLog(int atMost, Consumer<String> listener) {
        var told = new Outbox();
        var id =
                send(
                        Protocol.object().put("ask", "follow-log").put("lines", atMost),
                        (stream, reply) -> {
                            switch (reply) {
                                case Reply.Told(var json) ->
                                        texts(json).forEach(line -> told.put(stream, line));
                                case Reply.Lost _ -> told.close();
                            }
                        });
        tell(told, _ -> {}, listener);
        return () -> {
            told.forget(id);
            told.close();
            if (waiting.remove(id) != null) {
                send(
                        Protocol.object().put("ask", "stop").put("of", id),
                        (stop, _) -> waiting.remove(stop));
            }
        };
    }

    /// What was asked for still reaches the keeper; that may take a second.
    @Override
    public void close() {
        requests.close();
        try {
            var _ = ended.await(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.close();
        lose();
    }

    /// Asks, and hands each part of the answer on until the last one has come.
    private void gather(ObjectNode request, Consumer<JsonNode> part) {
        var done = new CompletableFuture<Boolean>();
        var id =
                send(
                        request,
                        (_, reply) -> {
                            switch (reply) {
                                case Reply.Lost(var sentence) ->
                                        done.completeExceptionally(new LostContact(sentence));
                                case Reply.Told(var json) when json.has("error") ->
                                        done.completeExceptionally(new LostContact(refusal(json)));
                                case Reply.Told(var json) -> {
                                    part.accept(json);
                                    if (!json.path("more").booleanValue(false)) {
                                        done.complete(true);
                                    }
                                }
                            }
                        });
        try {
            done.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LostContact("Berth does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostContact("Waiting for Berth was interrupted.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LostContact contact
                    ? contact
                    : new IllegalStateException(e.getCause());
        } finally {
            waiting.remove(id);
        }
    }

    /// @param reply called on the reader's thread with the request's id
    private long send(ObjectNode request, BiConsumer<Long, Reply> reply) {
        long id = lastId.incrementAndGet();
        waiting.put(id, told -> reply.accept(id, told));
        requests.put(request.put("id", id).toString());
        boolean nobodyThere;
        synchronized (guard) {
            nobodyThere = lost;
        }
        if (nobodyThere) {
            var late = waiting.remove(id);
            if (late != null) {
                late.accept(new Reply.Lost(GONE));
            }
        }
        return id;
    }

    private void write() {
        try {
            while (requests.take() instanceof Post.Answer(var line)) {
                wire.write(line);
            }
            wire.closeOutput();
        } catch (IOException e) {
            wire.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wire.close();
        }
    }

    private void read() {
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                Protocol.parse(line.get()).ifPresent(this::take);
            }
        } catch (IOException | LineReader.TooLong e) {
            // Ended, broken, or not to be understood any more: the same to whoever waits.
        } finally {
            wire.close();
            lose();
            ended.countDown();
        }
    }

    private void take(JsonNode json) {
        long id = json.path("id").longValue(-1);
        if (id == OWN_WATCH) {
            report(json).ifPresent(this::publish);
            return;
        }
        var reply = waiting.get(id);
        if (reply != null) {
            reply.accept(new Reply.Told(json));
        }
    }

    /// An answer may overtake the watch; what is older than the newest is old news.
    private void publish(StatusReport report) {
        synchronized (guard) {
            if (!lost && report.revision() >= newest.revision()) {
                newest = report;
                watchers.forEach(watcher -> watcher.put(OWN_WATCH, report));
            }
        }
    }

    private void lose() {
        synchronized (guard) {
            if (lost) {
                return;
            }
            lost = true;
            newest = StatusReport.unsupervised(new Status.NotRunning(), clock.instant());
            for (var watcher : watchers) {
                watcher.put(OWN_WATCH, newest);
                watcher.close();
            }
        }
        requests.close();
        patience.close();
        for (var id : List.copyOf(waiting.keySet())) {
            var reply = waiting.remove(id);
            if (reply != null) {
                reply.accept(new Reply.Lost(GONE));
            }
        }
    }

    /// A thread for each listener, so that a slow one holds up nobody else.
    private static void tell(
            Outbox told, Consumer<StatusReport> reports, Consumer<String> logLines) {
        Thread.ofVirtual()
                .name("berth-client-listener")
                .start(() -> {
                    try {
                        while (true) {
                            switch (told.take()) {
                                case Post.Report(_, var report) -> reports.accept(report);
                                case Post.Log(_, var some) -> some.forEach(logLines);
                                case Post.Answer _ -> {}
                                case Post.End() -> {
                                    return;
                                }
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// The report that an answer carries.
    static Optional<StatusReport> report(JsonNode json) {
        return StatusJson.readReport(json.path("report").toString());
    }

    /// Why an answer carries nothing else.
    static String refusal(JsonNode json) {
        return json.path("error").path("sentence").stringValue("Berth could not answer this.");
    }

    private static List<String> texts(JsonNode json) {
        return json.path("lines")
                .valueStream()
                .flatMap(line -> line.stringValueOpt().stream())
                .toList();
    }
}
