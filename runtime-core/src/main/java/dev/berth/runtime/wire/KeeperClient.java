package dev.berth.runtime.wire;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun;
import dev.berth.runtime.Home;
import dev.berth.runtime.Screens;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.wire.Correspondence.Reply;
import dev.berth.runtime.wire.Outbox.Post;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The `Berth` of another process, over its socket. It watches from the first moment on, so that
/// the newest report is always at hand; when the keeper is gone, that report says so.
public final class KeeperClient implements Berth {
    /// The stream of reports that is opened with the connection.
    static final long OWN_WATCH = 0;

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Correspondence keeper;
    private final Set<Outbox> watchers = ConcurrentHashMap.newKeySet();
    private final Object guard = new Object();
    private StatusReport newest;
    private boolean lost;

    private KeeperClient(
            Wire wire, LineReader lines, StatusReport first, Clock clock, Patience patience) {
        this.newest = first;
        this.clock = clock;
        this.keeper =
                new Correspondence(
                        wire,
                        lines,
                        patience,
                        json -> report(json).ifPresent(this::publish),
                        this::lose);
    }

    /// Looks for the keeper of a home; takes five seconds at the most. Under three, a healthy one
    /// was missed on a computer that was busy starting it.
    ///
    /// @param version this program's version
    public static Contact connect(Home home, String version) {
        return connect(home, version, Duration.ofSeconds(5));
    }

    /// The same for somebody who has less time.
    ///
    /// @param within how long it may take
    public static Contact connect(Home home, String version, Duration within) {
        return new Greeting(SocketPlace.of(home), home.run(), version, Clock.systemUTC(), within)
                .connect();
    }

    /// A client whose partner has greeted and told its first report.
    static KeeperClient begin(
            SocketChannel channel, LineReader lines, StatusReport first, Clock clock) {
        var patience = new Patience(LONGEST_SILENCE);
        var client = new KeeperClient(new Wire(channel, patience), lines, first, clock, patience);
        client.keeper.begin();
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
        keeper.send(
                request,
                (id, reply) -> {
                    keeper.forget(id);
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
        keeper.gather(
                Protocol.object().put("ask", "log").put("lines", atMost),
                json -> collected.addAll(texts(json)));
        return List.copyOf(collected);
    }

    @Override
    public List<Activity> activity(int last) {
        var collected = new ArrayList<Activity>();
        keeper.gather(
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
        keeper.gather(
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
                keeper.send(
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
            keeper.stop(id);
        };
    }

    /// What was asked for still reaches the keeper; that may take a second.
    @Override
    public void close() {
        keeper.close();
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
            lost = true;
            newest = StatusReport.unsupervised(new Status.NotRunning(), clock.instant());
            for (var watcher : watchers) {
                watcher.put(OWN_WATCH, newest);
                watcher.close();
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

    @Override
    public Choices choices() {
        return new RemoteChoices(keeper);
    }

    @Override
    public FirstRun firstRun() {
        return new RemoteFirstRun(keeper);
    }

    @Override
    public Screens screens() {
        return new RemoteScreens(keeper);
    }
}
