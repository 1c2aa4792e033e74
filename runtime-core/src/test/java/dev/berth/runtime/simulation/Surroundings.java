package dev.berth.runtime.simulation;

import dev.berth.runtime.StatusReport;
import dev.berth.runtime.door.Doorway;
import dev.berth.runtime.door.Ports;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.service.Probe;
import dev.berth.runtime.simulation.SimulatedContainer.Phase;
import dev.berth.runtime.source.ReleaseSource;
import dev.berth.runtime.store.Journal;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.supervisor.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The simulated computer around a home whose files are real: engine, service and clock of the
/// simulation, without faults of their own, under the same [Guard]. The door of this room.
public final class Surroundings {
    /// Where a service that was there before is published.
    private static final int BEHIND = 40_000;

    private final VirtualTime time = new VirtualTime();
    private final Chance chance;
    private final Computer computer;
    private final Guard guard;
    private final Calls calls;
    private final SimulatedEngine engine;
    private final SimulatedProbe probe;

    /// @param data where the service's data lies
    public Surroundings(long seed, Path data, KnownSecrets secrets) {
        chance = new Chance(seed);
        var trace = new Trace(time, false);
        var faults = new Faults(chance);
        computer = new Computer(time, chance, trace, data);
        guard = new Guard(time, computer, faults, secrets);
        calls =
                new Calls(
                        time,
                        chance,
                        faults,
                        new Mortality(),
                        guard,
                        secrets,
                        trace,
                        computer::refusal,
                        () -> computer.runs);
        engine = new SimulatedEngine(computer, calls, guard, chance);
        probe = new SimulatedProbe(time, computer, guard);
    }

    public Clock clock() {
        return time;
    }

    /// Time that has passed while the computer was awake.
    public Duration uptime() {
        return time.uptime();
    }

    public Host host() {
        return new SimulatedHost(engine, computer, calls, guard, chance, time);
    }

    public ReleaseSource source() {
        return new SimulatedSource(computer, time, chance);
    }

    public Probe probe() {
        return probe;
    }

    /// A front door that opens at once.
    public Doorway doorway() {
        return new SimulatedDoorway(computer);
    }

    public Ports ports() {
        return computer::isFree;
    }

    /// Nobody does anything for so long.
    public void pass(Duration length) {
        time.pass(length, () -> false);
    }

    /// Lets the supervisor go once through its loop, under the eyes of the guard, and then wait.
    public void turn(Supervisor supervisor) {
        guard.turnBegins();
        var pause = supervisor.turn();
        guard.turnEnded(supervisor.status());
        guard.noteTruth();
        pass(pause.compareTo(Duration.ofSeconds(1)) < 0 ? pause : Duration.ofSeconds(1));
    }

    /// The same journal, with the guard reading along.
    public Journal heard(Journal journal) {
        return new HeardJournal(journal, guard);
    }

    private record HeardJournal(Journal journal, Guard guard) implements Journal {
        @Override
        public void write(JournalEntry entry) throws IOException {
            guard.wrote(entry);
            journal.write(entry);
        }

        @Override
        public Told open(int last, Instant now) throws IOException {
            return journal.open(last, now);
        }

        @Override
        public List<JournalEntry> newest(int last) throws IOException {
            return journal.newest(last);
        }
    }

    // -- what is there

    /// What there was before: the service that a home had made, and all that belongs to it.
    ///
    /// @param instance whose it is
    /// @param token the one that it was given
    /// @param runs whether it runs, or was stopped in an orderly way
    public record Before(String instance, String container, String token, boolean runs) {}

    /// Brings about what there was before.
    public void bringAbout(Before before, Path data) {
        var owner = "berth-" + before.instance().substring(0, 8);
        var token = OpenClaw.secretName(owner, OpenClaw.TOKEN);
        var key = OpenClaw.secretName(owner, OpenClaw.PROVIDER_KEY);
        computer.secrets.put(token, before.token());
        computer.secrets.put(key, "a key");
        computer.images.put(OpenClaw.STANDARD_RELEASE, "sha256:standard");
        computer.dataUsed = true;
        var container =
                new SimulatedContainer(
                        new dev.berth.runtime.engine.ContainerId(before.container()),
                        owner,
                        before.instance(),
                        data,
                        "sha256:standard",
                        BEHIND,
                        List.of(token, key),
                        true);
        computer.containers.put(container.id, container);
        computer.idFile = Optional.of(container.id);
        computer.begin(container);
        if (!before.runs()) {
            pass(Duration.ofMinutes(1));
            computer.end(container, 0, false);
        }
    }

    /// How many services of ours there are, running or not.
    public long services() {
        return computer.containers.values().stream()
                .filter(one -> one.byUs && one.phase != Phase.REMOVING)
                .count();
    }

    /// Whether the one that there is serves with this token.
    public boolean serves(Optional<String> token) {
        return computer.serves(token);
    }

    /// What the person sees now is true.
    public void isTrue(StatusReport report) {
        guard.turnEnded(report);
    }
}
