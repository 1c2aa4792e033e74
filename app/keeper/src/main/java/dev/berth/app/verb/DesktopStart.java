package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.keep.Keeping;
import dev.berth.app.keep.Keeping.Outcome;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Screens.View;
import java.time.Duration;
import java.util.Optional;

/// What a double click and a sign-in do: become the keeper, or show the window of the one there is.
///
/// @param hidden whether the window stays away
/// @param signIn whether the desktop itself starts us, while disks may still be on their way
record DesktopStart(Desk desk, boolean hidden, boolean signIn) {
    /// Long enough for a disk that a password opens, or one at the other end of a network.
    private static final Duration DISK = Duration.ofMinutes(10);

    int call() throws InterruptedException {
        if (signIn && !desk.home().awaitDisk(DISK)) {
            desk.complain(
                    "What Berth keeps in %s is not there. Connect the disk on which it lies, then start Berth."
                            .formatted(desk.home().place().config().getParent()));
            return ExitStatus.FAILED;
        }
        var running = desk.home().mayBeKept() ? desk.home().connect() : Optional.<Berth>empty();
        if (running.isPresent()) {
            return raise(running.get());
        }
        if (!desk.desktop().hasScreen()) {
            desk.say("There is no screen here, so Berth runs without a window until interrupted.");
            return new RunVerb(desk).call();
        }
        desk.log().open("keeper.log");
        return switch (new Keeping(desk, hidden).keep()) {
            case Outcome.Ended() -> ExitStatus.REACHED;
            case Outcome.HeldBy(var pid) -> raiseOther(pid);
            case Outcome.Refused(var sentence) -> {
                desk.complain(sentence);
                if (!hidden) {
                    var windows = desk.desktop().windows();
                    windows.openRefused(sentence);
                    windows.leave();
                }
                yield ExitStatus.FAILED;
            }
        };
    }

    private int raise(Berth berth) {
        try (berth) {
            if (!hidden && !berth.screens().show(View.STATE) && desk.desktop().hasScreen()) {
                // That keeper has no screen of its own; here is one.
                var windows = desk.desktop().windows();
                windows.open(View.STATE);
                windows.leave();
            }
        }
        return ExitStatus.REACHED;
    }

    private int raiseOther(long pid) throws InterruptedException {
        var other = Newcomer.meet(desk, pid);
        return other.isPresent() ? raise(other.get()) : ExitStatus.FAILED;
    }
}
