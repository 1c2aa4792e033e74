package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.Step.Remove;
import dev.berth.runtime.decision.Step.Stop;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.engine.ContainerState.Removing;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.service.OpenClaw;
import java.time.Duration;

/// Rows for a container that should stop or go.
final class Ending {
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// How long the engine may take to remove what it has begun to remove.
    private static final Duration LEAVING = Duration.ofMinutes(2);

    private Ending() {}

    /// It is on its way out; when that does not come to an end, the person is told.
    static Step leaving(Situation now) {
        return now.recent()
                .unreadySince()
                .filter(since -> !now.now().isBefore(since.plus(LEAVING)))
                .<Step>map(since -> Halts.stuckRemoving(since))
                .orElseGet(() -> Reach.waiting(Stage.RECOVERING));
    }

    /// Stops it; after some tries in a row that failed, says so and tries less often.
    static Step stop(Situation now, Ours ours, Stage stage) {
        var stops = now.history().stops();
        if (stops.count() >= TRIES && stops.last().isPresent()) {
            var retry = stops.last().get().at().plus(PAUSE);
            if (now.now().isBefore(retry)) {
                return Halts.cannotStop(stops.last().get(), Reach.until(now, retry));
            }
        }
        return new Stop(ours.id(), OpenClaw.STOP_ALLOWANCE, stage);
    }

    /// The next act on the way to having none of ours.
    static Step away(Situation now, Ours ours) {
        return switch (ours) {
            case Running _, Paused _ -> stop(now, ours, Stage.RECOVERING);
            case Removing _ -> leaving(now);
            case Created _, Exited _ -> new Remove(ours.id());
        };
    }
}
