package dev.berth.runtime.decision;

import dev.berth.runtime.Consent;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Settings.Others;
import dev.berth.runtime.decision.MachineStep.ClearMachine;
import dev.berth.runtime.decision.MachineStep.CreateMachine;
import dev.berth.runtime.decision.MachineStep.RemoveMachine;
import dev.berth.runtime.decision.MachineStep.ResizeMachine;
import dev.berth.runtime.decision.MachineStep.StartMachine;
import dev.berth.runtime.decision.MachineStep.StopMachine;
import dev.berth.runtime.decision.MachineStep.StopOther;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.HostState.Machine;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.MachineRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows on the machine in which the engine runs, for a service that is wanted (decision 28). First
/// row that matches wins; nothing is created, stopped or removed unless the machine is known to be
/// ours or to be absent (DESIGN 4, rules 1 and 2).
///
/// | machine | step |
/// |---|---|
/// | any, and a rebuild was agreed to | stop, end what is hung, remove; then as absent |
/// | absent | problem where the computer is too small; data rows; create |
/// | half made, never finished | remove, then as absent |
/// | half made, was finished once | problem, offer to rebuild |
/// | stopped | end what a failed start left; resize; data rows; start |
/// | starting | wait until its deadline; then end what is hung |
/// | says running, does not answer | wait; then stop; if that fails, end what is hung |
/// | blocked by another | stop that one where that was agreed to; else ask |
final class Hosting {
    /// How long a machine that says that it runs may be silent: a computer that just woke up takes
    /// a while (podman.md N-07).
    static final Duration SILENCE = Duration.ofSeconds(60);

    /// podman.md A1: the first start may take that long.
    static final Duration STARTING = Duration.ofMinutes(5);

    private static final Duration LOOK_AT_SILENT = Duration.ofSeconds(2);

    private Hosting() {}

    /// What brings the engine within reach; empty when it is.
    static Optional<Step> step(Situation now) {
        return now.seen().host() instanceof Known<HostState>(Machine machine)
                ? bringUp(now, machine)
                : Optional.empty();
    }

    private static Optional<Step> bringUp(Situation now, Machine host) {
        if (host instanceof HostState.Absent absent) {
            return Optional.of(create(now, absent));
        }
        var kept = now.kept().dwelling().machine();
        if (kept.isEmpty()) { // it is not proven ours
            return Optional.of(Halts.halt(ProblemKind.CANNOT_TELL, List.of(), Decision.QUIET_LOOK));
        }
        var ours = kept.get();
        if (now.history().machine().agreed().contains(Consent.REBUILD)) {
            return Optional.of(rebuild(now, ours, host));
        }
        return switch (host) {
            case HostState.Running _ -> Optional.empty();
            case HostState.Absent _ -> Optional.empty(); // see above
            case HostState.HalfMade half -> Optional.of(halfMade(now, ours, half));
            case HostState.Stopped _ -> Optional.of(start(now, ours));
            case HostState.Starting starting -> Optional.of(starting(now, ours, starting));
            case HostState.Unreachable silent -> Optional.of(silent(now, ours, silent.why()));
            case HostState.BlockedBy blocked -> Optional.of(blocked(now, blocked));
        };
    }

    // -- there is none, or only parts

    private static Step create(Situation now, HostState.Absent absent) {
        var chosen = now.settings().dwelling();
        var lacking = MachineSizes.lacking(chosen, absent.computer());
        if (!lacking.isEmpty()) {
            return Halts.halt(ProblemKind.COMPUTER_TOO_SMALL, lacking, Decision.QUIET_LOOK);
        }
        var size = MachineSizes.wanted(chosen, absent.computer());
        return notYet(now)
                .or(() -> folder(now))
                .orElseGet(() -> new CreateMachine(absent.freeName(), size, chosen.file()));
    }

    /// The folder that it will see must be there, and be the right one.
    private static Optional<Step> folder(Situation now) {
        var erasing =
                now.wish() instanceof Wish.SetUp
                        ? Tidying.beforeSetUp(now)
                        : Optional.<Step>empty();
        return erasing.or(() -> Supplies.data(now));
    }

    /// One that was finished once may hold what nobody has a copy of: only on the person's word.
    private static Step halfMade(Situation now, MachineRecord ours, HostState.HalfMade half) {
        if (ours.identity().isPresent()) {
            return Halts.halt(ProblemKind.PLACE_DAMAGED, List.of(half.why()), Decision.QUIET_LOOK);
        }
        return notYet(now).orElseGet(() -> new RemoveMachine(ours));
    }

    /// The service's data lies outside, so that nothing is lost.
    private static Step rebuild(Situation now, MachineRecord ours, Machine host) {
        return notYet(now)
                .orElseGet(() ->
                        switch (host) {
                            case HostState.Running _,
                                    HostState.Starting _,
                                    HostState.Unreachable _ ->
                                    ended(now, ours);
                            case HostState.Absent _,
                                    HostState.HalfMade _,
                                    HostState.Stopped _,
                                    HostState.BlockedBy _ ->
                                    new RemoveMachine(ours);
                        });
    }

    /// Stops what shall go; what cannot be stopped is ended, and then goes as it is.
    private static Step ended(Situation now, MachineRecord ours) {
        var tries = now.history().machine();
        if (tries.isStuck()) {
            return new ClearMachine(ours);
        }
        return tries.wasStopped() ? new RemoveMachine(ours) : stopped(ours);
    }

    // -- it is there

    private static Step start(Situation now, MachineRecord ours) {
        var waiting = notYet(now);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        if (!now.history().machine().littered().isEmpty()) {
            return new ClearMachine(ours); // what a failed start or stop has left goes first
        }
        return resize(now, ours).or(() -> folder(now)).orElseGet(() -> new StartMachine(ours));
    }

