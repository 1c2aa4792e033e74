package dev.berth.runtime.supervisor;

import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.UpdateStep;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.StoredImage;
import dev.berth.runtime.limit.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds out what an act brought to the engine that was not there before: only that is ours to take
/// away again. Where it cannot be told, it counts as having been there.
final class Arrivals {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Engine engine;

    Arrivals(Engine engine) {
        this.engine = engine;
    }

    /// Whether this act brings anything there.
    static boolean isOne(Step.Act act) {
        return act instanceof Step.FetchRelease
                || act instanceof Step.LoadRelease
                || act instanceof UpdateStep.BringRelease;
    }

    /// Ids of what is there; empty where that cannot be told.
    Optional<List<String>> there(Limit limit) {
        return engine.images(limit.within(ANSWER)) instanceof Answer.Got<List<StoredImage>>(var all)
                ? Optional.of(all.stream().map(StoredImage::id).toList())
                : Optional.empty();
    }

    /// Id of what the act was about, unless it was among these before.
    Optional<String> arrived(
            Step.Act act, Acts.Result result, Optional<List<String>> before, Limit limit) {
        var name =
                switch (result) {
                    case Acts.Result.Fetched _
                            when act instanceof Step.FetchRelease(var reference) ->
                            Optional.of(reference);
                    case Acts.Result.Loaded(var release) -> Optional.of(release);
                    case Acts.Result.Brought(var release) ->
                            release.image().or(() -> Optional.of(release.reference()));
                    default -> Optional.<String>empty();
                };
        return before.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : engine.image(name.get(), limit.within(ANSWER))
                                instanceof Answer.Got<Optional<String>>(var id)
                        ? id.filter(one -> before.get().stream().noneMatch(was -> same(was, one)))
                        : Optional.empty();
    }

    /// Engines say an id with or without the name of its algorithm.
    private static boolean same(String one, String other) {
        return one.substring(one.indexOf(':') + 1).equals(other.substring(other.indexOf(':') + 1));
    }
}
