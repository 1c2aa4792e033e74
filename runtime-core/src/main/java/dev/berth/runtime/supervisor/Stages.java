package dev.berth.runtime.supervisor;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/// The stages of one act. None begins once the act was cut short or its time is up, and all of them
/// together have the time of the act. Owner thread only.
final class Stages {
    private final Limit limit;
    private final Supplier<Duration> uptime;
    private final Duration began;

    /// @param limit of the whole act
    /// @param uptime time that has passed while the computer was awake
    Stages(Limit limit, Supplier<Duration> uptime) {
        this.limit = limit;
        this.uptime = uptime;
        began = uptime.get();
    }

    /// The next stage, with the time that is left.
    ///
    /// @param verb what it does, for the details
    <T> Answer<T> next(String verb, Function<Limit, Answer<T>> stage) {
        if (limit.cancellation().isCancelled()) {
            return failed(EngineFailure.Kind.CANCELLED, verb, "cut short before it began");
        }
        var left = limit.atMost().minus(uptime.get().minus(began));
        return left.isPositive()
                ? stage.apply(limit.within(left))
                : failed(EngineFailure.Kind.TIMED_OUT, verb, "no time was left for it");
    }

    private static <T> Answer<T> failed(EngineFailure.Kind kind, String verb, String text) {
        return Answer.failed(new EngineFailure(kind, verb, text));
    }
}
