package dev.berth.runtime.doctor;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.decision.Meaning;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Insight;
import dev.berth.runtime.engine.Insight.Helper;
import dev.berth.runtime.engine.Insight.Innards;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.RuntimeState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The engine, what it says of itself, and what it keeps for us. It is asked once for all that it
/// says of itself.
final class EngineChecks {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Host host;
    private final Shared<Standing> standing;
    private final Settings settings;
    private final Optional<Ownership> ours;

    /// How the engine stands.
    private sealed interface Standing {
        record Says(Innards innards) implements Standing {}

        /// Its place does not run, so that it cannot be asked.
        record Rests() implements Standing {}

        record Fails(EngineFailure failure) implements Standing {}
    }

    /// @param insight asked anew once it is known where the engine is
    /// @param ours what proves what is ours; empty where nothing was made yet
    EngineChecks(
            Host host,
            Insight insight,
            Settings settings,
            Optional<RuntimeState> kept,
            Optional<Ownership> ours) {
        this.host = host;
        this.settings = settings;
        this.ours = ours;
        standing =
                new Shared<>(limit ->
                        standing(
                                host.look(kept.flatMap(state -> state.dwelling().machine()), limit),
                                insight,
                                limit));
    }

    private static Standing standing(Answer<HostState> place, Insight insight, Limit limit) {
        return switch (place) {
            case Answer.Failed<HostState>(var failure) -> new Standing.Fails(failure);
            case Answer.Got<HostState>(HostState.Native _),
                    Answer.Got<HostState>(HostState.Running _) ->
                    switch (insight.look(limit)) {
                        case Answer.Got<Innards>(var innards) -> new Standing.Says(innards);
                        case Answer.Failed<Innards>(var failure) -> new Standing.Fails(failure);
                    };
            case Answer.Got<HostState>(HostState.Unreachable(_, var why)) ->
                    new Standing.Fails(new EngineFailure(Kind.TIMED_OUT, "look", why));
            case Answer.Got<HostState>(HostState.Machine _) -> new Standing.Rests();
        };
    }

    List<Check> all() {
        return List.of(
                new Check() {
                    @Override
                    public Part part() {
                        return Part.ENGINE;
                    }

                    @Override
                    public Sign look(Limit limit) {
                        return engine(limit);
                    }

                    @Override
                    public Sign silent() {
                        return Found.problem(
                                Part.ENGINE, ProblemKind.CANNOT_TELL, List.of("no answer in time"));
                    }
                },
                Check.of(Part.ENGINE_VERSION, this::version),
                Check.of(Part.ENGINE_PARTS, this::parts),
                Check.of(Part.RELEASE, this::release),
                Check.of(Part.USE, this::use));
    }

    /// Where the engine keeps the service's program, where it says so soon: whose check it is asks.
    Optional<Path> store() {
        return standing.within(SOON)
                .flatMap(how ->
                        how instanceof Standing.Says(var innards)
                                ? innards.store()
                                : Optional.empty());
    }

    // -- is it there

    private Sign engine(Limit limit) {
        return switch (standing.get(limit)) {
            case Standing.Says(var innards) -> judged(innards.judged());
            case Standing.Rests _ -> Found.ENGINE_RESTS.of(Part.ENGINE);
            case Standing.Fails(var failure) -> failed(Part.ENGINE, failure);
        };
    }

    private static Sign judged(Answer<EngineReport> report) {
        return report instanceof Answer.Failed<EngineReport>(var failure) && !isOfVersion(failure)
                ? failed(Part.ENGINE, failure)
                : Found.ENGINE_WELL.of(Part.ENGINE);
    }

    private static boolean isOfVersion(EngineFailure failure) {
        return failure.kind() == Kind.TOO_OLD || failure.kind() == Kind.HARMFUL_VERSION;
    }

    /// What stands is the engine's own affair; all else may be another thing in a minute.
    private static Sign failed(Part part, EngineFailure failure) {
        var otherwise = failure.stands() ? ProblemKind.ENGINE_UNUSABLE : ProblemKind.CANNOT_TELL;
        return Found.problem(part, Meaning.of(failure).orElse(otherwise), Meaning.details(failure));
    }

