package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;

import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.HostState.Capacity;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.store.MachineSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Situations in which the service lives in a machine.
final class Machines {
    static final Identity IDENTITY =
            new Identity("2026-11-20T20:00:00Z", "/m/berth.json", OptionalInt.of(35_323));
    static final MachineSize SIZE = new MachineSize(4, 4096, 40);
    static final MachineRecord PLANNED =
            MachineRecord.planned("berth", NOW.minusSeconds(9000), SIZE);
    static final MachineRecord OURS = PLANNED.known(IDENTITY);
    static final Capacity LARGE = new Capacity(8, 16_384, 100_000);
    static final Capacity SMALL = new Capacity(2, 3000, 100_000);

    static final HostState ABSENT = new HostState.Absent("berth", LARGE);
    static final HostState STOPPED = new HostState.Stopped(IDENTITY, Optional.of(SIZE));
    static final HostState STARTING = new HostState.Starting(IDENTITY, Optional.empty());
    static final HostState RUNNING = new HostState.Running(IDENTITY);
    static final HostState SILENT = new HostState.Unreachable(IDENTITY, "no answer");
    static final HostState HALF = new HostState.HalfMade("berth", "its disk is missing");
    static final HostState BLOCKED = new HostState.BlockedBy(Optional.of(IDENTITY), "other");

    private Machines() {}

    /// The service lives in our machine, which stands like this.
    static Given given(HostState host) {
        var given = new Given().host(Fact.known(host));
        given.settings =
                given.settings.withDwelling(
                        Settings.Dwelling.usual().at(Place.APART, Optional.empty()));
        given.kept(given.kept.livingAt(Place.APART).withMachine(Optional.of(OURS)));
        if (!(host instanceof HostState.Running)) {
            given.engine = Fact.<EngineState>notLooked();
            given.container(Fact.<ContainerState>notLooked());
        }
        return given;
    }

    static Ended done(String step, Instant at) {
        return ended(step, at, Outcome.DONE, Optional.empty());
    }

    static Ended failed(String step, Instant at) {
        return ended(step, at, Outcome.FAILED, Optional.empty());
    }

    static Ended failed(String step, Instant at, ProblemKind problem) {
        return ended(step, at, Outcome.FAILED, Optional.of(problem));
    }

    private static Ended ended(
            String step, Instant at, Outcome outcome, Optional<ProblemKind> problem) {
        return new Ended("m" + at, at, step, "berth", outcome, Optional.of("it said so"), problem);
    }

    static Began began(String step, Instant at) {
        return new Began("m" + at, at, Trigger.RECOVERY, step, "berth");
    }

    static History of(JournalEntry... lines) {
        return History.of(List.of(lines));
    }

    /// So many failed starts a second apart, the last one so long ago.
    static History failedStarts(int count, Duration ago) {
        return History.of(
                Stream.iterate(0, i -> i < count, i -> i + 1)
                        .<JournalEntry>map(i ->
                                failed(
                                        "start-machine",
                                        NOW.minus(ago).minusSeconds(count - 1L - i)))
                        .toList());
    }

    static History agreed(String consent) {
        return of(
                new Asked(NOW.minusSeconds(2), "repair"),
                new Asked(NOW.minusSeconds(2), History.AGREED + consent));
    }
}
