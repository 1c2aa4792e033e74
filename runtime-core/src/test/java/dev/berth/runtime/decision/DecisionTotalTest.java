package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.PORT;
import static dev.berth.runtime.decision.Given.RUN;
import static dev.berth.runtime.decision.Given.THEIRS;
import static dev.berth.runtime.decision.Given.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.berth.runtime.EraseScope;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Status;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.PortState;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Decides in every combination of facts, wishes and histories that can make a difference, and
/// holds each step against the [Rules].
final class DecisionTotalTest {

    private static final List<CleanUp> EVERYTHING =
            List.of(
                    new CleanUp.Service(OURS.value()),
                    new CleanUp.Service(THEIRS.value()),
                    new CleanUp.Secret("berth-0d9fd7b4-gateway-token"),
                    new CleanUp.ServiceFiles(),
                    new CleanUp.Notes(EraseScope.EVERYTHING));

    private static final List<Wish> WISHES =
            List.of(
                    new Wish.Idle(),
                    new Wish.Running(Optional.empty()),
                    new Wish.Running(Optional.of(RUN.minusSeconds(1))),
                    new Wish.Running(Optional.of(NOW)),
                    new Wish.Paused(),
                    new Wish.SetUp(Optional.empty(), false),
                    new Wish.SetUp(Optional.of(Path.of("release.tar")), false),
                    new Wish.SetUp(Optional.empty(), true),
                    new Wish.Nothing(false),
                    new Wish.Nothing(true),
                    new Wish.Quit(false, NOW.plusSeconds(30)),
                    new Wish.Quit(false, NOW),
                    new Wish.Quit(true, NOW.plusSeconds(30)));

    private static final List<History> HISTORIES =
            List.of(
                    History.none(),
                    Stories.fallen(1),
                    Stories.fallen(2),
                    Stories.fallen(3),
                    Stories.fallen(5),
                    Stories.ladderSpent(),
                    Stories.givenUp(),
                    Stories.repaired(),
                    Stories.proven(),
                    Stories.stopped(),
                    Stories.unstoppable(),
                    Stories.uncleaned(EVERYTHING.getFirst()),
                    Stories.uncleaned(EVERYTHING.get(1)),
                    History.of(Stories.falls(3, NOW)),
                    Stories.runCondemned(FallCause.SILENT, Duration.ofMinutes(1)));

    private static final List<Fact<ContainerState>> NOT_RUNNING =
            List.of(
                    unknown(),
                    Fact.known(new ContainerState.Absent()),
                    Fact.known(Given.created()),
                    Fact.known(new ContainerState.Created(OURS, Given.IMAGE, OptionalInt.empty())),
                    Fact.known(Given.exited(0)),
                    Fact.known(Given.exited(1)),
                    Fact.known(Given.exited(78)),
                    Fact.known(Given.outOfMemory()),
                    Fact.known(Given.paused()),
                    Fact.known(Given.removing()),
                    Fact.known(Given.another(THEIRS)),
                    Fact.known(Given.another(OURS)));

    private static final List<Fact<ContainerState>> RUNNING =
            List.of(Fact.known(Given.running(RUN)), Fact.known(Given.running(NOW.minusSeconds(5))));

    private static final List<Fact<EndpointState>> ENDPOINTS =
            List.of(
                    Fact.notLooked(),
                    unknown(),
                    Fact.known(new EndpointState.Ready(List.of())),
                    Fact.known(new EndpointState.Ready(List.of("provider"))),
                    Fact.known(new EndpointState.Alive(List.of("startup-sidecars"))),
                    Fact.known(new EndpointState.Refused()),
                    Fact.known(new EndpointState.Silent()),
                    Fact.known(new EndpointState.IdentityRefused()),
                    Fact.known(new EndpointState.Strange("a teapot")),
                    Fact.known(new EndpointState.Foreign()));

    private static final List<Fact<Optional<String>>> IMAGES =
            List.of(
                    unknown(),
                    Fact.known(Optional.empty()),
                    Fact.known(Optional.of(Given.IMAGE)),
                    Fact.known(Optional.of("sha256:5678")));

    private static final List<Fact<DataFolder.State>> DATA =
            List.of(
                    unknown(),
                    Fact.known(new DataFolder.State.Present()),
                    Fact.known(new DataFolder.State.NeverMade()),
                    Fact.known(new DataFolder.State.Gone()),
                    Fact.known(new DataFolder.State.ReadOnly()),
                    Fact.known(new DataFolder.State.NoRoom(1, 2)));

