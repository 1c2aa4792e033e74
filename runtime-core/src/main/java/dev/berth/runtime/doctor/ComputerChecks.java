package dev.berth.runtime.doctor;

import dev.berth.runtime.Home;
import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.firstrun.OwnPlaceParts;
import dev.berth.runtime.limit.Limit;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What this computer has and allows: room, memory, labels, session, what keeps programs apart.
final class ComputerChecks {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /// A start needs so much (as the supervisor has it).
    private static final long ROOM_NEEDED = 512 * MIB;

    private static final long ROOM_WISHED = 2 * GIB;
    private static final long MEMORY_NEEDED = 1800;
    private static final long MEMORY_WISHED = 3500;
    private static final long MEMORY_LEFT = 200;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d{1,15}) kB");
    private static final int IDS_NEEDED = 1001;

    private final Home home;
    private final Path root;
    private final Map<String, String> environment;
    private final Account account;
    private final Place place;
    private final LongSupplier memoryMiB;
    private final Supplier<Optional<Path>> store;

    /// @param root of the system's own files
    /// @param place where the service lives
    /// @param memoryMiB in all; 0 where it cannot be told
    /// @param store where the engine keeps the service's program, where that is known
    ComputerChecks(
            Home home,
            Path root,
            Map<String, String> environment,
            Account account,
            Place place,
            LongSupplier memoryMiB,
            Supplier<Optional<Path>> store) {
        this.home = home;
        this.root = root;
        this.environment = Map.copyOf(environment);
        this.account = account;
        this.place = place;
        this.memoryMiB = memoryMiB;
        this.store = store;
    }

    List<Check> all() {
        return List.of(
                Check.of(Part.LABELS, this::labels),
                Check.of(Part.ROOM, _ -> room()),
                Check.of(Part.MEMORY, _ -> memory()),
                Check.of(Part.SESSION, _ -> session()),
                Check.of(Part.SUPPORT, _ -> support()));
    }

    // -- labels

    /// SELinux lets the service use only what carries its label (podman-run(1), `relabel`).
    private Sign labels(Limit limit) throws IOException {
        var enforcing = root.resolve("sys/fs/selinux/enforce");
        if (place == Place.APART
                || !Files.isReadable(enforcing)
                || !Files.readString(enforcing).strip().equals("1")
                || !Files.isDirectory(home.data())) {
            return Found.LABELS_NOT_NEEDED.of(Part.LABELS);
        }
        var label = said(limit, onPath("stat"), "--format=%C", home.data().toString());
        return label.contains(":container_file_t:")
                ? Found.LABELS_WELL.of(Part.LABELS, List.of(label))
                : Found.LABELS_WRONG.of(
                        Part.LABELS,
                        List.of(
                                home.data() + ": " + label,
                                "chcon -R -t container_file_t '" + home.data() + "'"));
    }

    private String said(Limit limit, String... command) throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try (var _ = limit.cancellation().onCancel(process::destroyForcibly)) {
            if (!process.waitFor(limit.atMost().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command[0] + " gave no answer");
            }
            return new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8)
                    .strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was cut short", e);
        } finally {
            process.destroyForcibly();
        }
    }

    // -- room

    private Sign room() throws IOException {
        var free = new ArrayList<String>();
        var least = Long.MAX_VALUE;
        var folders =
                Stream.concat(
                                Stream.of(home.data(), home.state(), home.logs()),
                                store.get().stream())
                        .toList();
        for (var folder : folders) {
            var there = nearest(folder);
            var bytes = Files.getFileStore(there).getUsableSpace();
            free.add("%s: %d MB free".formatted(folder, bytes / 1_000_000));
            least = Math.min(least, bytes);
        }
        var gigabytes = String.format(Locale.ROOT, "%.1f", least / 1e9);
        if (least < ROOM_NEEDED) {
            return Found.problem(Part.ROOM, ProblemKind.NO_ROOM, free);
        }
        return (least < ROOM_WISHED ? Found.ROOM_LITTLE : Found.ROOM_WELL)
                .of(Part.ROOM, free, gigabytes);
    }

    private static Path nearest(Path folder) {
        var there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    // -- memory

    private Sign memory() {
        long all = memoryMiB.getAsLong();
        if (all <= 0) {
            return Found.MEMORY_UNKNOWN.of(Part.MEMORY);
        }
        var gigabytes = String.format(Locale.ROOT, "%.1f", all / 1024.0);
        if (all < MEMORY_NEEDED) {
            return Found.MEMORY_TOO_SMALL.of(Part.MEMORY, gigabytes);
        }
        var left = left();
        if (left.isPresent() && left.getAsLong() < MEMORY_LEFT) {
            return Found.MEMORY_USED.of(Part.MEMORY, Long.toString(left.getAsLong()));
        }
        return all < MEMORY_WISHED
                ? Found.MEMORY_SMALL.of(Part.MEMORY, gigabytes)
                : Found.MEMORY_WELL.of(Part.MEMORY, List.of(all + " MiB"));
    }

    /// In MiB.
    private OptionalLong left() {
        return lines("proc/meminfo")
                .map(AVAILABLE::matcher)
                .filter(found -> found.matches())
                .mapToLong(found -> Long.parseLong(found.group(1)) / 1024)
                .findFirst();
    }

    // -- session

    private Sign session() {
        if (account.isRoot() || !Files.isDirectory(root.resolve("proc/self"))) {
            return Found.SESSION_NOT_NEEDED.of(Part.SESSION);
        }
        var named = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (named.isBlank()) {
            return Found.warning(
                    Part.SESSION,
                    ProblemKind.OUTSIDE_SESSION,
                    List.of("XDG_RUNTIME_DIR is not set"));
        }
        try {
            var folder = Path.of(named);
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                return Found.problem(
                        Part.SESSION,
                        ProblemKind.OUTSIDE_SESSION,
                        List.of(
                                "XDG_RUNTIME_DIR names %s, which is none of ours"
                                        .formatted(named)));
            }
            return Found.SESSION_WELL.of(Part.SESSION, List.of(named));
        } catch (InvalidPathException e) {
            return Found.problem(
                    Part.SESSION,
                    ProblemKind.OUTSIDE_SESSION,
                    List.of("XDG_RUNTIME_DIR is no path"));
        }
    }

    // -- what must be allowed

    private Sign support() {
        if (!Files.isDirectory(root.resolve("proc/self"))) {
            return Found.SUPPORT_WELL.of(Part.SUPPORT); // the installer of the engine sees to it
        }
        return switch (place) {
            case HERE -> here();
            case APART -> apart();
        };
    }

    private Sign apart() {
        if (account.isRoot()) {
            return Found.problem(Part.SUPPORT, ProblemKind.NOT_FOR_ADMINISTRATORS, List.of());
        }
        var missing = new OwnPlaceParts(environment).missing();
        if (!missing.isEmpty()) {
            return Found.problem(
                    Part.SUPPORT,
                    ProblemKind.ENGINE_PART_MISSING,
                    missing.stream().map(name -> "not found: " + name).toList());
        }
        var quick = root.resolve("dev/kvm");
        return Files.isReadable(quick) && Files.isWritable(quick)
                ? Found.SUPPORT_WELL.of(Part.SUPPORT)
                : Found.SUPPORT_SLOW.of(
                        Part.SUPPORT,
                        List.of(
                                Files.exists(quick)
                                        ? "sudo usermod -aG kvm \"$(id -un)\", then sign in again"
                                        : "/dev/kvm is missing: virtualisation is switched off in"
                                                + " the firmware, or not passed on to this computer"));
    }

    private Sign here() {
        if (!account.isRoot()) {
            if (number("proc/sys/user/max_user_namespaces") == 0) {
                return forbidden("sudo sysctl user.max_user_namespaces=28633");
            }
            if (number("proc/sys/kernel/unprivileged_userns_clone") == 0) {
                return forbidden("sudo sysctl kernel.unprivileged_userns_clone=1");
            }
            var lacking = lackingIds();
            if (!lacking.isEmpty()) {
                return Found.problem(Part.SUPPORT, ProblemKind.USER_IDS_MISSING, lacking);
            }
            if (!isOnPath("newuidmap")) {
                return Found.problem(
                        Part.SUPPORT,
                        ProblemKind.ENGINE_PART_MISSING,
                        List.of("not found: newuidmap (package uidmap or shadow-utils)"));
            }
        }
        return Files.exists(root.resolve("sys/fs/cgroup/cgroup.controllers"))
                ? Found.SUPPORT_WELL.of(Part.SUPPORT)
                : Found.SUPPORT_UNBOUNDED.of(
                        Part.SUPPORT, List.of("control groups of version 1, or none"));
    }

    private static Sign forbidden(String command) {
        return Found.SUPPORT_FORBIDDEN.of(Part.SUPPORT, List.of(command));
    }

    /// Negative where it is not told.
    private long number(String file) {
        return lines(file)
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(-1);
    }

    /// Who gets them from a directory of the network has no lines here (subuid(5)).
    private List<String> lackingIds() {
        var elsewhere =
                lines("etc/nsswitch.conf")
                        .anyMatch(line -> line.strip().matches("subid:.*[a-z].*(?<!files)"));
        if (elsewhere) {
            return List.of();
        }
        return Stream.of("subuid", "subgid")
                .filter(file -> ids("etc/" + file) < IDS_NEEDED)
                .map(file ->
                        "/etc/%s gives %s no %d numbers: sudo usermod --add-%ss 100000-165535 %s"
                                .formatted(file, account.name(), IDS_NEEDED, file, account.name()))
                .toList();
    }

    private long ids(String file) {
        return lines(file)
                .map(line -> line.strip().split(":", -1))
                .filter(fields -> fields.length == 3 && fields[2].matches("\\d{1,12}"))
                .filter(fields ->
                        fields[0].equals(account.name())
                                || fields[0].equals(Long.toString(account.uid())))
                .mapToLong(fields -> Long.parseLong(fields[2]))
                .sum();
    }

    private boolean isOnPath(String program) {
        return found(program).isPresent();
    }

    /// Java itself looks in the PATH that it was started with.
    private String onPath(String program) {
        return found(program).map(Path::toString).orElse(program);
    }

    private Optional<Path> found(String program) {
        return Stream.concat(
                        Stream.of(
                                environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                        Stream.of("/usr/bin", "/usr/local/bin", "/bin", "/sbin", "/usr/sbin"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Stream<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file)).stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
