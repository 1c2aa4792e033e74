package dev.berth.runtime.supervisor;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.door.Behind;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.news.News;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/// What the front door sees of the supervisor. Any thread.
public final class Threshold implements Behind, AutoCloseable {
    private final Supervisor supervisor;
    private final Subscription reports;
    private final Subscription choices;
    private final News<Scene> news;
    private volatile Settings.Access access = Settings.Access.usual();
    private volatile Scene newest;

    /// @param settings what the person chose, as it changes
    public Threshold(Supervisor supervisor, News<Settings> settings) {
        this.supervisor = supervisor;
        newest = scene(supervisor.status());
        news = new News<>(newest);
        choices = settings.watch(this::chosen);
        reports = supervisor.watch(this::reported);
    }

    private void chosen(Settings settings) {
        access = settings.access();
        reported(supervisor.status());
    }

    private void reported(StatusReport report) {
        var scene = scene(report);
        newest = scene;
        news.tell(scene);
    }

    private Scene scene(StatusReport report) {
        var ready = report.status() instanceof Status.Supervised(OperatorState.Ready _);
        return new Scene(
                ready
                        ? supervisor.ours().map(Ours::port).orElse(OptionalInt.empty())
                        : OptionalInt.empty(),
                report,
                access.wakeWhenUsed(),
                Set.copyOf(access.names()));
    }

    @Override
    public Scene scene() {
        return newest;
    }

    @Override
    public Subscription watch(Consumer<Scene> listener) {
        return news.watch(listener);
    }

    @Override
    public void knock() {
        supervisor.signal();
    }

    @Override
    public void wake() {
        if (access.wakeWhenUsed() && supervisor.status().status() instanceof Status.Paused) {
            supervisor.ask(new Command.Start());
        }
    }

    @Override
    public void close() {
        choices.close();
        reports.close();
    }
}
