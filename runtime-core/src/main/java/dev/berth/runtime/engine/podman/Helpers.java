package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The processes of one machine on this computer: its hypervisor and its network helper. A process
/// is the machine's only when its program is one of these *and* its arguments name a file that
/// belongs to this machine alone; a number in a pid file proves nothing, for numbers are used
/// again. Any thread may ask.
final class Helpers {
    private static final Pattern HYPERVISOR =
            Pattern.compile("qemu-system-.*|qemu-kvm|vfkit|krunkit");
    private static final Pattern NETWORK = Pattern.compile("(?:gvproxy|win-sshproxy)(?:\\.exe)?");

    /// In the entry: paths as Podman wrote them, under which key.
    private static final Pattern PATH =
            Pattern.compile("(?:\"(\\w+)\"\\s*:\\s*)?\"(/[^\"\\\\]+)\"");

    /// Folders of the person that the machine sees.
    private static final Set<String> SEEN_FOLDERS = Set.of("Source", "Target");

    /// Which machines a program sees is decided by these (podman.md A5).
    private static final List<String> WORLD = List.of("HOME", "XDG_CONFIG_HOME");

    private final Proc proc;
    private final Map<String, String> environment;

    /// @param environment ours
    Helpers(Proc proc, Map<String, String> environment) {
        this.proc = proc;
        this.environment = environment;
    }

    /// @param hypervisor empty where none lives
    /// @param network the same
    record Living(List<ProcessHandle> hypervisor, List<ProcessHandle> network) {
        static final Living NONE = new Living(List.of(), List.of());

        boolean isNone() {
            return hypervisor.isEmpty() && network.isEmpty();
        }

        /// Whether all that were found still live. Costs no more than a question to the system.
        boolean allLive() {
            return all().allMatch(ProcessHandle::isAlive);
        }

        Stream<ProcessHandle> all() {
            return Stream.concat(hypervisor.stream(), network.stream());
        }
    }

    /// Those of this machine.
    Living of(Inspection machine) {
        return of(marks(machine));
    }

    Living of(Set<String> marks) {
        var ours =
                ProcessHandle.allProcesses()
                        .filter(process -> isNamed(process, HYPERVISOR, NETWORK))
                        .filter(process -> namesOneOf(arguments(process), marks))
                        .toList();
        return new Living(
                ours.stream().filter(process -> isNamed(process, HYPERVISOR)).toList(),
                ours.stream().filter(process -> isNamed(process, NETWORK)).toList());
    }

    /// Podman's own processes that start this machine, ours or another's.
    List<ProcessHandle> starting(String name) {
        return ProcessHandle.allProcesses()
                .filter(process -> isStart(arguments(process), name))
                .filter(this::isOfOurWorld)
                .toList();
    }

    /// Another home folder has machines of its own, which may be called the same.
    private boolean isOfOurWorld(ProcessHandle process) {
        var theirs = proc.environment(process.pid());
        return theirs.size() <= 1
                || WORLD.stream()
                        .allMatch(name -> {
                            var value = environment.getOrDefault(name, "");
                            return value.isEmpty()
                                    ? theirs.stream().noneMatch(one -> one.startsWith(name + "="))
                                    : theirs.contains(name + "=" + value);
                        });
    }

    private static boolean isStart(List<String> arguments, String name) {
        int machine = arguments.indexOf("machine");
        return machine > 0
                && arguments.subList(0, machine).stream()
                        .anyMatch(one -> fileName(one).startsWith("podman"))
                && machine + 1 < arguments.size()
                && arguments.get(machine + 1).equals("start")
                && arguments.subList(machine + 2, arguments.size()).contains(name);
    }

    List<String> arguments(ProcessHandle process) {
        var known = proc.arguments(process.pid());
        if (!known.isEmpty()) {
            return known;
        }
        var info = process.info();
        return Stream.concat(info.command().stream(), info.arguments().stream().flatMap(Stream::of))
                .toList();
    }

    private boolean isNamed(ProcessHandle process, Pattern... names) {
        var arguments = arguments(process);
        var called =
                Stream.concat(arguments.stream().limit(1), process.info().command().stream())
                        .map(Helpers::fileName)
                        .toList();
        return Stream.of(names)
                .anyMatch(name -> called.stream().anyMatch(one -> name.matcher(one).matches()));
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /// A mark ends where the path ends: `…/berth.raw` is not in `…/berth.raw2`.
    static boolean namesOneOf(List<String> arguments, Set<String> marks) {
        return arguments.stream()
                .anyMatch(argument -> marks.stream().anyMatch(mark -> names(argument, mark)));
    }

    private static boolean names(String argument, String mark) {
        int at = argument.indexOf(mark);
        if (at < 0) {
            return false;
        }
        int end = at + mark.length();
        return end == argument.length() || ",:; \"'".indexOf(argument.charAt(end)) >= 0;
    }

    /// Paths that belong to this machine alone: its socket, and those in its entry whose name has
    /// its name in it or which end in a disk's name. The folder and the key are shared from 5.0 on.
    static Set<String> marks(Inspection machine) {
        var marks = new TreeSet<String>();
        machine.door()
                .ifPresent(door -> {
                    if (door instanceof Door.Socket(var path)) {
                        marks.add(path);
                    }
                });
        machine.disk().map(Path::toString).ifPresent(marks::add);
        try {
            PATH.matcher(Files.readString(machine.entryFile()))
                    .results()
                    .filter(found ->
                            !SEEN_FOLDERS.contains(Optional.ofNullable(found.group(1)).orElse("")))
                    .map(found -> found.group(2))
                    .filter(path -> isOwn(path, machine.name()))
                    .forEach(marks::add);
        } catch (IOException unreadable) {
            // what inspect said must do
        }
        return marks;
    }

    private static boolean isOwn(String path, String name) {
        var file = fileName(path);
        return !file.equals("gvproxy.pid")
                && file.contains(".")
                && Stream.of("", "qmp_")
                        .anyMatch(before ->
                                file.startsWith(before + name)
                                        && file.length() > before.length() + name.length()
                                        && "._-"
                                                        .indexOf(
                                                                file.charAt(
                                                                        before.length()
                                                                                + name.length()))
                                                >= 0);
    }

    /// Ends what still lives of them: politely, then by force.
    static void end(Living living, Duration grace) {
        living.all().forEach(ProcessHandle::destroy);
        living.all().forEach(process -> ProcessEnd.alone(process, grace));
    }

    /// Waits until they have ended by themselves.
    static void ended(Living living, Duration atMost) {
        var all =
                CompletableFuture.allOf(
                        living.all().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            all.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException goOn) {
            // whoever asked looks again
        }
    }

    /// Takes away sockets and pid files of this machine, of whose processes none lives any more.
    void takeStaleFiles(Inspection machine) throws IOException {
        if (!of(machine).isNone()) {
            return;
        }
        for (var mark : marks(machine)) {
            if (mark.endsWith(".sock") || mark.endsWith(".pid")) {
                Files.deleteIfExists(Path.of(mark));
            }
        }
    }

    /// When it began.
    static Optional<Instant> began(ProcessHandle process) {
        return process.info().startInstant();
    }
}