    private static final List<Fact<List<String>>> SECRETS =
            List.of(unknown(), Fact.known(List.of()), Fact.known(List.of("gateway-token")));

    private static final List<Fact<PortState>> DOORS =
            List.of(
                    unknown(),
                    Fact.known(new PortState.Free(PORT)),
                    Fact.known(new PortState.Taken(PORT)));

    private static final List<Fact<Boolean>> CONFIGURED =
            List.of(unknown(), Fact.known(true), Fact.known(false));

    private static final List<Recent> RECENTS =
            List.of(
                    Recent.NOTHING,
                    Recent.NOTHING.unknown(NOW.minusSeconds(30)),
                    Recent.NOTHING.unready(NOW.minusSeconds(40), false),
                    Recent.NOTHING.unready(NOW.minusSeconds(40), true));

    /// An engine that cannot be used, in every way.
    private static final List<Consumer<Given>> UNREACHABLE =
            List.of(
                    given -> given.host(unknown()),
                    given -> given.engine = unknown(),
                    given -> given.engine(missing()),
                    given ->
                            given.engine(
                                    new EngineState.TooOld(
                                            Given.failure(EngineFailure.Kind.TOO_OLD))),
                    given ->
                            given.engine(
                                    new EngineState.Unusable(
                                            Given.failure(EngineFailure.Kind.NO_ROOM))));

    private static EngineState missing() {
        return new EngineState.Missing(Given.failure(EngineFailure.Kind.PROGRAM_MISSING));
    }

    @Test
    void everyCombinationHasAStepThatKeepsTheRules() {
        var counted = new Combinations();
        for (var wish : WISHES) {
            for (var history : HISTORIES) {
                var given = new Given().wish(wish).history(history);
                given.kept(listed(given.kept, wish));
                notRunning(given, counted);
                running(given, counted);
                unreachable(given, counted);
            }
        }
        assertThat(counted.count).isGreaterThan(50_000);
    }

    private static RuntimeState listed(RuntimeState kept, Wish wish) {
        var recorded = kept.withContainer(Optional.of(OURS.value()));
        return wish instanceof Wish.Idle ? recorded : recorded.withCleanUps(EVERYTHING);
    }

    private static void notRunning(Given given, Combinations counted) {
        for (var container : NOT_RUNNING) {
            for (var image : IMAGES) {
                for (var data : DATA) {
                    for (var secrets : SECRETS) {
                        for (var door : DOORS) {
                            for (var configured : CONFIGURED) {
                                counted.hold(
                                        given.container(container)
                                                .image(image)
                                                .data(data)
                                                .secrets(secrets)
                                                .port(door)
                                                .configured(configured));
                            }
                        }
                    }
                }
            }
        }
    }

    private static void running(Given given, Combinations counted) {
        for (var container : RUNNING) {
            for (var recent : RECENTS) {
                for (var image : IMAGES) {
                    for (var endpoint : ENDPOINTS) {
                        given.endpoint = endpoint;
                        counted.hold(given.container(container).recent(recent).image(image));
                    }
                }
            }
        }
        given.recent(Recent.NOTHING).endpoint = Fact.notLooked();
    }

    private static void unreachable(Given given, Combinations counted) {
        var engine = given.engine;
        var host = given.host;
        for (var unreachable : UNREACHABLE) {
            unreachable.accept(given);
            for (var recent : RECENTS) {
                counted.hold(given.container(Fact.<ContainerState>notLooked()).recent(recent));
            }
            given.engine = engine;
            given.host = host;
        }
    }

    /// Counts combinations, and complains in a way that can be read.
    private static final class Combinations {
        private int count;

        void hold(Given given) {
            count++;
            var now = given.situation();
            var step = Decision.next(now);
            var broken = Rules.broken(now, step);
            if (broken.isPresent()) {
                fail("%s%n  but %s%n  in %s", broken.get(), step, now);
            }
            if (Projection.of(now, step) instanceof Status.Supervised(OperatorState.Ready _)
                    && !(step instanceof Step.Rest || step instanceof Step.Tidy(_, Step.Rest _))) {
                fail("Ready is shown at rest only, not while %s%n  in %s", step, now);
            }
        }
    }
}
