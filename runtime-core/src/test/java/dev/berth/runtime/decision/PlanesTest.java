package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Diagnosis.Health;
import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Troubled;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How each plane stands, and what of it is written down.
final class PlanesTest {
    private static final EngineFailure GONE =
            new EngineFailure(EngineFailure.Kind.PROGRAM_MISSING, "info", "no such file");

    private static final Instant LONG_AGO = NOW.minusSeconds(600);

    private static Given ready() {
        var given = new Given().answering(new EndpointState.Ready(List.of()));
        given.history =
                History.none()
                        .with(
                                new Proved(
                                        RUN.plusSeconds(9),
                                        OURS.value(),
                                        RUN,
                                        OptionalInt.empty()));
        return given;
    }

    private static Map<Plane, Health> health(Given given, Troubles troubles) {
        return Planes.health(given.situation(), given.step(), troubles);
    }

    private static Troubles troubled(Plane plane, Instant since) {
        return Troubles.NONE.with(new Troubled(since, plane, ProblemKind.CANNOT_TELL));
    }

    @Test
    void whereReadyIsProvenAllIsWellButTheProviderOfWhichNobodyTells() {
        assertThat(health(ready(), Troubles.NONE))
                .isEqualTo(
                        Map.of(
                                Plane.HOST, Health.WELL,
                                Plane.ENGINE, Health.WELL,
                                Plane.SERVICE, Health.WELL,
                                Plane.ENDPOINT, Health.WELL,
                                Plane.PROVIDER, Health.UNKNOWN));
    }

    @Test
    void aRunThatIsNotProvenIsNotWell() {
        var given = new Given().answering(new EndpointState.Ready(List.of()));
        assertThat(health(given, Troubles.NONE))
                .containsEntry(Plane.SERVICE, Health.UNKNOWN)
                .containsEntry(Plane.ENDPOINT, Health.UNKNOWN)
                .containsEntry(Plane.ENGINE, Health.WELL);
    }

    @Test
    void whatCannotBeAskedSaysNothingOfWhatLiesBehindIt() {
        var given = new Given().engine(new EngineState.Missing(GONE));
        assertThat(health(given, Troubles.NONE))
                .containsEntry(Plane.HOST, Health.WELL)
                .containsEntry(Plane.ENGINE, Health.TROUBLED)
                .containsEntry(Plane.ENDPOINT, Health.UNKNOWN);
    }

    @Test
    void aRunThatLivesIsNotRidOfItsTrouble() {
        var given = new Given().answering(new EndpointState.Alive(List.of("startup")));
        var troubles =
                Troubles.NONE.with(
                        new Fell(NOW.minusSeconds(1), "f", FallCause.EXITED, Optional.empty()));
        assertThat(health(given, troubles))
                .containsEntry(Plane.SERVICE, Health.TROUBLED)
                .containsEntry(Plane.ENGINE, Health.WELL);
    }

    @Test
    void aProblemIsWrittenDownOnceForItsPlane() {
        var given = new Given().engine(new EngineState.Missing(GONE));
        var situation = given.situation();
        var news = Planes.news(situation, given.step(), Troubles.NONE);
        assertThat(news)
                .containsExactly(new Troubled(NOW, Plane.ENGINE, ProblemKind.ENGINE_MISSING));
        assertThat(Planes.news(situation, given.step(), Troubles.of(news))).isEmpty();
        assertThat(Planes.news(situation, given.step(), troubled(Plane.HOST, LONG_AGO))).hasSize(1);
    }

    @Test
    void whatCannotBeToldIsTheTroubleOfWhomWasAsked() {
        var silent = new Fact.Unknown<EngineState>(new Fact.Cause.EngineSilent(GONE));
        var given = new Given();
        given.engine = silent;
        assertThat(Planes.of(ProblemKind.CANNOT_TELL, given.situation().seen()))
                .contains(Plane.ENGINE);
        given = new Given();
        given.host = new Fact.Unknown<>(new Fact.Cause.EngineSilent(GONE));
        assertThat(Planes.of(ProblemKind.NO_ROOM, given.situation().seen())).contains(Plane.HOST);
    }

    @Test
    void aPlaneIsSeenRidOfItsTroubleOnlyWhereReadyIsTrue() {
        var troubles = troubled(Plane.ENGINE, LONG_AGO);
        assertThat(news(ready(), troubles))
                .containsExactly(
                        new Recovered(NOW, Plane.ENGINE), new Recovered(NOW, Plane.ENDPOINT));
        assertThat(news(new Given(), troubles)).isEmpty();
        assertThat(news(new Given().answering(new EndpointState.Alive(List.of())), troubles))
                .isEmpty();
    }

    @Test
    void whatComesAndGoesWithinAMinuteFillsNoJournal() {
        assertThat(news(ready(), troubled(Plane.ENGINE, NOW.minusSeconds(20)))).isEmpty();
    }

    @Test
    void aProvidersTroubleIsNotOverBecauseTheServiceIsReady() {
        assertThat(news(ready(), troubled(Plane.PROVIDER, LONG_AGO)))
                .doesNotContain(new Recovered(NOW, Plane.PROVIDER));
    }

    @Test
    void aHealthyServiceWritesNothing() {
        assertThat(news(ready(), Troubles.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyProblemHasItsPlaneButTheOneThatIsNone(ProblemKind kind) {
        assertThat(Planes.of(kind, new Given().situation().seen()).isPresent())
                .isEqualTo(kind != ProblemKind.STOPPED_BY_YOU);
    }

    private static List<JournalEntry> news(Given given, Troubles troubles) {
        return Planes.news(given.situation(), given.step(), troubles);
    }
}
