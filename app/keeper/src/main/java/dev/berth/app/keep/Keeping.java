package dev.berth.app.keep;

import dev.berth.app.desk.Desk;
import dev.berth.app.desktop.Windows;
import dev.berth.app.face.KeeperWords;
import dev.berth.app.notice.Notices;
import dev.berth.app.signin.SignIn;
import dev.berth.app.tray.Choice;
import dev.berth.app.tray.Tray;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command.Quit;
import dev.berth.runtime.Keeper;
import dev.berth.runtime.Setting;
import dev.berth.words.Words;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Berth on a desktop, from the first sight of its icon to its end. The icon comes up beside the
/// supervisor, before that one has done anything.
public final class Keeping {
    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    /// What a desktop grants a program at sign-out: 4 s, the service's own end in it (DESIGN 5),
    /// less half a one in which the system may have been asked whether it shuts down.
    private static final long MILLIS_AT_SIGN_OUT = 3_500;

    private static final String LIST_NOTE = "sign-in-entry";

    private final Desk desk;
    private final boolean hidden;

    /// @param hidden whether the window stays away until somebody asks for it
    public Keeping(Desk desk, boolean hidden) {
        this.desk = desk;
        this.hidden = hidden;
    }

    /// How it went.
    public sealed interface Outcome {
        /// The person, or the end of the session, ended it.
        record Ended() implements Outcome {}

        /// Another keeper was faster.
        record HeldBy(long pid) implements Outcome {}

        /// It cannot be.
        ///
        /// @param sentence why, and what to do
        record Refused(String sentence) implements Outcome {}
    }

    /// Returns at the end.
    public Outcome keep() throws InterruptedException {
        var end = keepOnce(hidden);
        while (end instanceof End.Replaced) {
            end = successorCame() ? new End.Final(new Outcome.Ended()) : keepOnce(true);
        }
        return ((End.Final) end).outcome();
    }

    /// Why one time of keeping ended.
    private sealed interface End {
        record Final(Outcome outcome) implements End {}

        /// The home is free for a newer program.
        record Replaced() implements End {}
    }

    /// The newer program takes the home. One that does not come up costs nothing: this one goes on.
    private boolean successorCame() throws InterruptedException {
        try (var child = desk.keeperStart().start()) {
            var next = Arrival.of(child, desk.home());
            next.ifPresent(Berth::close);
            if (next.isEmpty()) {
                LOG.warn(
                        "the newer Berth did not come up, this one goes on: {}",
                        child.said().strip());
            }
            return next.isPresent();
        } catch (LostContact e) {
            LOG.info("the newer Berth speaks otherwise than this one: {}", e.getMessage());
            return true;
        } catch (IOException e) {
            LOG.warn("the newer Berth cannot be started, this one goes on: {}", e.getMessage());
            return false;
        }
    }

    private End keepOnce(boolean unseen) throws InterruptedException {
        var keeper = new CompletableFuture<Keeper>();
        var windows = desk.desktop().windows();
        try (var presenter = new Presenter(Keeping::words, System::nanoTime);
                var acts =
                        new Acts(
                                keeper,
                                desk.browser(),
                                desk.home().place().run(),
                                presenter::isBusy);
                var place =
                        desk.desktop()
                                .open(
                                        presenter.first(),
                                        new Ears(acts, presenter),
                                        new InWindow(windows))) {
            presenter.begin(place.tray(), place.notices());
            return switch (desk.home().supervise()) {
                case Opening.Supervising(var there) -> {
                    try (there) {
                        there.openWindowsWith(windows::open);
                        presenter.keeps(there);
                        keeper.complete(there);
                        if (!unseen) {
                            acts.perform(Choice.SHOW);
                        }
                        yield lookAfter(there, presenter, windows);
                    }
                }
                case Opening.HeldBy(var pid) -> new End.Final(new Outcome.HeldBy(pid));
                case Opening.Refused(var sentence) -> new End.Final(new Outcome.Refused(sentence));
            };
        }
    }

    private static Words words(Optional<String> chosen) {
        return KeeperWords.in(
                chosen, Locale.getDefault(Locale.Category.DISPLAY), ZoneId.systemDefault());
    }

    private End lookAfter(Keeper keeper, Presenter presenter, Windows windows)
            throws InterruptedException {
        var handOver = new HandOver(keeper);
        var ended = new CountDownLatch(1);
        var signIn = signIn(keeper);
        var files =
                Executors.newSingleThreadExecutor(
                        Thread.ofVirtual().name("berth-sign-in").factory());
        try (var _ = desk.end().before(shuttingDown -> quit(keeper, ended, shuttingDown));
                var _ =
                        keeper.watch(report -> {
                            presenter.reports(report.status());
                            handOver.reports(report.status());
                        });
                var _ = desk.program().whenReplaced(handOver::want);
                var _ =
                        keeper.watchSettings(settings -> {
                            presenter.chose(settings);
                            files.execute(() -> signIn.follow(settings.startAtSignIn()));
                        })) {
            keeper.awaitEnd();
            return handOver.hasBegun() ? new End.Replaced() : new End.Final(new Outcome.Ended());
        } finally {
            files.shutdown();
            if (handOver.hasBegun()) {
                windows.leave(); // it finds the next keeper by itself
            } else {
                windows.end();
            }
            ended.countDown();
        }
    }

    private SignIn signIn(Keeper keeper) {
        Executor apart = act -> Thread.ofVirtual().name("berth-choice").start(act);
        return new SignIn(
                desk.desktop().autostart(),
                desk.home().place().state().resolve(LIST_NOTE),
                () ->
                        apart.execute(() -> {
                            var _ =
                                    keeper.choices()
                                            .choose(Setting.START_AT_SIGN_IN, Optional.of("false"));
                        }));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the keeper's end is what is waited for
    private static void quit(Keeper keeper, CountDownLatch ended, boolean shuttingDown) {
        keeper.ask(new Quit(shuttingDown));
        try {
            var _ = ended.await(MILLIS_AT_SIGN_OUT, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Ears(Acts acts, Presenter presenter) implements Tray.Listener {
        @Override
        public void chosen(Choice choice) {
            acts.perform(choice);
        }

        @Override
        public void present(boolean present) {
            presenter.isPresent(present);
        }
    }

    /// Tells by a window of ours what the desktop has no way to tell; that one takes its words from
    /// the state.
    private record InWindow(Windows windows) implements Notices {
        @Override
        public void tell(Notice notice) {
            if (notice.urgent()) {
                windows.openNotice();
            }
        }

        @Override
        public void withdraw() {
            // It follows the state by itself.
        }
    }
}
