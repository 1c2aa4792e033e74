package dev.berth.runtime.copies.tree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Goes through a folder in the order of [RawName], the folder itself first. Links are not followed
/// and other disks not entered. What disappears meanwhile was not there, and neither is what holds
/// nothing (sockets, pipes).
public final class TreeWalk {

    /// Who is told what there is.
    public interface Visitor {
        /// One thing, its path fit for opening.
        void found(Node node, Path path) throws IOException;

        /// Something that is left out.
        ///
        /// @param reason in few words
        void leftOut(RawName name, String reason) throws IOException;
    }

    private static final String POSIX = "unix:mode,uid,gid,size,lastModifiedTime,ctime,ino,dev";

    private final Path root;
    private final Visitor visitor;
    private final boolean posix;

    public TreeWalk(Path root, Visitor visitor) {
        this.root = root;
        this.visitor = visitor;
        posix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /// Goes through all of it.
    ///
    /// @throws IOException when the folder itself cannot be read: unreadable is not empty
    public void go() throws IOException {
        var found = look(RawName.ROOT, root);
        if (!(found instanceof Look.Kept(var node, var device)) || node.kind() != Kind.FOLDER) {
            throw new IOException(root + " is not a folder");
        }
        var entries = entries(root);
        visitor.found(node, root);
        visit(RawName.ROOT, entries, device);
    }

    private void visit(RawName folder, List<Named> entries, Object device) throws IOException {
        for (var entry : entries) {
            var name = folder.child(entry.name());
            switch (look(name, entry.path())) {
                case Look.Gone(), Look.Hollow() -> {}
                case Look.Unfit(var reason) -> visitor.leftOut(name, reason);
                case Look.Kept(var node, var its) when node.kind() == Kind.FOLDER ->
                        enter(node, entry.path(), device.equals(its), device);
                case Look.Kept(var node, _) -> visitor.found(node, entry.path());
            }
        }
    }

    private void enter(Node node, Path path, boolean sameDisk, Object device) throws IOException {
        if (!sameDisk) {
            visitor.leftOut(node.name(), "another disk is connected there");
            return;
        }
        List<Named> entries;
        try {
            entries = entries(path);
        } catch (NoSuchFileException _) {
            return;
        } catch (IOException e) {
            visitor.leftOut(node.name(), "it cannot be read");
            return;
        }
        visitor.found(node, path);
        visit(node.name(), entries, device);
    }

    private record Named(RawName name, Path path) {}

    private static List<Named> entries(Path folder) throws IOException {
        var entries = new ArrayList<Named>();
        try (var stream = Files.newDirectoryStream(folder)) {
            stream.forEach(path -> entries.add(new Named(RawName.lastOf(path), path)));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(Named::name));
        return entries;
    }

    private sealed interface Look {
        record Kept(Node node, Object device) implements Look {}

        record Unfit(String reason) implements Look {}

        record Gone() implements Look {}

        /// A socket or a pipe: it holds nothing, and whoever uses it makes it anew.
        record Hollow() implements Look {}
    }

    private Look look(RawName name, Path path) throws IOException {
        try {
            return posix ? posix(name, path) : plain(name, path);
        } catch (NoSuchFileException _) {
            return new Look.Gone();
        } catch (IOException e) {
            if (name.equals(RawName.ROOT)) {
                throw e;
            }
            return new Look.Unfit("it cannot be looked at");
        }
    }

    private static Look posix(RawName name, Path path) throws IOException {
        var found = Files.readAttributes(path, POSIX, LinkOption.NOFOLLOW_LINKS);
        int mode = number(found, "mode").intValue();
        var kind =
                switch (mode & 0170000) {
                    case 0100000 -> Kind.FILE;
                    case 0040000 -> Kind.FOLDER;
                    case 0120000 -> Kind.LINK;
                    default -> null;
                };
        if ((mode & 0170000) == 0140000 || (mode & 0170000) == 0010000) {
            return new Look.Hollow();
        }
        if (kind == null) {
            return new Look.Unfit("it is neither file, folder nor link");
        }
        return new Look.Kept(
                new Node(
                        name,
                        kind,
                        mode & 01777,
                        number(found, "uid").intValue(),
                        number(found, "gid").intValue(),
                        kind == Kind.FILE ? number(found, "size").longValue() : 0,
                        time(found, "lastModifiedTime"),
                        time(found, "ctime"),
                        number(found, "ino").longValue(),
                        link(kind, path)),
                number(found, "dev"));
    }

    private static Number number(Map<String, Object> found, String what) {
        return found.get(what) instanceof Number number ? number : 0;
    }

    private static Stamp time(Map<String, Object> found, String what) {
        return found.get(what) instanceof FileTime time ? Stamp.of(time) : new Stamp(0, 0);
    }

    private static Look plain(RawName name, Path path) throws IOException {
        var found =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isOther()) {
            return new Look.Unfit("it is neither file, folder nor link");
        }
        var kind =
                found.isSymbolicLink() ? Kind.LINK : found.isDirectory() ? Kind.FOLDER : Kind.FILE;
        var modified = Stamp.of(found.lastModifiedTime());
        return new Look.Kept(
                new Node(
                        name,
                        kind,
                        kind == Kind.FILE ? 0600 : 0700,
                        -1,
                        -1,
                        kind == Kind.FILE ? found.size() : 0,
                        modified,
                        modified,
                        0,
                        link(kind, path)),
                "any");
    }

    private static RawName link(Kind kind, Path path) throws IOException {
        return kind == Kind.LINK ? RawName.target(Files.readSymbolicLink(path)) : RawName.ROOT;
    }
}
