package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.podman.Inspection.Standing;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How the machine stands. What Podman says of it is one clue; proof that it runs is an answer of
/// the engine in it to our own question (podman.md, findings 2 and 3). "Not there" is said only
/// when Podman said so; all that is not understood is a failure.
///
/// While it runs, a look costs one question to a socket and starts no program. Owner thread only.
final class MachineLook {
    private static final String NAME = "berth";
    private static final int MOST_NAMES = 100;

    /// An engine that answers does so in 30 ms (seen on 4.3.1); one under load is given more.
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Machines machines;
    private final Helpers helpers;
    private final MachineNotes notes;
    private final Computer computer;
    private final AtomicReference<Optional<Seen>> lastRunning =
            new AtomicReference<>(Optional.empty());

    MachineLook(Machines machines, Helpers helpers, MachineNotes notes, Computer computer) {
        this.machines = machines;
        this.helpers = helpers;
        this.notes = notes;
        this.computer = computer;
    }

    /// What was seen when it ran.
    ///
    /// @param door through which its engine answered
    /// @param living its processes, as far as they were found
    record Seen(Inspection machine, Door door, Helpers.Living living) {}

    /// The last proof that it runs, as long as nothing spoke against it. Any thread.
    Optional<Seen> running() {
        return lastRunning.get();
    }

    void forget() {
        lastRunning.set(Optional.empty());
    }

    Answer<HostState> state(Optional<MachineRecord> record, Limit limit) {
        var time = new Spread(limit);
        machines.turnTo(record);
        var known = record.flatMap(MachineRecord::identity).flatMap(this::stillRunning);
        if (known.isPresent() && objection(known.get().door(), time).isEmpty()) {
            return Answer.got(new HostState.Running(known.get().machine().identity()));
        }
        forget();
        return switch (machines.list(time.rest())) {
            case Answer.Got<List<MachineEntry>>(var all) -> among(all, record, time);
            case Answer.Failed<List<MachineEntry>>(var failure) ->
                    restorable(record)
                            .<Answer<HostState>>map(Answer::got)
                            .orElseGet(() -> Answer.failed(failure));
        };
    }

    private Optional<Seen> stillRunning(Identity identity) {
        return lastRunning
                .get()
                .filter(seen -> seen.machine().identity().isSameAs(identity))
                .filter(seen -> seen.living().allLive());
    }

    private static Optional<String> objection(Door door, Spread time) {
        var rest = time.rest();
        return Ping.objection(
                door, rest.atMost().compareTo(ANSWER) < 0 ? rest : rest.within(ANSWER));
    }

    /// An entry that a loss of power has emptied makes the whole list fail (podman.md, finding 6).
    /// Where it is ours and we have a copy, it is a machine that does not run: a start puts the
    /// copy in its place.
    private Optional<HostState> restorable(Optional<MachineRecord> record) {
        return record.flatMap(ours ->
                ours.identity()
                        .filter(identity -> notes.canRestore(ours.name(), entry(ours, identity)))
                        .map(identity ->
                                new HostState.Stopped(identity, Optional.of(ours.size()))));
    }

    static Path entry(MachineRecord record, Identity identity) {
        var named = Path.of(identity.config());
        return identity.config().endsWith(".json") ? named : named.resolve(record.name() + ".json");
    }

    private Answer<HostState> among(
            List<MachineEntry> all, Optional<MachineRecord> record, Spread time) {
        if (record.isEmpty()) {
            return absent(all, time);
        }
        var ours = record.get();
        var listed = all.stream().filter(one -> one.name().equals(ours.name())).findFirst();
        return machines.one(ours.name(), time.rest())
                .then(found -> {
                    if (found.isEmpty()) {
                        return listed.isPresent()
                                ? Json.unreadable(
                                        MachineReader.INSPECT, ours.name() + " is listed, and not")
                                : leftOr(ours, all, time);
                    }
                    return isOurs(ours, found.get())
                            ? standing(ours, found.get(), listed, all, time)
                            : stranger(all, found.get(), time);
                });
    }

    /// The identity that we recorded; while there is none, because we were killed before we could,
    /// one of the name that we wrote down is ours when it was made after that.
    static boolean isOurs(MachineRecord record, Inspection found) {
        return record.identity()
                .map(identity -> identity.isSameAs(found.identity()))
                .orElseGet(() ->
                        found.created()
                                .filter(created -> !created.isBefore(record.asked()))
                                .isPresent());
    }

    /// Somebody else's has our name.
    private Answer<HostState> stranger(List<MachineEntry> all, Inspection found, Spread time) {
        var others =
                Stream.concat(
                                all.stream(),
                                Stream.of(
                                        new MachineEntry(
                                                found.name(), false, false, Optional.empty())))
                        .toList();
        return absent(others, time);
    }

