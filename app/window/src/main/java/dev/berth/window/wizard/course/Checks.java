package dev.berth.window.wizard.course;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is known of this computer.
///
/// @param seen what the last look found; empty before the first one
/// @param look whether one is under way
/// @param installing what became of "install it for me"
public record Checks(List<Check> seen, Look look, Installing installing) {
    public Checks {
        seen = List.copyOf(seen);
    }

    /// Whether a look is under way.
    public enum Look {
        NONE,

        /// By itself: nobody needs to know.
        QUIET,

        /// Because the person waits for it.
        ASKED,

        /// The last one came to nothing.
        FAILED
    }

    /// What became of "install it for me".
    public sealed interface Installing {
        record NotAsked() implements Installing {}

        /// It goes on.
        ///
        /// @param share done, 0 to 1, where it can be told
        record UnderWay(OptionalDouble share) implements Installing {}

        record Ended(Installation how) implements Installing {}
    }

    static Checks none() {
        return new Checks(List.of(), Look.NONE, new Installing.NotAsked());
    }

    Checks looking(Look how) {
        return new Checks(seen, how, installing);
    }

    Checks installing(Installing state) {
        return new Checks(seen, look, state);
    }

    /// What was found; a failed or declined installation is old news once its part is there.
    Checks found(List<Check> checks) {
        var next = new Checks(checks, Look.NONE, installing);
        var mended = next.of(Part.ENGINE).filter(check -> check.verdict() != Verdict.BAD);
        return mended.isPresent() && installing instanceof Installing.Ended
                ? next.installing(new Installing.NotAsked())
                : next;
    }

    /// What is known of a part.
    public Optional<Check> of(Part part) {
        return seen.stream().filter(check -> check.part() == part).findFirst();
    }

    /// Whether a look is under way.
    public boolean isLooking() {
        return look == Look.QUIET || look == Look.ASKED;
    }

    /// Whether the missing parts are being installed.
    public boolean isInstalling() {
        return installing instanceof Installing.UnderWay;
    }

    /// Whether something cannot work yet, so that it is worth looking again.
    boolean areBad() {
        return seen.stream().anyMatch(check -> check.verdict() == Verdict.BAD);
    }

    /// Whether the person can go on: room and memory may change, the engine must be there.
    public boolean letGoOn() {
        return !seen.isEmpty()
                && !isInstalling()
                && of(Part.ENGINE).filter(check -> check.verdict() == Verdict.BAD).isEmpty();
    }

    /// Whether Berth can install what is missing.
    public boolean canInstall() {
        return of(Part.ENGINE)
                .filter(check -> check.verdict() == Verdict.BAD)
                .filter(check -> check.cure() instanceof Cure.Install)
                .isPresent();
    }
}
