package dev.berth.runtime.copies.archive;

import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.Line;
import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Makes the files of a copy anew in a folder that it makes itself. Nothing is opened through a
/// link: whatever lies on the way to a file must be a folder at that moment, and nobody else can
/// write here, as the folder is the owner's alone until all is done.
public final class Extraction implements Receiver {

    /// Zeros in a row that are left to the file system.
    private static final int HOLE = 4096;

    private final Path root;
    private final Scratch scratch;
    private final boolean foreign;
    private final List<String> notes = new ArrayList<>();
    private final Deque<Line> folders = new ArrayDeque<>();
    private Optional<Scratch.Content> file = Optional.empty();
    private RawName lastFolder = RawName.ROOT;
    private boolean lastFolderSeen;
    private boolean ownersMissing;

    /// @param root is made by the first entry
    /// @param foreign whether the copy is of another home: its links out of the folder are left out
    public Extraction(Path root, Scratch scratch, boolean foreign) {
        this.root = root;
        this.scratch = scratch;
        this.foreign = foreign;
    }

    /// What is not as it was, each in a few words.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void take(Node node) throws IOException {
        var path = node.name().in(root);
        if (node.name().equals(RawName.ROOT)) {
            if (kind(path).isEmpty()) {
                scratch.makeFolder(path);
            }
            return;
        }
        checkWay(node.name().parent().orElseThrow());
        var there = kind(path);
        if (there.isPresent() && !(there.get() == Kind.FOLDER && node.kind() == Kind.FOLDER)) {
            remove(path);
        }
        switch (node.kind()) {
            case FOLDER -> {
                if (there.filter(Kind.FOLDER::equals).isEmpty()) {
                    scratch.makeFolder(path);
                }
            }
            case LINK -> link(node, path);
            case FILE -> file = Optional.of(scratch.create(path));
        }
    }

    private void link(Node node, Path path) throws IOException {
        if (foreign && leadsOut(node)) {
            if (notes.size() < 20) {
                notes.add("a link that leads out of the folder was left out: " + node.name());
            }
            return;
        }
        scratch.link(path, node.link().asTarget());
    }

    private static boolean leadsOut(Node node) {
        var target = node.link();
        if (target.bytes()[0] == '/') {
            return true;
        }
        var depth = node.name().depth();
        for (var part : target.toString().split("/", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    private void checkWay(RawName folder) throws IOException {
        if (lastFolderSeen && folder.equals(lastFolder)) {
            return;
        }
        var way = Optional.of(folder);
        while (way.isPresent()) {
            if (kind(way.get().in(root)).filter(Kind.FOLDER::equals).isEmpty()) {
                throw new BadCopy("something in it lies where no folder is: " + folder);
            }
            way = way.get().parent();
        }
        lastFolder = folder;
        lastFolderSeen = true;
    }

    private static Optional<Kind> kind(Path path) throws IOException {
        try {
            var found =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(
                    found.isDirectory()
                            ? Kind.FOLDER
                            : found.isSymbolicLink() ? Kind.LINK : Kind.FILE);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void more(byte[] bytes, int count) throws IOException {
        var to = file.orElseThrow();
        var from = 0;
        while (from < count) {
            var zeros = zeros(bytes, from, count);
            if (zeros > 0) {
                to.skip(zeros);
                from += zeros;
            } else {
                var end = from + HOLE;
                while (end < count && zeros(bytes, end, count) == 0) {
                    end += HOLE;
                }
                end = Math.min(end, count);
                to.write(bytes, from, end - from);
                from = end;
            }
        }
    }

    /// How many zeros begin here, where they are worth a hole; 0 where they are not.
    private static int zeros(byte[] bytes, int from, int count) {
        var end = Math.min(from + HOLE, count);
        for (var at = from; at < end; at++) {
            if (bytes[at] != 0) {
                return 0;
            }
        }
        return end - from == HOLE ? HOLE : 0;
    }

    @Override
    public void complete() throws IOException {
        file.orElseThrow().close();
        file = Optional.empty();
    }

    @Override
    public void drop(RawName name) throws IOException {
        var parent = name.parent();
        if (parent.isPresent() && isFolder(parent.get())) {
            remove(name.in(root));
        }
    }

    private boolean isFolder(RawName name) throws IOException {
        var way = Optional.of(name);
        while (way.isPresent()) {
            if (kind(way.get().in(root)).filter(Kind.FOLDER::equals).isEmpty()) {
                return false;
            }
            way = way.get().parent();
        }
        return true;
    }

    private void remove(Path path) throws IOException {
        lastFolderSeen = false;
        if (kind(path).filter(Kind.FOLDER::equals).isPresent()) {
            var entries = new ArrayList<Path>();
            try (var stream = Files.newDirectoryStream(path)) {
                stream.forEach(entries::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            for (var entry : entries) {
                remove(entry);
            }
        }
        scratch.delete(path);
    }

    /// A folder gets its mode and time when all that is in it has them: until then we write there.
    @Override
    public void holds(Line line) throws IOException {
        while (!folders.isEmpty() && !line.node().name().isBelow(folders.peek().node().name())) {
            dress(folders.pop().node());
        }
        if (line.node().kind() == Kind.FOLDER) {
            folders.push(line);
        } else {
            dress(line.node());
        }
    }

    private void dress(Node node) throws IOException {
        var path = node.name().in(root);
        if (node.kind() == Kind.LINK && foreign && leadsOut(node)) {
            return;
        }
        var whole =
                scratch.dress(
                        path,
                        node.kind() == Kind.LINK,
                        node.mode(),
                        node.owner(),
                        node.group(),
                        node.modified().asFileTime());
        if (!whole && !ownersMissing) {
            ownersMissing = true;
            notes.add("some files belong to your account now: only root may give them away");
        }
    }

    /// When all has been read and proven: brings it to the disk.
    public void finish() throws IOException {
        while (!folders.isEmpty()) {
            dress(folders.pop().node());
        }
        scratch.syncTree(root);
    }

    /// Removes what was made, after a failure.
    public void discard() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
        if (kind(root).isPresent()) {
            remove(root);
        }
    }
}