    private Answer<HostState> absent(List<MachineEntry> all, Spread time) {
        var other = all.stream().filter(MachineEntry::standsInTheWay).findFirst();
        if (other.isPresent()) {
            return Answer.got(new HostState.BlockedBy(Optional.empty(), other.get().name()));
        }
        return machines.info(time.rest())
                .map(info -> new HostState.Absent(freeName(all), computer.capacity(info.images())));
    }

    private static String freeName(List<MachineEntry> all) {
        var taken = all.stream().map(MachineEntry::name).toList();
        return IntStream.range(1, MOST_NAMES)
                .mapToObj(number -> number == 1 ? NAME : NAME + "-" + number)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElse(NAME + "-" + MOST_NAMES);
    }

    /// Podman knows none of that name; parts of it may lie about (podman.md A1: killed `init`).
    private Answer<HostState> leftOr(MachineRecord ours, List<MachineEntry> all, Spread time) {
        return machines.info(time.rest())
                .then(info -> {
                    var left = Leftover.of(ours, info);
                    return left.isEmpty()
                            ? absent(all, time)
                            : Answer.got(
                                    new HostState.HalfMade(
                                            ours.name(),
                                            "left without an entry: " + left.getFirst()));
                });
    }

    private Answer<HostState> standing(
            MachineRecord ours,
            Inspection machine,
            Optional<MachineEntry> listed,
            List<MachineEntry> all,
            Spread time) {
        var says =
                listed.filter(MachineEntry::running).isPresent()
                        ? Standing.RUNNING
                        : listed.filter(MachineEntry::starting).isPresent()
                                ? Standing.STARTING
                                : machine.standing();
        var identity = machine.identity();
        return switch (says) {
            case RUNNING -> Answer.got(running(machine, time));
            case STARTING -> starting(ours, machine, all, time);
            case STOPPED ->
                    underWay(ours)
                            .<Answer<HostState>>map(since ->
                                    Answer.got(
                                            new HostState.Starting(identity, Optional.of(since))))
                            .orElseGet(() -> Answer.got(stopped(machine, all)));
        };
    }

    private HostState running(Inspection machine, Spread time) {
        var identity = machine.identity();
        if (machine.door().isEmpty()) {
            return new HostState.Unreachable(identity, "it does not say where it listens");
        }
        var starter = underWay(machine.name());
        var objection = objection(machine.door().get(), time);
        if (objection.isEmpty()) {
            lastRunning.set(
                    Optional.of(new Seen(machine, machine.door().get(), helpers.of(machine))));
            return new HostState.Running(identity);
        }
        return starter.<HostState>map(since -> new HostState.Starting(identity, Optional.of(since)))
                .orElseGet(() -> new HostState.Unreachable(identity, objection.get()));
    }

    /// The note may be stale. As long as a program that starts it lives, or its hypervisor, it is
    /// taken at its word; an engine that answers is stronger than any note.
    private Answer<HostState> starting(
            MachineRecord ours, Inspection machine, List<MachineEntry> all, Spread time) {
        var living = helpers.of(machine);
        if (machine.door().isPresent()
                && !living.isNone()
                && objection(machine.door().get(), time).isEmpty()) {
            lastRunning.set(Optional.of(new Seen(machine, machine.door().get(), living)));
            return Answer.got(new HostState.Running(machine.identity()));
        }
        var since =
                underWay(ours)
                        .or(() ->
                                living.hypervisor().stream()
                                        .flatMap(process -> Helpers.began(process).stream())
                                        .findFirst());
        return Answer.got(
                since.isPresent()
                        ? new HostState.Starting(machine.identity(), since)
                        : stopped(machine, all));
    }

    private Optional<Instant> underWay(MachineRecord ours) {
        return underWay(ours.name());
    }

    /// Since when somebody starts it: we, before we were killed, or a person.
    private Optional<Instant> underWay(String name) {
        return Stream.concat(notes.starter().stream(), helpers.starting(name).stream())
                .flatMap(process -> Helpers.began(process).stream())
                .findFirst();
    }

    private static HostState stopped(Inspection machine, List<MachineEntry> all) {
        var missing = Leftover.missing(machine);
        if (missing.isPresent()) {
            return new HostState.HalfMade(machine.name(), missing.get() + " is not there");
        }
        return all.stream()
                .filter(one -> !one.name().equals(machine.name()))
                .filter(MachineEntry::standsInTheWay)
                .findFirst()
                .<HostState>map(other ->
                        new HostState.BlockedBy(Optional.of(machine.identity()), other.name()))
                .orElseGet(() -> new HostState.Stopped(machine.identity(), machine.size()));
    }
}
