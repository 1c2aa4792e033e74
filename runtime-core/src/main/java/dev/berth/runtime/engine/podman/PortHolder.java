package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Listener;
import dev.berth.runtime.engine.podman.Inspected.Phase;
import dev.berth.runtime.engine.podman.Inspected.Run;
import dev.berth.runtime.engine.podman.Proc.Listening;
import dev.berth.runtime.limit.Limit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Who listens on a loopback port: proof from the kernel's tables, never from a name. Ours is a
/// socket that one of these holds:
///
/// 1. **conmon of our container**: as root, Podman binds the port and hands the socket to conmon
///    (seen on 4.3.1).
/// 2. **a process in our container's network**: it has some threads inside, or has that network
///    open as a file. So do the forwarders `rootlessport` (`net:[…]`; seen rootless on 4.3.1) and
///    `pasta` (the file that the container names as its network; seen rootless on 5.4, 5.8 and
///    6.1). A process of the container alone cannot hold a socket of the network outside.
/// 3. **pasta, where it hides its files** (its user may read them as a rule, but a security module
///    may forbid it): accepted when the socket belongs to our user, nobody whom we can read holds
///    it, and a living pasta of our user was started for our container's network and this port: it
///    ends at once when it cannot bind (from passt's manual).
///
/// As root, Podman 6 leaves no socket at all (seen on 6.1 with netavark 2.0): the kernel hands
/// connections on to the container before it looks for a socket. So where no socket is, and we are
/// root, a running container that publishes the port is taken for who answers there.
///
/// All else is foreign, also what cannot be read. Owner thread only.
final class PortHolder {

    /// 127.0.0.1; connections go to a socket on exactly this address first.
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F");

    private static final Set<String> EVERY_ADDRESS =
            Set.of("00000000", "00000000000000000000000000000000");

    private final Containers containers;
    private final Proc proc;
    private final AtomicReference<Optional<Proof>> proven = new AtomicReference<>(Optional.empty());

    PortHolder(Containers containers, Proc proc) {
        this.containers = containers;
        this.proc = proc;
    }

    /// A socket keeps its number for life, so that one proof lasts as long as the socket.
    private record Proof(ContainerId id, Set<Long> inodes) {}

    Answer<Listener> listener(ContainerId id, int port, Limit limit) {
        var all = proc.listening(port);
        if (all.isEmpty()) {
            return Json.unreadable("listener", "the kernel's table of sockets");
        }
        var sockets = answering(all.get());
        if (sockets.isEmpty()) {
            return handedOn(id, port, limit);
        }
        var inodes = Set.copyOf(sockets.stream().map(Listening::inode).toList());
        var proof = Optional.of(new Proof(id, inodes));
        if (proven.get().equals(proof)) {
            return Answer.got(Listener.OURS);
        }
        return containers
                .one(id, limit)
                .map(container -> {
                    var ours = container.filter(one -> all(sockets, one, port)).isPresent();
                    proven.set(ours ? proof : Optional.empty());
                    return ours ? Listener.OURS : Listener.FOREIGN;
                });
    }

    /// Without any socket.
    private Answer<Listener> handedOn(ContainerId id, int port, Limit limit) {
        if (!isRoot()) {
            return Answer.got(Listener.NOBODY);
        }
        return containers
                .one(id, limit)
                .map(container ->
                        container
                                        .filter(one -> one.phase() == Phase.RUNNING)
                                        .filter(one -> one.port().equals(OptionalInt.of(port)))
                                        .isPresent()
                                ? Listener.OURS
                                : Listener.NOBODY);
    }

    private boolean isRoot() {
        return proc.uid(ProcessHandle.current().pid()).equals(Optional.of(0L));
    }

    static List<Listening> answering(List<Listening> all) {
        var exact = all.stream().filter(one -> LOOPBACK.contains(one.address())).toList();
        return exact.isEmpty()
                ? all.stream().filter(one -> EVERY_ADDRESS.contains(one.address())).toList()
                : exact;
    }

    private boolean all(List<Listening> sockets, Inspected container, int port) {
        return container.phase() == Phase.RUNNING
                && sockets.stream().allMatch(socket -> isOurs(socket, container, port));
    }

    private boolean isOurs(Listening socket, Inspected container, int port) {
        var run = container.run();
        var file = "socket:[" + socket.inode() + "]";
        if (run.conmon().isPresent()
                && isConmonOf(container.id(), run.conmon().getAsLong())
                && proc.openFiles(run.conmon().getAsLong()).contains(file)) {
            return true;
        }
        var holders =
                proc.processes().stream()
                        .filter(pid -> proc.openFiles(pid).contains(file))
                        .toList();
        return holders.isEmpty()
                ? isPastas(socket, run, port)
                : holders.stream().allMatch(holder -> isInside(holder, run));
    }

    private boolean isConmonOf(ContainerId id, long pid) {
        return proc.arguments(pid).contains(id.value());
    }

    private boolean isInside(long holder, Run run) {
        if (run.pid().isEmpty()) {
            return false;
        }
        var outside = proc.networks(ProcessHandle.current().pid());
        var inside =
                proc.networks(run.pid().getAsLong()).stream()
                        .filter(network -> !outside.contains(network))
                        .toList();
        var open = proc.openFiles(holder);
        return inside.stream().anyMatch(proc.networks(holder)::contains)
                || inside.stream().anyMatch(open::contains)
                || (!run.netNamespace().isEmpty() && open.contains(run.netNamespace()));
    }

    private boolean isPastas(Listening socket, Run run, int port) {
        return !run.netNamespace().isEmpty()
                && proc.uid(ProcessHandle.current().pid()).equals(Optional.of(socket.uid()))
                && proc.processes().stream()
                        .filter(pid -> proc.uid(pid).equals(Optional.of(socket.uid())))
                        .map(proc::arguments)
                        .anyMatch(arguments -> isPasta(arguments, run.netNamespace(), port));
    }

    /// `/usr/bin/pasta --config-net … -t 127.0.0.1/18789-18789:18789-18789 … --netns PATH`
    static boolean isPasta(List<String> arguments, String netNamespace, int port) {
        var program = arguments.getFirst();
        return program.substring(program.lastIndexOf('/') + 1).startsWith("pasta")
                && arguments.contains(netNamespace)
                && arguments.stream()
                        .anyMatch(one -> one.matches("127\\.0\\.0\\.1/" + port + "\\b.*"));
    }
}
