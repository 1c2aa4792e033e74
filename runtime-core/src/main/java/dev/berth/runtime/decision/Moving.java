package dev.berth.runtime.decision;

import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.MachineStep.Move;
import dev.berth.runtime.decision.MachineStep.RemoveMachine;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.HostState.Machine;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.observation.Prospect;
import java.util.Optional;

/// Rows for a service that shall live elsewhere on this computer. It is proven first that it can
/// (DESIGN 4, rule 6): otherwise it stays, and in a set-up the person is told why. Then what is at
/// the old place goes; the data lies outside of both.
final class Moving {

    private Moving() {}

    /// The next act on the way; empty when it lives where it should, or must stay.
    static Optional<Step> step(Situation now) {
        var wanted = now.settings().place();
        var at = now.kept().livesAt(wanted);
        if (wanted == at) {
            return Optional.empty();
        }
        var hindered = hindrance(now);
        if (hindered.isPresent()) {
            return now.wish() instanceof Wish.SetUp ? hindered : Optional.empty();
        }
        return at == Place.APART ? leaveMachine(now) : leaveHere(now);
    }

    /// Why it cannot live there.
    private static Optional<Step> hindrance(Situation now) {
        return switch (now.seen().elsewhere()) {
            case Unknown<Prospect>(var cause) -> Optional.of(Reach.lookAgain(now, cause));
            case Known<Prospect>(Prospect.Here(var engine)) ->
                    switch (engine) {
                        case EngineState.Usable _ -> Optional.empty();
                        case EngineState.Missing(var failure) ->
                                Optional.of(Halts.engine(failure, Decision.QUIET_LOOK));
                        case EngineState.TooOld(var failure) ->
                                Optional.of(Halts.engine(failure, Decision.QUIET_LOOK));
                        case EngineState.Unusable(var failure) ->
                                Optional.of(Halts.engine(failure, Decision.QUIET_LOOK));
                    };
            case Known<Prospect>(Prospect.Apart(var machine)) -> apart(now, machine);
        };
    }

    private static Optional<Step> apart(Situation now, Machine machine) {
        return switch (machine) {
            case HostState.Absent absent -> {
                var lacking = MachineSizes.lacking(now.settings().dwelling(), absent.computer());
                yield lacking.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                Halts.halt(
                                        ProblemKind.COMPUTER_TOO_SMALL,
                                        lacking,
                                        Decision.QUIET_LOOK));
            }
            case HostState.BlockedBy blocked ->
                    Optional.of(Halts.anotherRuns(now, blocked.other()));
            case HostState.HalfMade _,
                    HostState.Stopped _,
                    HostState.Starting _,
                    HostState.Running _,
                    HostState.Unreachable _ ->
                    Optional.empty();
        };
    }

    /// The machine goes with all that is in it; the service in it is stopped in an orderly way.
    private static Optional<Step> leaveMachine(Situation now) {
        var ours = now.kept().dwelling().machine();
        return switch (now.seen().host()) {
            case Unknown<HostState>(var cause) -> Optional.of(Reach.lookAgain(now, cause));
            case Known<HostState>(HostState.Absent _) -> Optional.of(new Move(Place.HERE));
            case Known<HostState>(Machine _) when ours.isPresent() ->
                    Ending.stopIfRunning(now, Stage.PREPARING_PLACE)
                            .or(() -> Hosting.notYet(now))
                            .or(() -> Optional.of(new RemoveMachine(ours.get())));
            case Known<HostState> _ -> Optional.of(new Move(Place.HERE));
        };
    }

    private static Optional<Step> leaveHere(Situation now) {
        return switch (now.seen().container()) {
            case Unknown<ContainerState>(var cause) ->
                    Reach.hindrance(now).or(() -> Optional.of(Reach.lookAgain(now, cause)));
            case Known<ContainerState>(AnotherOnOurData other) ->
                    Optional.of(Ending.another(now, other));
            case Known<ContainerState>(Ours ours) ->
                    BringUp.notYet(now).or(() -> Optional.of(Ending.away(now, ours)));
            case Known<ContainerState>(ContainerState.Absent _) ->
                    Optional.of(new Move(Place.APART));
        };
    }
}
