package dev.berth.runtime.decision;

import dev.berth.runtime.OperatorState;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.Fact.Known;
import java.util.List;
import java.util.Optional;

/// What to show: a function of the same facts and the step that they led to.
public final class Projection {

    private Projection() {}

    /// The status to publish while this step is under way.
    public static Status of(Situation now, Step step) {
        return switch (step) {
            case Step.Rest(var degraded, _) -> new Supervised(new Ready(degraded));
            case Step.StayPaused _ -> new Paused();
            case Step.StayEmpty _ -> new NotSetUp();
            case Step.StayIdle _ ->
                    now.kept().configured() ? new Status.NotRunning() : new NotSetUp();
            case Step.Halt(var problem, _) -> new Supervised(new NeedsAttention(problem));
            case Step.Unclear(var problem, _) -> new Supervised(new NeedsAttention(problem));
            case Step.HoldStill _ -> onTheWay(now, Progress.at(Stage.COPYING));
            case Step.End _ -> onTheWay(now, Progress.at(Stage.STOPPING));
            case Step.Wait(var stage, var fraction, _) ->
                    onTheWay(now, Progress.at(stage, fraction));
            case Step.LookAgain _ -> onTheWay(now, Progress.at(Stage.CHECKING));
            case Step.Note _ -> onTheWay(now, Progress.at(Stage.RECOVERING));
            case Step.Prove _ -> onTheWay(now, Progress.at(Stage.PROVING));
            case Step.Tidy(_, var meanwhile) -> of(now, meanwhile);
            case MachineStep.SetClock(_, var meanwhile) -> of(now, meanwhile);
            case Step.Act act -> onTheWay(now, Progress.at(act.stage()));
        };
    }

    /// After a whole ladder the person is told, while slow tries go on; the wish to stop is shown
    /// as such all the same.
    private static Status onTheWay(Situation now, Progress progress) {
        OperatorState state =
                ofService(now)
                        .or(() -> ofMachine(now))
                        .filter(_ -> now.wish().wantsUp())
                        .<OperatorState>map(NeedsAttention::new)
                        .orElse(new Starting(progress));
        return new Supervised(state);
    }

    /// While it is the turn of its machine the service's ladder is not spent.
    private static Optional<Problem> ofService(Situation now) {
        return now.history()
                .lastFall()
                .filter(_ -> now.history().troubled() && !Hosting.isTurn(now))
                .map(Halts::problem);
    }

    private static Optional<Problem> ofMachine(Situation now) {
        var trouble = now.history().machine().trouble();
        return trouble.isTold()
                        && now.seen().host() instanceof Known<HostState>(HostState.Machine machine)
                        && !(machine instanceof HostState.Running)
                ? Optional.of(Hosting.told(trouble, List.of(), Decision.QUIET_LOOK).problem())
                : Optional.empty();
    }
}
