package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.MachineStep.ClearMachine;
import dev.berth.runtime.decision.MachineStep.StopMachine;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.HostState.Machine;
import dev.berth.runtime.observation.Fact.Known;
import java.time.Duration;
import java.util.Optional;

/// Rows on the machine for a service that should be stopped. A pause leaves the machine as it is;
/// whoever quits leaves it stopped where nothing but ours runs in it.
final class HostDown {
    /// Less than that is left when the system shuts down, which ends it by itself (podman.md X-05).
    private static final Duration LEAST = Duration.ofSeconds(8);

    /// How long somebody who quits waits for a machine that does not answer.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private HostDown() {}

    /// Whether nothing of ours can be running in the machine. Nothing in it starts by itself.
    static boolean isDown(Situation now) {
        return now.seen().host() instanceof Known<HostState>(Machine machine)
                && switch (machine) {
                    case HostState.Absent _,
                            HostState.HalfMade _,
                            HostState.Stopped _,
                            HostState.BlockedBy _ ->
                            true;
                    case HostState.Starting _, HostState.Running _, HostState.Unreachable _ ->
                            false;
                };
    }

    /// Where the service cannot be seen, on the way to having it stopped; empty where the machine
    /// is no reason.
    ///
    /// @param whenDown what to do when it surely does not run
    static Optional<Step> unseen(Situation now, Step whenDown) {
        if (isDown(now)) {
            return Optional.of(whenDown);
        }
        return now.seen().host() instanceof Known<HostState>(Machine machine)
                ? switch (machine) {
                    case HostState.Starting _ -> Optional.of(starting(now, whenDown));
                    case HostState.Unreachable _ -> Optional.of(silent(now));
                    default -> Optional.empty();
                }
                : Optional.empty();
    }

    private static Step starting(Situation now, Step whenDown) {
        return now.now().isBefore(Hosting.awaySince(now).plus(Hosting.STARTING))
                ? Reach.waiting(Stage.STOPPING)
                : whenDown;
    }

    /// What runs in it may go on serving: when it cannot be asked to stop, its machine is stopped.
    private static Step silent(Situation now) {
        var ours = now.kept().dwelling().machine();
        var patient = now.afterWaking(Hosting.awaySince(now).plus(Hosting.SILENCE));
        if (ours.isEmpty() || now.now().isBefore(patient)) {
            return Reach.waiting(Stage.STOPPING);
        }
        return Hosting.notYet(now)
                .orElseGet(() ->
                        now.history().machine().isStuck()
                                ? new ClearMachine(ours.get())
                                : new StopMachine(ours.get(), Stage.STOPPING, StopMachine.USUAL));
    }

    /// What somebody who quits still does about the machine; empty when nothing more.
    static Optional<Step> quitting(Situation now, Wish.Quit quit) {
        if (!(now.seen().host() instanceof Known<HostState>(Machine machine))) {
            return Optional.empty();
        }
        return switch (machine) {
            case HostState.Running _ -> leave(now, quit);
            case HostState.Unreachable _
                    when now.now().isBefore(Hosting.awaySince(now).plus(PATIENCE)) ->
                    Optional.of(Reach.waiting(Stage.STOPPING));
            case HostState.Unreachable _ -> Optional.of(new Step.End());
            // Ours, begun a moment ago: what is up can be stopped, as long as quitting has time.
            case HostState.Starting _ -> Optional.of(Reach.waiting(Stage.STOPPING));
            case HostState.Absent _,
                    HostState.HalfMade _,
                    HostState.Stopped _,
                    HostState.BlockedBy _ ->
                    Optional.empty();
        };
    }

    private static Optional<Step> leave(Situation now, Wish.Quit quit) {
        var left = Duration.between(now.now(), quit.giveUpAt());
        var empty = now.seen().crowded().equals(dev.berth.runtime.observation.Fact.known(false));
        return now.kept()
                .dwelling()
                .machine()
                .filter(_ -> empty && left.compareTo(LEAST) >= 0)
                .filter(_ -> !now.history().machine().wasStopped())
                .map(ours -> new StopMachine(ours, Stage.STOPPING, least(left, StopMachine.USUAL)));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
