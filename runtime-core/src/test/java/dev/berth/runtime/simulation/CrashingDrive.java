package dev.berth.runtime.simulation;

import dev.berth.runtime.simulation.PlannedDeath.Manner;
import dev.berth.runtime.store.Drive;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Real files, and beside them what is truly on the disk: a name made, moved or removed lasts only
/// once its folder is synced, content once its file is. A power cut keeps any choice of the rest,
/// in any order, as POSIX allows.
final class CrashingDrive implements Drive {
    /// With so many unsynced names each combination is tried, with more a few.
    private static final int TRY_ALL = 4;

    private static final int FEW = 6;

    private final PlannedDeath death;
    private final Runnable guard;
    private final Path guarded;

    private Map<Path, Node> now = new TreeMap<>();
    private Map<Path, Node> durable = new TreeMap<>();
    private final List<Change> unsynced = new ArrayList<>();
    private final List<Node> unwritten = new ArrayList<>();
    private final Set<Path> folders = new HashSet<>();
    private int made;

    /// @param guarded a folder in which nothing may be changed unless the guard agrees
    CrashingDrive(PlannedDeath death, Path guarded, Runnable guard) {
        this.death = death;
        this.guarded = guarded;
        this.guard = guard;
    }

    /// What a name leads to.
    private static final class Node {
        final boolean folder;
        byte[] content = new byte[0];
        byte[] written = new byte[0];

        Node(boolean folder) {
            this.folder = folder;
        }
    }

    /// A change of names in one folder.
    private sealed interface Change {
        Path folder();

        void apply(Map<Path, Node> names);

        record Made(Path path, Node node) implements Change {
            @Override
            public Path folder() {
                return path.resolveSibling("");
            }

            @Override
            public void apply(Map<Path, Node> names) {
                names.put(path, node);
            }
        }

        record Moved(Path from, Path to, Node node) implements Change {
            @Override
            public Path folder() {
                return to.resolveSibling("");
            }

            @Override
            public void apply(Map<Path, Node> names) {
                names.remove(from, node);
                names.put(to, node);
            }
        }

        record Removed(Path path) implements Change {
            @Override
            public Path folder() {
                return path.resolveSibling("");
            }

            @Override
            public void apply(Map<Path, Node> names) {
                names.remove(path);
            }
        }
    }

    // -- effects

