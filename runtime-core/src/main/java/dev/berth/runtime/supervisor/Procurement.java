package dev.berth.runtime.supervisor;

import static dev.berth.runtime.engine.EngineFailure.Kind.DAMAGED;
import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;
import static dev.berth.runtime.engine.EngineFailure.Kind.UNCLASSIFIED;
import static dev.berth.runtime.engine.EngineFailure.Kind.UNREADABLE;

import dev.berth.runtime.Progress;
import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.source.ReleaseSource;
import dev.berth.runtime.source.ReleaseSource.Fetched;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the service's program from its source into the engine. Owner thread only.
final class Procurement {
    private static final Logger LOG = LoggerFactory.getLogger(Procurement.class);
    private static final Duration QUESTION = Duration.ofSeconds(10);
    private static final Duration TAKING_OVER = Duration.ofMinutes(20);

    /// It does not tell us whether it still gets on.
    private static final Duration ENGINE_ALONE = Duration.ofHours(1);

    /// After these what lies here may be the cause: it is fetched anew.
    private static final Set<EngineFailure.Kind> DOUBTFUL =
            Set.of(DAMAGED, NO_SUCH_THING, UNCLASSIFIED, UNREADABLE);

    private final ReleaseSource source;
    private final Engine engine;

    Procurement(ReleaseSource source, Engine engine) {
        this.source = source;
        this.engine = engine;
    }

    /// Who hears how it goes.
    ///
    /// @param progress on the owner thread
    /// @param line what the engine says, on another thread
    record Told(Consumer<Progress> progress, Consumer<String> line) {}

    /// Fetches it, and lets the engine have it.
    ///
    /// @return what was fetched, for the journal
    Answer<String> fetch(String reference, Settings.Fetching way, Told told, Limit limit)
            throws IOException {
        var order = new ReleaseSource.Order(reference, way, store(limit));
        var fetched =
                source.fetch(
                        order,
                        (bytes, of) -> told.progress().accept(Progress.fetched(bytes, of)),
                        limit);
        return switch (fetched) {
            case Answer.Failed<Fetched>(var failure) -> Answer.failed(failure);
            case Answer.Got<Fetched>(Fetched.EngineOnly(var why)) -> {
                LOG.info("the engine itself fetches {}: {}", reference, why);
                yield engine.fetch(reference, told.line(), limit.within(ENGINE_ALONE));
            }
            case Answer.Got<Fetched>(Fetched.Here here) -> {
                told.progress().accept(Progress.at(Progress.Stage.PREPARING));
                yield takenOver(here, limit);
            }
        };
    }

    /// Where it is not told, its disk goes unchecked beforehand.
    private Optional<Path> store(Limit limit) {
        return engine.store(limit.within(QUESTION)) instanceof Answer.Got<Path>(var folder)
                ? Optional.of(folder)
                : Optional.empty();
    }

    private Answer<String> takenOver(Fetched.Here here, Limit limit) throws IOException {
        var id = engine.adopt(here.folder(), here.name(), limit.within(TAKING_OVER));
        switch (id) {
            case Answer.Got<String> _ -> source.discard();
            case Answer.Failed<String>(var failure) when DOUBTFUL.contains(failure.kind()) ->
                    source.discard();
            case Answer.Failed<String> _ -> {}
        }
        return id.map(_ -> here.digest().toString());
    }
}