    // -- which one is it

    private Sign version(Limit limit) {
        return switch (standing.get(limit)) {
            case Standing.Says(var innards) ->
                    switch (innards.judged()) {
                        case Answer.Got<EngineReport>(var report) ->
                                Found.VERSION_WELL.of(Part.ENGINE_VERSION, report.version());
                        case Answer.Failed<EngineReport>(var failure) when isOfVersion(failure) ->
                                failed(Part.ENGINE_VERSION, failure);
                        case Answer.Failed<EngineReport> _ ->
                                Found.VERSION_UNKNOWN.of(Part.ENGINE_VERSION);
                    };
            case Standing.Rests _ -> Found.ENGINE_RESTS.of(Part.ENGINE_VERSION);
            case Standing.Fails(var failure) when isOfVersion(failure) ->
                    failed(Part.ENGINE_VERSION, failure);
            case Standing.Fails _ -> Found.VERSION_UNKNOWN.of(Part.ENGINE_VERSION);
        };
    }

    // -- what belongs to it

    private Sign parts(Limit limit) {
        return switch (standing.get(limit)) {
            case Standing.Says(var innards) -> parts(innards.helpers());
            case Standing.Rests _ -> Found.PARTS_ELSEWHERE.of(Part.ENGINE_PARTS);
            case Standing.Fails _ -> Found.PARTS_UNKNOWN.of(Part.ENGINE_PARTS);
        };
    }

    private static Sign parts(List<Helper> helpers) {
        var lacking =
                helpers.stream()
                        .filter(helper -> helper.found().isEmpty())
                        .map(helper ->
                                "not found: %s, which %s"
                                        .formatted(
                                                String.join(" or ", helper.names()), helper.duty()))
                        .toList();
        if (!lacking.isEmpty()) {
            return Found.problem(Part.ENGINE_PARTS, ProblemKind.ENGINE_PART_MISSING, lacking);
        }
        return (helpers.isEmpty() ? Found.PARTS_ELSEWHERE : Found.PARTS_WELL)
                .of(
                        Part.ENGINE_PARTS,
                        helpers.stream()
                                .flatMap(helper -> helper.found().stream())
                                .map(Path::toString)
                                .toList());
    }

    // -- what it keeps

    private Sign release(Limit limit) {
        if (settings.release().isEmpty()) {
            return Found.RELEASE_NONE.of(Part.RELEASE);
        }
        if (!(standing.get(limit) instanceof Standing.Says)) {
            return Found.RELEASE_UNKNOWN.of(Part.RELEASE);
        }
        var release = settings.release().get();
        return switch (engine().image(release, limit)) {
            case Answer.Got<Optional<String>>(var id) ->
                    (id.isPresent() ? Found.RELEASE_WELL : Found.RELEASE_ABSENT)
                            .of(Part.RELEASE, List.of(release));
            case Answer.Failed<Optional<String>>(var failure) ->
                    Found.RELEASE_UNKNOWN.of(Part.RELEASE, Meaning.details(failure));
        };
    }

    private Sign use(Limit limit) {
        if (ours.isEmpty()) {
            return Found.USE_WELL.of(Part.USE);
        }
        if (!(standing.get(limit) instanceof Standing.Says)) {
            return Found.COULD_NOT_ASK.of(Part.USE);
        }
        return switch (engine().strangerOnData(ours.get(), limit)) {
            case Answer.Got<Optional<AnotherOnOurData>>(var other) ->
                    other.map(one ->
                                    Found.problem(
                                            Part.USE,
                                            ProblemKind.OWNER_UNSAFE,
                                            List.of(
                                                    one.name() + " " + one.id().value(),
                                                    one.evidence().id())))
                            .orElseGet(() -> Found.USE_WELL.of(Part.USE));
            case Answer.Failed<Optional<AnotherOnOurData>>(var failure) ->
                    Found.COULD_NOT_ASK.of(Part.USE, Meaning.details(failure));
        };
    }

    private Engine engine() {
        return host.engine();
    }
}
