package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.CANCELLED;
import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;
import static dev.berth.runtime.engine.EngineFailure.Kind.OWN_FILES;
import static dev.berth.runtime.engine.EngineFailure.Kind.TIMED_OUT;
import static dev.berth.runtime.engine.EngineFailure.Kind.WRONG_STATE;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Machine;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.podman.Inspection.Standing;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.store.MachineSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Acts on exactly the machine that is proven ours. Podman's exit code says little (podman.md A7):
/// after each act it is looked whether what was wished is so, and that decides. Owner thread only.
final class OwnMachine implements Machine {
    private static final Logger LOG = LoggerFactory.getLogger(OwnMachine.class);

    private static final PodmanVersion FIVE = new PodmanVersion(5, 0, 0);
    private static final PodmanVersion SIX = new PodmanVersion(6, 0, 0);

    /// After a start the engine inside may need a while (podman.md S-04).
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);

    private static final Duration ONE_PING = Duration.ofSeconds(5);
    private static final Duration BETWEEN_PINGS = Duration.ofMillis(200);

    /// What ending by hand needs when asking has failed.
    private static final Duration FOR_FORCE = Duration.ofSeconds(15);

    /// How long a stop may take when it is a last try.
    private static final Duration LONGEST_CLEAR = Duration.ofSeconds(20);

    private static final Duration AFTER_STOP = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LEAST_STOP = Duration.ofSeconds(5);

    private final Machines machines;
    private final Helpers helpers;
    private final MachineNotes notes;
    private final MachineLook looks;
    private final Podman inside;
    private final Guest guest;
    private final Duration stalled;

    /// @param inside asks the engine in the machine
    /// @param stalled how long a fetch may stand still
    OwnMachine(
            Machines machines,
            Helpers helpers,
            MachineNotes notes,
            MachineLook looks,
            Podman inside,
            Duration stalled) {
        this.machines = machines;
        this.helpers = helpers;
        this.notes = notes;
        this.looks = looks;
        this.inside = inside;
        this.guest = new Guest(machines);
        this.stalled = stalled;
    }

    // -- create

    @Override
    public Answer<Identity> create(
            MachineRecord plan,
            Optional<Path> file,
            List<Path> folders,
            Consumer<Fetched> told,
            Limit limit) {
        var time = new Spread(limit);
        machines.turnTo(Optional.of(plan));
        return machines.version(time.rest())
                .then(version ->
                        machines.info(time.rest())
                                .then(info -> {
                                    try {
                                        return made(plan, file, folders, told, version, info, time);
                                    } catch (IOException noFolder) {
                                        return ourFolder("machine-init", noFolder);
                                    } finally {
                                        file.map(one -> imageName(plan, one))
                                                .ifPresent(notes::unnamed);
                                    }
                                }));
    }

    private Answer<Identity> made(
            MachineRecord plan,
            Optional<Path> file,
            List<Path> folders,
            Consumer<Fetched> told,
            PodmanVersion version,
            MachineReader.Info info,
            Spread time)
            throws IOException {
        var arguments = new ArrayList<>(List.of("machine", "init"));
        if (!info.provider().equals("wsl")) { // it has one size for all, and sees all folders
            arguments.add("--cpus=" + plan.size().processors());
            arguments.add("--memory=" + plan.size().memoryMiB());
            arguments.add("--disk-size=" + plan.size().diskGiB());
            for (var folder : folders) {
                arguments.add("--volume=" + folder + ":" + folder);
            }
        }
        if (file.isPresent()) {
            if (!Files.isReadable(file.get())) {
                return Answer.failed(
                        new EngineFailure(
                                EngineFailure.Kind.FILE_UNUSABLE,
                                "machine-init",
                                file.get() + " cannot be read",
                                Remedy.OTHER_IMAGE.cure()));
            }
            arguments.add(
                    version.compareTo(FIVE) < 0
                            ? "--image-path=" + notes.named(file.get(), imageName(plan, file.get()))
                            : "--image=" + file.get());
        }
        arguments.add(plan.name());
        var call = Call.of("machine-init", arguments).endingAlone();
        return settled(plan, watched(call, info, file, told, time.rest()), time);
    }

    private static String imageName(MachineRecord plan, Path file) {
        return Leftover.imageName(plan, String.valueOf(file.getFileName()));
    }

    /// Podman says nothing of a fetch while it goes on (podman.md I-11), and waits for a silent
    /// network for ever: what it has written is watched.
    private Answer<String> watched(
            Call call,
            MachineReader.Info info,
            Optional<Path> file,
            Consumer<Fetched> told,
            Limit limit) {
        var own = new Cancellation();
        var growth =
                new Growth(
                        List.of(info.images(), info.images().resolveSibling("cache")),
                        file.map(Growth::size).orElse(0L),
                        told,
                        stalled);
        var over = new CountDownLatch(1);
        var watch =
                Thread.ofPlatform()
                        .daemon()
                        .name("machine-fetch")
                        .start(() -> growth.follow(over, own::cancel));
        try (var _ = limit.cancellation().onCancel(own::cancel)) {
            var answer = machines.ask(call, new Limit(limit.atMost(), own));
            return growth.hasStalled() && answer instanceof Answer.Failed<String>
                    ? Answer.failed(
                            new EngineFailure(
                                    TIMED_OUT,
                                    call.verb(),
                                    "nothing came for " + stalled.toSeconds() + " s"))
                    : answer;
        } finally {
            over.countDown();
            watch.interrupt();
        }
    }

    /// What is there afterwards decides (podman.md A7).
    private Answer<Identity> settled(MachineRecord plan, Answer<String> said, Spread time) {
        if (said instanceof Answer.Failed<String>(var failure) && failure.kind() == CANCELLED) {
            return Answer.failed(failure);
        }
        var found = machines.one(plan.name(), time.rest());
        var whole =
                found instanceof Answer.Got<Optional<Inspection>>(var machine)
                        ? machine.filter(one -> MachineLook.isOurs(plan, one))
                                .filter(one -> Leftover.missing(one).isEmpty())
                        : Optional.<Inspection>empty();
        if (whole.isPresent()) {
            return Answer.got(whole.get().identity());
        }
        return switch (said) {
            case Answer.Failed<String>(var failure) -> Answer.failed(failure);
            case Answer.Got<String> _ ->
                    found instanceof Answer.Failed<Optional<Inspection>>(var failure)
                            ? Answer.failed(failure)
                            : Json.unreadable("machine-init", "success, and yet it is not there");
        };
    }

    // -- start

    @Override
    public Answer<Identity> start(MachineRecord ours, Limit limit) {
        var time = new Spread(limit);
        looks.forget();
        return proven(ours, "machine-start", time)
                .then(machine ->
                        machines.version(time.rest())
                                .then(version -> {
                                    try {
                                        return started(machine, version, time);
                                    } catch (IOException noFolder) {
                                        return ourFolder("machine-start", noFolder);
                                    } finally {
                                        notes.startIsOver();
                                    }
                                }));
    }

    private Answer<Identity> started(Inspection machine, PodmanVersion version, Spread time)
            throws IOException {
        endStarter();
        if (machine.standing() == Standing.STOPPED && !helpers.of(machine).isNone()) {
            // Podman knows nothing of it any more, and it holds the disk (seen on 4.3.1)
            Helpers.end(helpers.of(machine), GRACE);
        }
        if (helpers.of(machine).isNone()) {
            helpers.takeStaleFiles(machine); // one makes the next start fail (seen on 4.3.1)
            if (version.compareTo(FIVE) < 0) {
                notes.takeFlagBack(machine);
            }
        }
        if (seesThroughQemu(machine, version)) {
            for (var folder : SharedFolders.of(machine)) {
                MappedFiles.map(folder);
            }
        }
        var arguments = new ArrayList<>(List.of("machine", "start"));
        if (version.compareTo(SIX) >= 0) {
            arguments.add("--update-connection=false"); // it would ask (podman.md, finding 11)
        }
        arguments.add(machine.name());
        var call =
                Call.of("machine-start", arguments).outliving(notes.startOutput(), notes::starts);
        var said = machines.ask(call, time.rest());
        if (said instanceof Answer.Failed<String>(var failure)
                && (failure.kind() == CANCELLED
                        || failure.kind() == TIMED_OUT
                        || (helpers.of(machine).isNone() && !mayRun(machine.name(), time)))) {
            return Answer.failed(failure);
        }
        return answering(machine, said, time)
                .then(identity ->
                        seesThroughQemu(machine, version)
                                ? withFolders(machine.name(), identity, time)
                                : Answer.got(identity));
    }

    private static boolean seesThroughQemu(Inspection machine, PodmanVersion version) {
        return version.compareTo(FIVE) < 0
                && MachineWorld.provider(machine.identity()).equals(Optional.of("qemu"));
    }

    /// Without its folders it must not be used.
    private Answer<Identity> withFolders(String name, Identity identity, Spread time) {
        var opened = guest.openFolders(name, time.rest());
        if (opened instanceof Answer.Failed<Void>(var failure)) {
            machines.ask(Call.of("machine-stop", "machine", "stop", name), time.rest());
            return Answer.failed(failure);
        }
        return Answer.got(identity);
    }

    /// Where no process of it is found, as with `wsl`, Podman is asked.
    private boolean mayRun(String name, Spread time) {
        return machines.list(time.rest()) instanceof Answer.Got<List<MachineEntry>>(var all)
                && all.stream().anyMatch(one -> one.name().equals(name) && one.running());
    }

    /// Its port and its socket may have moved (podman.md S-08), so that it is asked again.
    private Answer<Identity> answering(Inspection before, Answer<String> said, Spread time) {
        return machines.one(before.name(), time.rest())
                .then(after -> {
                    var machine = after.orElse(before);
                    var objection =
                            machine.door()
                                    .map(door -> objection(door, time))
                                    .orElse(Optional.of("it does not say where it listens"));
                    if (objection.isEmpty()) {
                        notes.keep(machine);
                        return Answer.got(machine.identity());
                    }
                    return said instanceof Answer.Failed<String>(var failure)
                            ? Answer.failed(failure)
                            : Answer.failed(
                                    new EngineFailure(
                                            TIMED_OUT,
                                            "machine-start",
                                            "it was started, but " + objection.get()));
                });
    }

    private static Optional<String> objection(Door door, Spread time) {
        var end = System.nanoTime() + FIRST_ANSWER.toNanos();
        while (true) {
            var rest = time.rest();
            var objection =
                    Ping.objection(
                            door,
                            rest.atMost().compareTo(ONE_PING) < 0 ? rest : rest.within(ONE_PING));
            if (objection.isEmpty()
                    || System.nanoTime() > end
                    || time.rest().atMost().isZero()
                    || waitedInVain(rest)) {
                return objection;
            }
        }
    }

    /// @return whether it was cut short
    private static boolean waitedInVain(Limit limit) {
        var cancelled = new CountDownLatch(1);
        try (var _ = limit.cancellation().onCancel(cancelled::countDown)) {
            return cancelled.await(BETWEEN_PINGS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    // -- stop and clear

    @Override
    public Answer<Void> stop(MachineRecord ours, Limit limit) {
        var time = new Spread(limit);
        looks.forget();
        return found(ours, "machine-stop", time)
                .then(machine ->
                        machine.isEmpty() ? Podman.done(machine) : stopped(machine.get(), time));
    }

    /// A hanging start holds the lock that a stop waits for (podman.md S-02): it goes first.
    private Answer<Void> stopped(Inspection machine, Spread time) {
        endStarter();
        var call = Call.of("machine-stop", "machine", "stop", machine.name());
        var said = machines.ask(call, time.restBut(FOR_FORCE, LEAST_STOP));
        if (said instanceof Answer.Failed<String>(var failure)) {
            // With its network helper gone it fails at once, and the guest goes off all the same a
            // while later (seen on 4.3.1).
            Helpers.ended(helpers.of(machine), time.restBut(FOR_FORCE, LEAST_STOP).atMost());
            var off =
                    machines.one(machine.name(), time.rest())
                                    instanceof Answer.Got<Optional<Inspection>>(var after)
                            && after.filter(one -> one.standing() != Standing.STOPPED).isEmpty()
                            && helpers.of(machine).hypervisor().isEmpty();
            return off ? Podman.done(said) : Answer.failed(failure);
        }
        Helpers.ended(helpers.of(machine), AFTER_STOP);
        Helpers.end(helpers.of(machine), GRACE); // of which Podman knew nothing any more
        return Podman.done(said);
    }

    private void endStarter() {
        notes.starter().ifPresent(starter -> ProcessEnd.alone(starter, GRACE));
        notes.startIsOver();
    }

    @Override
    public Answer<Void> clear(MachineRecord ours, Limit limit) {
        var time = new Spread(limit);
        looks.forget();
        endStarter();
        return found(ours, "machine-clear", time)
                .then(machine ->
                        machine.isEmpty() ? Podman.done(machine) : cleared(machine.get(), time));
    }

    /// Step 5 and 6 of podman.md A6.
    private Answer<Void> cleared(Inspection machine, Spread time) {
        var stop = Call.of("machine-stop", "machine", "stop", machine.name());
        // One that still boots hears no button, and its stop waits for ever (seen on 4.3.1).
        var patience = time.restBut(FOR_FORCE, LEAST_STOP);
        machines.ask(
                stop,
                patience.atMost().compareTo(LONGEST_CLEAR) > 0
                        ? patience.within(LONGEST_CLEAR)
                        : patience);
        Helpers.end(helpers.of(machine), GRACE);
        var left = helpers.of(machine);
        if (!left.isNone()) {
            return Answer.failed(
                    new EngineFailure(
                            WRONG_STATE,
                            "machine-clear",
                            "it still runs: " + left.all().map(ProcessHandle::pid).toList()));
        }
        try {
            helpers.takeStaleFiles(machine);
            if (machines.version(time.rest()) instanceof Answer.Got<PodmanVersion>(var version)
                    && version.compareTo(FIVE) < 0
                    && helpers.starting(machine.name()).isEmpty()) {
                notes.takeFlagBack(machine);
            }
            return Podman.done(machine);
        } catch (IOException unwritable) {
            return ourFolder("machine-clear", unwritable);
        }
    }

    // -- remove

    @Override
    public Answer<Void> remove(MachineRecord ours, Limit limit) {
        var time = new Spread(limit);
        looks.forget();
        machines.turnTo(Optional.of(ours));
        return restored(ours)
                .then(_ -> machines.one(ours.name(), time.rest()))
                .then(machine -> {
                    if (machine.isPresent() && !MachineLook.isOurs(ours, machine.get())) {
                        return Podman.done(machine); // ours is gone; this one is somebody else's
                    }
                    return machine.map(one -> removed(one, time))
                            .orElseGet(() -> Podman.done(machine))
                            .then(_ -> swept(ours, time));
                });
    }

    private Answer<Void> removed(Inspection machine, Spread time) {
        endStarter();
        if (machine.standing() != Standing.STOPPED || !helpers.of(machine).isNone()) {
            // `rm` of one that is starting leaves it running (seen on 4.3.1)
            machines.ask(
                    Call.of("machine-stop", "machine", "stop", machine.name()),
                    time.restBut(FOR_FORCE, LEAST_STOP));
            Helpers.end(helpers.of(machine), GRACE);
        }
        try {
            for (var folder : SharedFolders.of(machine)) {
                MappedFiles.unmap(folder);
            }
        } catch (IOException unreadable) {
            return ourFolder("machine-rm", unreadable);
        }
        var said =
                machines.ask(
                        Call.of("machine-rm", "machine", "rm", "-f", machine.name()), time.rest());
        var left = machines.one(machine.name(), time.rest());
        return switch (left) {
            case Answer.Got<Optional<Inspection>>(var one) when one.isEmpty() -> {
                notes.forget(machine.name());
                yield Podman.done(said);
            }
            case Answer.Got<Optional<Inspection>> _ ->
                    said instanceof Answer.Failed<String>(var failure)
                            ? Answer.failed(failure)
                            : Answer.failed(
                                    new EngineFailure(
                                            WRONG_STATE, "machine-rm", "it is still there"));
            case Answer.Failed<Optional<Inspection>>(var failure) -> Answer.failed(failure);
        };
    }

    /// The connections in our own list, and files of one that was never finished (podman.md I-06,
    /// I-08).
    private Answer<Void> swept(MachineRecord ours, Spread time) {
        for (var name : List.of(ours.name(), ours.name() + "-root")) {
            var call = Call.of("connection-rm", "system", "connection", "rm", name);
            if (machines.ask(call, time.rest()) instanceof Answer.Failed<String>(var failure)
                    && failure.kind() != NO_SUCH_THING) {
                LOG.debug("the connection {} stays: {}", name, failure.text());
            }
        }
        return machines.info(time.rest())
                .then(info -> {
                    for (var file : Leftover.of(ours, info)) {
                        try {
                            Files.deleteIfExists(file);
                        } catch (IOException stays) {
                            return ourFolder("machine-rm", stays);
                        }
                    }
                    return Podman.done(info);
                });
    }

    // -- the rest

    @Override
    public Answer<Void> resize(MachineRecord ours, Limit limit) {
        var time = new Spread(limit);
        return proven(ours, "machine-set", time)
                .then(machine -> {
                    var changes = changes(machine.size(), ours.size());
                    if (changes.isEmpty()) {
                        return Podman.done(machine);
                    }
                    var arguments = new ArrayList<>(List.of("machine", "set"));
                    arguments.addAll(changes);
                    arguments.add(machine.name());
                    return machines.ask(Call.of("machine-set", arguments), time.rest())
                            .then(Podman::done);
                });
    }

    /// One without a size of its own keeps it (podman.md D-03), and a disk only grows.
    private static List<String> changes(Optional<MachineSize> is, MachineSize wished) {
        var changes = new ArrayList<String>();
        is.ifPresent(now -> {
            if (now.processors() != wished.processors()) {
                changes.add("--cpus=" + wished.processors());
            }
            if (now.memoryMiB() != wished.memoryMiB()) {
                changes.add("--memory=" + wished.memoryMiB());
            }
            if (now.diskGiB() < wished.diskGiB()) {
                changes.add("--disk-size=" + wished.diskGiB());
            }
        });
        return changes;
    }

    /// `hwclock` is not in every guest, and a guest that slept may have no other clock: ours is
    /// told (podman.md T-01).
    @Override
    public Answer<Void> setClock(MachineRecord ours, Instant now, Limit limit) {
        var time = new Spread(limit);
        return proven(ours, "machine-ssh", time)
                .then(machine -> {
                    var call =
                            Call.of(
                                    Machines.SSH,
                                    "machine",
                                    "ssh",
                                    machine.name(),
                                    "sudo",
                                    "date",
                                    "-u",
                                    "-s",
                                    "@" + now.getEpochSecond());
                    return machines.ask(call, time.rest()).then(Podman::done);
                });
    }

    @Override
    public Answer<Boolean> servesOthers(Ownership ours, Limit limit) {
        var time = new Spread(limit);
        return inside.ask(Call.of("list", "ps", "--quiet", "--no-trunc"), time.rest())
                .then(Containers::ids)
                .then(all ->
                        all.isEmpty()
                                ? Answer.got(false)
                                : inside.ask(
                                                Call.of(
                                                        "list",
                                                        "ps",
                                                        "--quiet",
                                                        "--no-trunc",
                                                        "--filter=label="
                                                                + Ownership.LABEL
                                                                + "="
                                                                + ours.instance()),
                                                time.rest())
                                        .then(Containers::ids)
                                        .map(own -> !own.containsAll(all)));
    }

    @Override
    public Answer<Void> stopOther(String name, Limit limit) {
        return machines.ask(Call.of("machine-stop", "machine", "stop", name), limit)
                .then(Podman::done);
    }

    // -- proof

    /// Ours; empty where Podman knows none of its name.
    private Answer<Optional<Inspection>> found(MachineRecord ours, String verb, Spread time) {
        machines.turnTo(Optional.of(ours));
        return restored(ours)
                .then(_ -> machines.one(ours.name(), time.rest()))
                .then(machine ->
                        machine.filter(one -> !MachineLook.isOurs(ours, one)).isPresent()
                                ? wrong(verb, ours.name() + " is somebody else's")
                                : Answer.got(machine));
    }

    private Answer<Inspection> proven(MachineRecord ours, String verb, Spread time) {
        return found(ours, verb, time)
                .then(machine ->
                        machine.map(Answer::got)
                                .orElseGet(() -> wrong(verb, "there is no " + ours.name())));
    }

    private static <T> Answer<T> wrong(String verb, String why) {
        return Answer.failed(new EngineFailure(WRONG_STATE, verb, why));
    }

    private Answer<Void> restored(MachineRecord ours) {
        try {
            if (ours.identity().isPresent()) {
                notes.restore(ours.name(), MachineLook.entry(ours, ours.identity().get()));
            }
            return Podman.done(ours);
        } catch (IOException unwritable) {
            return ourFolder("machine-inspect", unwritable);
        }
    }

    private static <T> Answer<T> ourFolder(String verb, IOException why) {
        return Answer.failed(
                new EngineFailure(OWN_FILES, verb, "a file of ours cannot be used: " + why));
    }
}
