package dev.berth.runtime.decision;

import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings.Others;
import dev.berth.runtime.Stranger;
import dev.berth.runtime.decision.Step.Halt;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Fell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands in the way, as problems. Each keeps looking, so that what is mended from outside
/// goes on by itself.
final class Halts {
    private static final Duration SOON = Duration.ofSeconds(5);

    private Halts() {}

    /// The engine cannot be used as it is.
    static Halt engine(EngineFailure failure, Duration lookAgain) {
        return halt(
                Meaning.of(failure).orElse(ProblemKind.ENGINE_UNUSABLE),
                Meaning.details(failure),
                lookAgain);
    }

    static Step.Unclear cannotTell(Fact.Cause cause, Duration lookAgain) {
        if (cause instanceof Fact.Cause.FileUnreadable(var sentence)) {
            return new Step.Unclear(
                    new Problem(ProblemKind.CANNOT_TELL, sentence, List.of()), lookAgain);
        }
        var kind =
                cause instanceof Fact.Cause.EngineSilent(var failure)
                        ? Meaning.of(failure).orElse(ProblemKind.CANNOT_TELL)
                        : ProblemKind.CANNOT_TELL;
        return new Step.Unclear(Problem.of(kind, details(cause)), lookAgain);
    }

    /// @param inVain the try to take it away that did not work, if there was one
    static Halt ownerUnsafe(AnotherOnOurData other, Optional<Ended> inVain) {
        var details = new ArrayList<String>();
        details.add(other.evidence().text());
        if (!other.detail().isEmpty()) {
            details.add("It " + other.detail() + ".");
        }
        details.add("To see it: podman container inspect " + other.id().brief());
        details.add("To stop it: podman stop " + other.id().brief());
        details.add(
                "To have Berth stop and remove it, data kept: berth repair --take-away "
                        + other.id().brief());
        inVain.flatMap(Ended::detail)
                .ifPresent(said -> details.add("The last try to remove it failed: " + said));
        return new Halt(
                new Problem(
                        ProblemKind.OWNER_UNSAFE,
                        ProblemKind.OWNER_UNSAFE.sentence(),
                        details,
                        Optional.of(
                                new Stranger(other.id().value(), other.name(), other.evidence()))),
                SOON);
    }

    /// Shown only where a start is wanted although no set-up was done.
    static Halt nothingChosen() {
        return halt(ProblemKind.RELEASE_MISSING, List.of("No release is chosen."), SOON);
    }

    static Halt releaseMissing(Ended fetch, Duration lookAgain) {
        return halt(
                fetch.problem().orElse(ProblemKind.RELEASE_MISSING),
                fetch.detail().stream().flatMap(String::lines).toList(),
                lookAgain);
    }

    static Halt dataGone() {
        return halt(ProblemKind.DATA_GONE, List.of(), SOON);
    }

    static Halt noAddress(String why) {
        return halt(ProblemKind.NO_ADDRESS, List.of(why), SOON);
    }

    static Halt dataReadOnly() {
        return halt(ProblemKind.DATA_READ_ONLY, List.of(), SOON);
    }

    static Halt noRoom(DataFolder.State.NoRoom room) {
        return halt(
                ProblemKind.NO_ROOM,
                List.of(
                        "free: %d MB, needed: %d MB"
                                .formatted(
                                        room.freeBytes() / 1_000_000,
                                        room.neededBytes() / 1_000_000)),
                SOON);
    }

    static Halt settingsRefused(Optional<Fell> fall) {
        return halt(ProblemKind.SETTINGS_REFUSED, lines(fall), Decision.QUIET_LOOK);
    }

    static Halt cannotStop(Ended stop, Duration lookAgain) {
        return halt(
                stop.problem().filter(Meaning::isPlain).orElse(ProblemKind.CANNOT_STOP),
                stop.detail().stream().flatMap(String::lines).toList(),
                lookAgain);
    }

    static Halt stuckRemoving(Instant since) {
        return halt(
                ProblemKind.DOES_NOT_GO_AWAY,
                List.of("the old one is being removed since " + since),
                SOON);
    }

    /// The person gave up; what had gone wrong until then stands in the details.
    static Halt stoppedByYou(Situation now, Duration lookAgain) {
        var fall = now.history().lastFall();
        return halt(
                ProblemKind.STOPPED_BY_YOU,
                Stream.concat(
                                fall.map(Halts::problem).map(Problem::title).stream(),
                                lines(fall).stream())
                        .toList(),
                lookAgain);
    }

    /// A whole ladder was spent on this.
    static Halt fallen(Fell fall, Duration lookAgain) {
        var problem =
                Problem.of(fall.problem().orElseGet(() -> kind(fall)), lines(Optional.of(fall)));
        return new Halt(culprit(fall).map(problem::by).orElse(problem), lookAgain);
    }

    /// How the details name who is in the way.
    static String heldBy(String who) {
        return EngineFailure.HELD_BY + who;
    }

    private static Optional<String> culprit(Fell fall) {
        return lines(Optional.of(fall)).stream()
                .filter(line -> line.startsWith(EngineFailure.HELD_BY))
                .map(line -> line.substring(EngineFailure.HELD_BY.length()))
                .findFirst();
    }

    private static List<String> lines(Optional<Fell> fall) {
        return fall.flatMap(Fell::detail).stream().flatMap(String::lines).toList();
    }

    static Problem problem(Fell fall) {
        return fallen(fall, SOON).problem();
    }

    private static ProblemKind kind(Fell fall) {
        return switch (fall.cause()) {
            case EXITED, EXITED_CLEANLY, VANISHED, STUCK_PAUSED -> ProblemKind.KEEPS_STOPPING;
            case REFUSED_SETTINGS -> ProblemKind.SETTINGS_REFUSED;
            case OUT_OF_MEMORY -> ProblemKind.OUT_OF_MEMORY;
            case START_FAILED, PORT_TAKEN -> ProblemKind.START_FAILED;
            case NEVER_READY, SILENT -> ProblemKind.NEVER_READY;
            case TOKEN_REFUSED -> ProblemKind.TOKEN_REFUSED;
            case SOMEBODY_ELSE -> ProblemKind.SOMEBODY_ELSE_ANSWERS;
        };
    }

    /// Only one machine can run (podman.md S-06). Who chose never to stop the other one is not
    /// asked again, and sees in the details how it goes on.
    static Halt anotherRuns(Situation now, String other) {
        var never = now.settings().dwelling().others() == Others.NEVER_STOP;
        return halt(
                ProblemKind.ANOTHER_RUNS,
                Stream.concat(
                                Stream.of("It is called " + other + "."),
                                never
                                        ? Stream.of(
                                                "You chose never to stop it; once it has ended,"
                                                        + " Berth goes on by itself.")
                                        : Stream.empty())
                        .toList(),
                Duration.ofSeconds(30));
    }

    static Halt halt(ProblemKind kind, List<String> details, Duration lookAgain) {
        return new Halt(Problem.of(kind, details), lookAgain);
    }

    private static List<String> details(Fact.Cause cause) {
        return switch (cause) {
            case Fact.Cause.NotLooked _ -> List.of();
            case Fact.Cause.EngineSilent(var failure) -> Meaning.details(failure);
            case Fact.Cause.FileUnreadable(var sentence) -> List.of(sentence);
        };
    }
}
