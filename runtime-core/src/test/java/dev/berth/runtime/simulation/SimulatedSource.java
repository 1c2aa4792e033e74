package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.source.Digest;
import dev.berth.runtime.source.ReleaseSource;
import java.nio.file.Path;
import java.time.Duration;

/// A source that can be reached or not, some of whose programs only the engine may fetch.
record SimulatedSource(Computer computer, VirtualTime time, Chance chance)
        implements ReleaseSource {
    private static final Digest DIGEST = new Digest("0".repeat(64));
    private static final Duration FIVE_TRIES = Duration.ofSeconds(15);

    @Override
    public Answer<Fetched> fetch(Order order, Told told, Limit limit) {
        var reachable = computer.sourceReachable;
        time.pass(
                reachable ? chance.seconds(2, 90) : FIVE_TRIES, limit.cancellation()::isCancelled);
        if (limit.cancellation().isCancelled()) {
            return Answer.failed(new EngineFailure(Kind.CANCELLED, "fetch", "cut short"));
        }
        if (!reachable) {
            return Answer.failed(new EngineFailure(computer.sourceTrouble, "fetch", "no answer"));
        }
        told.bytes(1, 2);
        return Answer.got(
                chance.oneIn(4)
                        ? new Fetched.EngineOnly("a sign-in is wanted")
                        : new Fetched.Here(Path.of("/cache"), order.reference(), DIGEST));
    }

    @Override
    public void discard() {
        // nothing is kept here
    }
}
