package dev.berth.app.keep;

import dev.berth.app.face.Incidents;
import dev.berth.app.face.Incidents.Telling;
import dev.berth.app.face.Motion;
import dev.berth.app.face.TrayFaces;
import dev.berth.app.notice.Notices;
import dev.berth.app.notice.Notices.Notice;
import dev.berth.app.tray.Picture;
import dev.berth.app.tray.Tray;
import dev.berth.app.tray.TrayView;
import dev.berth.runtime.Keeper;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.words.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Keeps icon and notices true. One thread owns what is shown; everybody else sends it a message
/// and goes on. It wakes by itself only while the icon turns or trouble is about to be told.
final class Presenter implements AutoCloseable {
    private final Function<Optional<String>, Words> wordsIn;
    private final LongSupplier nanos;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();

    // Owner thread only, from here.
    private Optional<Keeper> keeper = Optional.empty();
    private Optional<Boolean> present = Optional.empty();
    private TrayFaces faces;
    private Status status = new Status.NotRunning();
    private boolean busy;
    private boolean tells = true;
    private Incidents incidents = Incidents.none();
    private Duration onTheWaySince;
    private TrayView shown;
    private boolean open = true;

    /// @param wordsIn the keeper's texts in a language that was chosen, or the system's
    /// @param nanos a clock that only goes on, as `System.nanoTime`
    Presenter(Function<Optional<String>, Words> wordsIn, LongSupplier nanos) {
        this.wordsIn = wordsIn;
        this.nanos = nanos;
        this.faces = new TrayFaces(wordsIn.apply(Optional.empty()));
        this.shown = faces.first();
        this.onTheWaySince = now();
    }

    private sealed interface Message {
        record Keeps(Keeper keeper) implements Message {}

        record Reports(Status status) implements Message {}

        record Chose(Settings settings) implements Message {}

        record Busy(boolean busy) implements Message {}

        record Present(boolean present) implements Message {}

        record End() implements Message {}
    }

    /// What is there to see before the first message.
    TrayView first() {
        return shown;
    }

    /// Begins to show; what was said before is not lost.
    void begin(Tray tray, Notices notices) {
        Thread.ofVirtual().name("berth-presenter").start(() -> run(tray, notices));
    }

    /// There is a supervisor that wants to know whether the icon can be seen.
    void keeps(Keeper other) {
        inbox.add(new Message.Keeps(other));
    }

    void reports(Status other) {
        inbox.add(new Message.Reports(other));
    }

    void chose(Settings settings) {
        inbox.add(new Message.Chose(settings));
    }

    /// Whether a repair or reset that was asked for here has not come to its end.
    void isBusy(boolean other) {
        inbox.add(new Message.Busy(other));
    }

    /// Whether the icon can be seen.
    void isPresent(boolean other) {
        inbox.add(new Message.Present(other));
    }

    @Override
    public void close() {
        inbox.add(new Message.End());
    }

    private void run(Tray tray, Notices notices) {
        try {
            while (open) {
                next().ifPresent(this::handle);
                present().ifPresent(tray::show);
                tell(notices);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Message> next() throws InterruptedException {
        var alarm =
                Stream.concat(
                                motion().stream(),
                                incidents.wake().map(at -> at.minus(now())).stream())
                        .min(Duration::compareTo);
        return alarm.isEmpty()
                ? Optional.of(inbox.take())
                : Optional.ofNullable(inbox.poll(alarm.get().toNanos(), TimeUnit.NANOSECONDS));
    }

    private Optional<Duration> motion() {
        return shown.picture().frames() > 1
                ? Motion.next(now().minus(onTheWaySince))
                : Optional.empty();
    }

    private Duration now() {
        return Duration.ofNanos(nanos.getAsLong());
    }

    private void handle(Message message) {
        switch (message) {
            case Message.Keeps(var other) -> {
                keeper = Optional.of(other);
                present.ifPresent(other::trayIs);
            }
            case Message.Reports(var other) -> status = other;
            case Message.Chose(var settings) -> {
                faces = new TrayFaces(wordsIn.apply(settings.look().language()));
                tells = settings.notifications();
            }
            case Message.Busy(var other) -> busy = other;
            case Message.Present(var other) -> {
                present = Optional.of(other);
                keeper.ifPresent(there -> there.trayIs(other));
            }
            case Message.End() -> open = false;
        }
    }

    /// The view to show; empty when it is shown already.
    private Optional<TrayView> present() {
        var view = faces.of(status, busy);
        if (view.picture() == Picture.STARTING && shown.picture() != Picture.STARTING) {
            onTheWaySince = now();
        }
        if (view.picture().frames() > 1) {
            view = view.at(Motion.frame(now().minus(onTheWaySince)));
        }
        if (view.equals(shown)) {
            return Optional.empty();
        }
        shown = view;
        return Optional.of(view);
    }

    private void tell(Notices notices) {
        var step = incidents.at(status, now());
        incidents = step.next();
        var words = faces.words();
        switch (step.telling()) {
            case Telling.AttentionNeeded(var problem) when tells ->
                    notices.tell(
                            new Notice(
                                    true,
                                    words.title(problem),
                                    words.sentence(problem),
                                    words.text("notice.show")));
            case Telling.WorksAgain() when tells ->
                    notices.tell(
                            new Notice(
                                    false,
                                    words.text("notice.works-again.title"),
                                    words.text("notice.works-again.sentence"),
                                    words.text("notice.show")));
            case Telling.Over() -> notices.withdraw();
            case Telling.Nothing _, Telling.AttentionNeeded _, Telling.WorksAgain _ -> {}
        }
    }
}
