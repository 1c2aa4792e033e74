package dev.berth.runtime.supervisor;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun;
import dev.berth.runtime.Keeper;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Screens;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.screens.WindowPlace;
import dev.berth.runtime.service.OpenClaw;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The supervisor on its own thread, as the interface that everybody else knows.
public final class LocalBerth implements Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBerth.class);
    private static final Duration LOG_ANSWER = Duration.ofSeconds(10);

    private final World world;
    private final Supervisor supervisor;
    private final Choices choices;
    private final FirstRun firstRun;
    private final WindowPlace window;
    private final Runnable afterwards;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;

    /// Nothing runs before [#begin].
    ///
    /// @param afterwards run once at the end: what else must be let go of
    public LocalBerth(
            World world,
            Supervisor supervisor,
            Choices choices,
            FirstRun firstRun,
            WindowPlace window,
            Runnable afterwards) {
        this.world = world;
        this.supervisor = supervisor;
        this.choices = choices;
        this.firstRun = firstRun;
        this.window = window;
        this.afterwards = afterwards;
        thread = Thread.ofPlatform().name("supervisor").daemon(false).unstarted(this::supervise);
    }

    /// Starts the service thread. Once.
    public void begin() {
        thread.start();
    }

    private void supervise() {
        try {
            while (!closing && !supervisor.hasEnded()) {
                var pause = supervisor.turn();
                if (pause.isPositive()) {
                    supervisor.await(pause);
                }
            }
        } catch (InterruptedException told) {
            LOG.debug("told to end");
        } finally {
            supervisor.close();
            afterwards.run();
            end.countDown();
        }
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public StatusReport status() {
        return supervisor.status();
    }

    @Override
    public Subscription watch(Consumer<StatusReport> listener) {
        return supervisor.watch(listener);
    }

    @Override
    public CompletionStage<StatusReport> ask(Command command) {
        return supervisor.ask(command);
    }

    @Override
    public List<String> log(int lines) {
        var container = supervisor.ours().map(Ours::id);
        if (container.isEmpty()) {
            return List.of();
        }
        var limit = new Limit(LOG_ANSWER, new Cancellation());
        return switch (world.host().engine().lastLines(container.get(), lines, limit)) {
            case Answer.Got<List<String>>(var got) ->
                    got.stream().map(supervisor::redacted).toList();
            case Answer.Failed<List<String>>(var failure) -> {
                LOG.warn("the service's log could not be read: {}", failure.kind());
                yield List.of();
            }
        };
    }

    @Override
    public Subscription followLog(int lines, Consumer<String> listener) {
        return new Following(supervisor, world.host().engine(), lines, listener);
    }

    @Override
    public List<Activity> activity(int last) {
        try {
            return Activities.of(world.journal().newest(last));
        } catch (IOException e) {
            LOG.warn("the journal could not be read: {}", e.getMessage());
            return List.of();
        }
    }

    /// A link of the front door, so that no secret goes through anybody's hands.
    @Override
    public Optional<URI> signInAddress() {
        return ready() && signedIn().isPresent()
                ? world.doorway().link(this::signedIn)
                : Optional.empty();
    }

    private boolean ready() {
        return supervisor.status().status() instanceof Status.Supervised(OperatorState.Ready _);
    }

    /// Also where the service is away just when the link is followed: what shows in its stead goes
    /// on to the page by itself, which without the token would ask for it.
    private Optional<URI> signedIn() {
        try {
            var token = world.secrets().value(OpenClaw.TOKEN);
            return supervisor
                    .status()
                    .address()
                    .flatMap(address ->
                            token.map(value ->
                                    URI.create(
                                            address
                                                    + "#token="
                                                    + URLEncoder.encode(
                                                            value, StandardCharsets.UTF_8))));
        } catch (IOException e) {
            LOG.warn("the token could not be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Ends the supervision and leaves the service as it is.
    @Override
    public void close() {
        closing = true;
        supervisor.signal();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Choices choices() {
        return choices;
    }

    @Override
    public FirstRun firstRun() {
        return firstRun;
    }

    @Override
    public Screens screens() {
        return window;
    }

    @Override
    public Subscription watchSettings(Consumer<Settings> listener) {
        return world.settingsNews().watch(listener);
    }

    @Override
    public void openWindowsWith(Consumer<Screens.View> opener) {
        window.openWith(opener);
    }

    @Override
    public void trayIs(boolean present) {
        window.trayIs(present);
    }
}
