package dev.berth.runtime.store;

import dev.berth.runtime.EraseScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What Berth must know after a crash of its own: `state/runtime-state.json`.
///
/// @param instance the instance id, the same as in `state/instance`
/// @param desired what should be
/// @param container id of the container that we made, once made
/// @param preferredPort the port of the person's address; set only after Ready was proven on it
/// @param configured whether set-up has everything that a start needs
/// @param dataMade whether the data folder was ever made: from then on its absence is a problem
/// @param firstReadyAt when Ready was first proven
/// @param repairGeneration how many repairs a person has asked for
/// @param lastStart how long the last proven start took
/// @param cleanUps what a reset has still to clean
public record RuntimeState(
        String instance,
        Desired desired,
        Optional<String> container,
        OptionalInt preferredPort,
        boolean configured,
        boolean dataMade,
        Optional<Instant> firstReadyAt,
        long repairGeneration,
        Optional<Duration> lastStart,
        List<CleanUp> cleanUps) {
    public RuntimeState {
        cleanUps = List.copyOf(cleanUps);
    }

    /// What should be, as far as it outlives a process (quitting does not).
    public sealed interface Desired {
        record Running() implements Desired {}

        record Paused() implements Desired {}

        /// Nothing was set up, or a reset is under way or done; clean-ups may remain.
        record Nothing() implements Desired {}
    }

    /// One thing that a reset has to clean.
    public sealed interface CleanUp {
        /// The container that we made.
        record Service(String container) implements CleanUp {}

        /// A secret of ours in the engine.
        record Secret(String name) implements CleanUp {}

        /// Settings, keys and notes of this home.
        record Notes(EraseScope scope) implements CleanUp {}

        /// The service's data: only ever with the person's explicit word.
        record ServiceFiles() implements CleanUp {}
    }

    /// The state of a home in which nothing happened yet.
    public static RuntimeState fresh(String instance) {
        return new RuntimeState(
                instance,
                new Desired.Nothing(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of());
    }

    public RuntimeState desiring(Desired other) {
        return new RuntimeState(
                instance,
                other,
                container,
                preferredPort,
                configured,
                dataMade,
                firstReadyAt,
                repairGeneration,
                lastStart,
                cleanUps);
    }

    public RuntimeState withContainer(Optional<String> id) {
        return new RuntimeState(
                instance,
                desired,
                id,
                preferredPort,
                configured,
                dataMade,
                firstReadyAt,
                repairGeneration,
                lastStart,
                cleanUps);
    }

    public RuntimeState withConfigured(boolean done) {
        return new RuntimeState(
                instance,
                desired,
                container,
                preferredPort,
                done,
                dataMade,
                firstReadyAt,
                repairGeneration,
                lastStart,
                cleanUps);
    }

    public RuntimeState withDataMade(boolean made) {
        return new RuntimeState(
                instance,
                desired,
                container,
                preferredPort,
                configured,
                made,
                firstReadyAt,
                repairGeneration,
                lastStart,
                cleanUps);
    }

    /// Ready was proven: remembers the port, the first time, and how long this start took.
    public RuntimeState provenReady(int port, Instant at, Optional<Duration> took) {
        return new RuntimeState(
                instance,
                desired,
                container,
                OptionalInt.of(port),
                configured,
                dataMade,
                firstReadyAt.or(() -> Optional.of(at)),
                repairGeneration,
                took.or(() -> lastStart),
                cleanUps);
    }

    /// Ready was proven before, so that the data is in use.
    public RuntimeState readySince(Instant at) {
        return new RuntimeState(
                instance,
                desired,
                container,
                preferredPort,
                configured,
                dataMade,
                Optional.of(at),
                repairGeneration,
                lastStart,
                cleanUps);
    }

    public RuntimeState repaired() {
        return new RuntimeState(
                instance,
                desired,
                container,
                preferredPort,
                configured,
                dataMade,
                firstReadyAt,
                repairGeneration + 1,
                lastStart,
                cleanUps);
    }

    public RuntimeState withCleanUps(List<CleanUp> remaining) {
        return new RuntimeState(
                instance,
                desired,
                container,
                preferredPort,
                configured,
                dataMade,
                firstReadyAt,
                repairGeneration,
                lastStart,
                remaining);
    }

    /// The service's data was erased, on the person's word: a fresh folder may be made.
    public RuntimeState withoutData() {
        return new RuntimeState(
                instance,
                desired,
                container,
                preferredPort,
                configured,
                false,
                Optional.empty(),
                repairGeneration,
                lastStart,
                cleanUps);
    }

    /// Back to first run, but for what is true of data and clean-ups all the same.
    public RuntimeState forgotten() {
        return new RuntimeState(
                instance,
                new Desired.Nothing(),
                container,
                OptionalInt.empty(),
                false,
                dataMade,
                firstReadyAt,
                repairGeneration,
                Optional.empty(),
                cleanUps);
    }
}
