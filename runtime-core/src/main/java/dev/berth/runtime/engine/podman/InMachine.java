package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.WRONG_STATE;

import dev.berth.runtime.door.PortTable;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Listener;
import dev.berth.runtime.engine.Engine.Watch;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.podman.Inspected.Phase;
import dev.berth.runtime.engine.podman.Proc.Listening;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine runs in a machine: its folders are not this computer's, its processes are not seen,
/// and its ports are held by the machine's network helper.
final class InMachine implements Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(InMachine.class);
    private static final String WSL_RELAY = "\\wslrelay.exe";

    private final PortTable elsewhere = new PortTable(System.getProperty("os.name", ""));
    private final Machines machines;
    private final Guest guest;
    private final Containers containers;
    private final Images images;
    private final Proc proc;
    private final Supplier<Optional<MachineLook.Seen>> running;
    private final AtomicReference<Optional<Proof>> proven = new AtomicReference<>(Optional.empty());

    /// @param running the machine, while it is known to run
    InMachine(
            Machines machines,
            Containers containers,
            Images images,
            Proc proc,
            Supplier<Optional<MachineLook.Seen>> running) {
        this.machines = machines;
        guest = new Guest(machines);
        this.containers = containers;
        this.images = images;
        this.proc = proc;
        this.running = running;
    }

    /// A socket keeps its number for life, so that one proof lasts as long as the socket; elsewhere
    /// a process stands for it.
    private record Proof(ContainerId id, int port, Set<Long> holders) {}

    /// Ours is a socket that the network helper of exactly our machine holds while our container
    /// runs. All else is foreign, also what cannot be read.
    @Override
    public Answer<Listener> listener(ContainerId id, int port, Limit limit) {
        var machine = running.get();
        if (machine.isEmpty()) {
            return Json.unreadable("listener", "the machine is silent");
        }
        var time = new Spread(limit);
        var sockets = proc.listening(port).map(PortHolder::answering);
        var holders =
                sockets.isPresent()
                        ? sockets.map(InMachine::inodes)
                        : elsewhere.listeners(port, time.rest());
        if (holders.isEmpty()) {
            return Json.unreadable("listener", "who listens on the port");
        }
        if (holders.get().isEmpty()) {
            return Answer.got(Listener.NOBODY);
        }
        var proof = Optional.of(new Proof(id, port, holders.get()));
        if (proven.get().equals(proof)) {
            return Answer.got(Listener.OURS);
        }
        var helpers = machine.get().living().network();
        var ours =
                sockets.isPresent()
                        ? hold(helpers, holders.get())
                        : holders.get().stream().allMatch(pid -> isHelper(helpers, pid));
        return ours ? published(id, port, proof, time.rest()) : Answer.got(Listener.FOREIGN);
    }

    private static Set<Long> inodes(List<Listening> sockets) {
        return Set.copyOf(sockets.stream().map(Listening::inode).toList());
    }

    /// One machine may serve another container of somebody's too.
    private Answer<Listener> published(
            ContainerId id, int port, Optional<Proof> proof, Limit limit) {
        return containers
                .one(id, limit)
                .map(container -> {
                    var ours =
                            container
                                    .filter(one -> one.phase() == Phase.RUNNING)
                                    .filter(one -> one.port().orElse(0) == port)
                                    .isPresent();
                    proven.set(ours ? proof : Optional.empty());
                    return ours ? Listener.OURS : Listener.FOREIGN;
                });
    }

    private boolean hold(List<ProcessHandle> helpers, Set<Long> inodes) {
        var open =
                helpers.stream()
                        .filter(ProcessHandle::isAlive)
                        .flatMap(helper -> proc.openFiles(helper.pid()).stream())
                        .toList();
        return inodes.stream().allMatch(inode -> open.contains("socket:[" + inode + "]"));
    }

    /// Under WSL the system itself hands connections on, in one process for all machines.
    private static boolean isHelper(List<ProcessHandle> helpers, long pid) {
        return helpers.stream().anyMatch(helper -> helper.pid() == pid)
                || ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.toLowerCase(Locale.ROOT).endsWith(WSL_RELAY))
                        .isPresent();
    }

    @Override
    public Watch watch(ContainerId id, Runnable signal) {
        return MachineWatch.begin(running.get().map(MachineLook.Seen::door), id, signal);
    }

    /// The engine cannot see our folder: it is sent as one file, while it is read.
    @Override
    public Answer<String> adopt(Path layout, String name, Limit limit) {
        var windows = System.getProperty("os.name", "").startsWith("Windows");
        return images.adopt(
                stream -> LayoutArchive.write(layout, stream),
                windows ? List.of() : List.of("--input=/dev/stdin"),
                name,
                limit);
    }

    /// What fills up is the machine's disk, which grows in the folder where machines are kept.
    @Override
    public Answer<Path> store(Limit limit) {
        return machines.info(limit).map(MachineReader.Info::images);
    }

    /// That it cannot be had is no failure of what was given.
    @Override
    public void bringToDisk(Limit limit) {
        running.get()
                .map(seen -> guest.bringToDisk(seen.machine().name(), limit))
                .filter(Answer.Failed.class::isInstance)
                .ifPresent(failed -> LOG.info("not yet on the disk: {}", failed));
    }

    /// That of a machine is settled by a restart of the machine.
    @Override
    public Optional<String> stillAlive() {
        return Optional.of("what runs in a machine cannot be told from outside");
    }

    /// Labels are given inside, where our folder has none.
    @Override
    public EngineReport seen(EngineReport report) {
        return new EngineReport(report.version(), report.rootless(), false, report.limitsMemory());
    }

    static <T> Answer<T> silent(String verb) {
        return Answer.failed(new EngineFailure(WRONG_STATE, verb, "the machine does not run"));
    }
}