    @Override
    public void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folder.getParent();
        if (parent != null) {
            makeFolder(parent);
        }
        before(folder);
        Files.createDirectory(folder);
        folders.add(folder);
        change(new Change.Made(folder, new Node(true)));
        death.done();
    }

    @Override
    public void makeFile(Path file) throws IOException {
        before(file);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        write(file, new byte[0]);
        change(new Change.Made(file, new Node(false)));
        death.done();
    }

    @Override
    public Path makeTemporary(Path folder, String prefix, byte[] content) throws IOException {
        var file = folder.resolve(prefix + ++made + ".tmp");
        before(file);
        write(file, new byte[0]);
        var node = new Node(false);
        change(new Change.Made(file, node));
        fill(file, node, content);
        return file;
    }

    @Override
    public void appendLine(Path file, byte[] line) throws IOException {
        before(file);
        var node = node(file);
        var old = node.content;
        var torn = old.length > 0 && old[old.length - 1] != '\n';
        var longer = Arrays.copyOf(old, old.length + line.length + (torn ? 1 : 0));
        longer[old.length] = '\n';
        System.arraycopy(line, 0, longer, longer.length - line.length, line.length);
        fill(file, node, longer);
    }

    private void fill(Path file, Node node, byte[] content) throws IOException {
        if (death.isKilledHalfWay()) {
            node.content = half(node.content, content);
            write(file, node.content);
        } else {
            node.content = content;
            write(file, content);
        }
        unwritten.add(node);
        death.pass(Manner.HALF_WAY, choices());
        unwritten.remove(node);
        node.written = content;
        death.done();
    }

    private static byte[] half(byte[] old, byte[] whole) {
        return Arrays.copyOf(whole, (old.length + whole.length) / 2);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before(to);
        var node = node(from);
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            node(to); // it may come back
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        change(new Change.Moved(from, to, node));
        death.done();
    }

    @Override
    public void delete(Path entry) throws IOException {
        if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        before(entry);
        node(entry);
        Files.delete(entry);
        change(new Change.Removed(entry));
        death.done();
    }

    @Override
    public void sync(Path folder) {
        before(folder.resolve("."));
        for (var change : List.copyOf(unsynced)) {
            if (change.folder().equals(folder)) {
                change.apply(durable);
                unsynced.remove(change);
            }
        }
        death.done();
    }

    /// Somebody else wrote or removed it, and that is on the disk.
    void changedByOthers(Path path) {
        now.remove(path);
        durable.remove(path);
    }

    /// All below a folder is somebody else's from now on.
    void forget(Path folder) {
        now.keySet().removeIf(path -> path.startsWith(folder));
        durable.keySet().removeIf(path -> path.startsWith(folder));
        unsynced.removeIf(change -> change.folder().startsWith(folder));
        folders.removeIf(path -> path.startsWith(folder));
    }

    private void before(Path changed) {
        if (changed.startsWith(guarded)) {
            guard.run();
        }
        death.pass(Manner.BEFORE, choices());
    }

    private void change(Change change) {
        change.apply(now);
        unsynced.add(change);
    }

    /// What was there before us is on the disk.
    private Node node(Path path) throws IOException {
        var known = now.get(path);
        if (known != null) {
            return known;
        }
        var node = new Node(Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        if (node.folder) {
            folders.add(path);
        } else {
            node.content = Files.readAllBytes(path);
            node.written = node.content;
        }
        now.put(path, node);
        durable.put(path, node);
        return node;
    }

    private static void write(Path file, byte[] content) throws IOException {
        var there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        Files.write(file, content);
        if (!there) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    // -- the power goes

    private int choices() {
        int names = unsynced.size() <= TRY_ALL ? 1 << unsynced.size() : FEW;
        return names * (unwritten.isEmpty() ? 1 : Lost.values().length);
    }

    /// What becomes of content that was not synced.
    private enum Lost {
        ALL,
        HALF,
        ONLY_ZEROS
    }

    private boolean isKept(int change, int choice) {
        if (unsynced.size() <= TRY_ALL) {
            return (choice & (1 << change)) != 0;
        }
        return switch (choice) {
            case 0 -> false;
            case 1 -> true;
            case 2 -> change % 2 == 0;
            case 3 -> change % 2 == 1;
            case 4 -> change < unsynced.size() / 2;
            default -> change >= unsynced.size() / 2;
        };
    }

    /// Leaves on the disk what was synced, and of the rest what this choice says.
    void cutPower(int choice) throws IOException {
        var ways = unwritten.isEmpty() ? 1 : Lost.values().length;
        var names = choice / ways;
        var lost = List.of(Lost.values()).get(choice % ways);
        for (int i = 0; i < unsynced.size(); i++) {
            if (isKept(i, names)) {
                unsynced.get(i).apply(durable);
            }
        }
        for (var node : unwritten) {
            node.written =
                    switch (lost) {
                        case ALL -> node.written;
                        case HALF -> half(node.written, node.content);
                        case ONLY_ZEROS -> Arrays.copyOf(node.written, node.content.length);
                    };
        }
        bringBack();
    }

    /// Only the process ended: the system brings the rest to the disk in its own time.
    void onlyKilled() {
        unwritten.forEach(node -> node.written = node.content);
        unwritten.clear();
    }

    private void bringBack() throws IOException {
        durable.keySet().removeIf(this::isHomeless);
        for (var path : now.keySet()) {
            if (!durable.containsKey(path)) {
                remove(path);
            }
        }
        for (var entry : durable.entrySet()) {
            var node = entry.getValue();
            node.content = node.written;
            if (node.folder) {
                Files.createDirectories(entry.getKey());
            } else {
                write(entry.getKey(), node.content);
            }
        }
        now = new TreeMap<>(durable);
        unsynced.clear();
        unwritten.clear();
    }

    /// In a folder that is gone.
    private boolean isHomeless(Path path) {
        for (var up = path.getParent(); up != null; up = up.getParent()) {
            if (folders.contains(up) && !durable.containsKey(up)) {
                return true;
            }
        }
        return false;
    }

    /// With all that is in it.
    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (var entries = Files.newDirectoryStream(path)) {
                for (var entry : entries) {
                    remove(entry);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