    private static Optional<Step> resize(Situation now, MachineRecord ours) {
        return wantsOtherSize(now, ours)
                ? Optional.of(
                        new ResizeMachine(
                                ours.sized(
                                        MachineSizes.chosen(
                                                now.settings().dwelling(), ours.size()))))
                : Optional.empty();
    }

    /// One that could not be had is not asked for again until the person asks.
    private static boolean wantsOtherSize(Situation now, MachineRecord ours) {
        var wanted = MachineSizes.chosen(now.settings().dwelling(), ours.size());
        return !wanted.equals(ours.size())
                && !now.history()
                        .machine()
                        .refusedSize()
                        .equals(Optional.of(new ResizeMachine(ours.sized(wanted)).subject()));
    }

    /// Somebody's start is under way, or one of ours that was cut short.
    private static Step starting(Situation now, MachineRecord ours, HostState.Starting starting) {
        var tries = now.history().machine();
        var since =
                starting.since()
                        .or(tries::begun)
                        .filter(then -> !then.isAfter(now.now()))
                        .orElseGet(() -> awaySince(now));
        if (tries.littered().isEmpty() && now.now().isBefore(since.plus(STARTING))) {
            return Reach.waiting(Stage.PREPARING_PLACE);
        }
        return notYet(now).orElseGet(() -> new ClearMachine(ours));
    }

    private static Step silent(Situation now, MachineRecord ours, String why) {
        var tries = now.history().machine();
        var patient = awaySince(now).plus(SILENCE);
        if (tries.littered().isEmpty()
                && !tries.wasStopped()
                && now.now().isBefore(now.afterWaking(patient))) {
            return new Step.Wait(Stage.RECOVERING, 0, LOOK_AT_SILENT);
        }
        return notYet(now, List.of(why))
                .orElseGet(() -> tries.isStuck() ? new ClearMachine(ours) : stopped(ours));
    }

    private static StopMachine stopped(MachineRecord ours) {
        return new StopMachine(ours, Stage.RECOVERING, StopMachine.USUAL);
    }

    /// Since when it is as it is, as far as this supervisor has seen.
    static Instant awaySince(Situation now) {
        return now.recent().awaySince().orElse(now.now());
    }

    private static Step blocked(Situation now, HostState.BlockedBy blocked) {
        var may =
                now.settings().dwelling().others() == Others.ALWAYS_STOP
                        || now.history().machine().agreed().contains(Consent.STOP_OTHER);
        return may
                ? notYet(now).orElseGet(() -> new StopOther(blocked.other()))
                : Halts.anotherRuns(now, blocked.other());
    }

    // -- the service's own rungs are spent, or another size was chosen

    /// A row for a machine that answers: it is the turn of the machine on the service's ladder.
    static Optional<Step> turn(Situation now) {
        if (!isTurn(now)) {
            return Optional.empty();
        }
        var ours = now.kept().dwelling().machine().orElseThrow();
        return notYet(now)
                .or(() ->
                        Optional.of(
                                now.history().machine().isStuck()
                                        ? new ClearMachine(ours)
                                        : stopped(ours)));
    }

    /// Whether what the service suffers from may lie in its machine, and that was not tried yet.
    static boolean isTurn(Situation now) {
        return now.wish() instanceof Wish.Running
                && now.history().hasTurn()
                && now.history()
                        .lastFall()
                        .filter(fall -> fall.problem().filter(Meaning::isPlain).isEmpty())
                        .filter(fall -> Ladder.of(fall.cause()).machine())
                        .isPresent()
                && now.kept().dwelling().machine().isPresent()
                && now.seen().host() instanceof Known<HostState>(HostState.Running _);
    }

    /// Another size was chosen: the service is stopped in an orderly way, then its machine, which
    /// gets the size before it is started again.
    static Optional<Step> otherSize(Situation now) {
        var ours = now.kept().dwelling().machine();
        if (!(now.seen().host() instanceof Known<HostState>(HostState.Running _))
                || ours.filter(machine -> wantsOtherSize(now, machine)).isEmpty()
                || BringUp.notYet(now).isPresent()
                || notYet(now).isPresent()) {
            return Optional.empty();
        }
        return Ending.stopIfRunning(now, Stage.PREPARING_PLACE)
                .or(() ->
                        Optional.of(
                                new StopMachine(
                                        ours.get(), Stage.PREPARING_PLACE, StopMachine.USUAL)));
    }

    // -- budget

    /// Back-off after failed tries; after a whole ladder of them the person is told meanwhile.
    static Optional<Step> notYet(Situation now) {
        return notYet(now, List.of());
    }

    private static Optional<Step> notYet(Situation now, List<String> why) {
        var trouble = now.history().machine().trouble();
        var next = trouble.nextTry();
        var failed = trouble.last().map(Ended::at).orElse(Instant.MIN);
        if (next.isPresent() && now.isOver(failed, next.get())) {
            return Optional.empty();
        }
        var pause = next.map(then -> Reach.until(now, then)).orElse(Decision.QUIET_LOOK);
        return Optional.of(
                trouble.isTold()
                        ? told(trouble, why, pause)
                        : new Step.Wait(Stage.RECOVERING, 0, pause));
    }

    /// What stands in the way of the machine, as a person is told.
    static Step.Halt told(MachineTrouble trouble, List<String> why, Duration pause) {
        var last = trouble.last();
        var details = last.flatMap(Ended::detail).stream().flatMap(String::lines).toList();
        return Halts.halt(
                last.flatMap(Ended::problem)
                        .filter(Meaning::isPlain)
                        .orElse(ProblemKind.PLACE_DOES_NOT_START),
                details.isEmpty() ? why : details,
                pause);
    }
}
