package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The files of a folder that a machine of QEMU's sees in the way `mapped-xattr` (Podman 4.x on
/// Linux): what it writes lies here as plain owner-only files, their real kind and mode noted in
/// the extended attributes `user.virtfs.*`, and a symbolic link as a file that holds its target.
/// Real links of this computer cannot be read inside.
///
/// So files are translated when the service moves in or out. Every translation may be cut short and
/// made again. Nothing may be writing there meanwhile. Source: QEMU, `hw/9pfs/9p-local.c`, and
/// tried with 7.2.
final class MappedFiles {
    private static final String NOTES = "virtfs.";
    private static final String MODE = NOTES + "mode";
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;

    /// No link is longer on Linux.
    private static final long LONGEST_TARGET = 4096;

    /// A file of ours beside the one that it will replace.
    private static final String FRESH = ".berth-mapped";

    private MappedFiles() {}

    /// Gives the files their real kind and mode, for whoever reads them without a machine between.
    /// Sockets and pipes hold nothing and go.
    ///
    /// @param folder an absent one has no files
    static void unmap(Path folder) throws IOException {
        walk(folder, MappedFiles::unmapOne);
    }

    /// Turns real links into what a machine can read.
    ///
    /// @param folder an absent one has no files
    static void map(Path folder) throws IOException {
        walk(folder, MappedFiles::mapOne);
    }

    private interface One {
        void translate(Path file) throws IOException;
    }

    private static void walk(Path folder, One one) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (var entry : entriesOf(folder)) {
            if (entry.getFileName().toString().endsWith(FRESH)) {
                Files.deleteIfExists(entry); // a translation that was cut short
            } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                walk(entry, one);
                one.translate(entry); // after what is in it: it may lose the right to be entered
            } else if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                one.translate(entry);
            }
        }
    }

    private static List<Path> entriesOf(Path folder) throws IOException {
        var entries = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    // -- out of the machine

    private static void unmapOne(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return; // it has no notes
        }
        var notes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (notes == null || !notes.list().contains(MODE)) {
            return;
        }
        var noted = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (notes.size(MODE) != Integer.BYTES || notes.read(MODE, noted) != Integer.BYTES) {
            return; // somebody else's note
        }
        int mode = noted.flip().getInt();
        switch (mode & KIND) {
            case LINK -> unmapLink(file);
            case FILE, FOLDER -> {
                Files.setPosixFilePermissions(file, permissions(mode));
                forget(notes);
            }
            default -> Files.delete(file);
        }
    }

    private static void unmapLink(Path file) throws IOException {
        if (Files.size(file) > LONGEST_TARGET) {
            return; // no link: nothing is lost by leaving it
        }
        var target = Files.readString(file, StandardCharsets.UTF_8);
        var fresh = fresh(file);
        try {
            Files.createSymbolicLink(fresh, Path.of(target));
        } catch (InvalidPathException none) {
            return;
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void forget(UserDefinedFileAttributeView notes) throws IOException {
        for (var note : notes.list()) {
            if (note.startsWith(NOTES) && !note.equals(MODE)) {
                notes.delete(note);
            }
        }
        notes.delete(MODE); // last: until then it is done again
    }

    /// The owner keeps the right to read and write: the service's owner is ours.
    private static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermission.values(); // OWNER_READ first, OTHERS_EXECUTE last
        var permissions = EnumSet.of(PosixFilePermission.OWNER_READ);
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    // -- into the machine

    private static void mapOne(Path file) throws IOException {
        if (!Files.isSymbolicLink(file)) {
            return;
        }
        var target = Files.readSymbolicLink(file).toString();
        var fresh = fresh(file);
        Files.writeString(fresh, target);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        var notes = Files.getFileAttributeView(fresh, UserDefinedFileAttributeView.class);
        note(notes, "mode", LINK | 0777);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void note(UserDefinedFileAttributeView notes, String name, int value)
            throws IOException {
        var bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        notes.write(NOTES + name, bytes.putInt(value).flip());
    }

    private static Path fresh(Path file) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + FRESH);
        Files.deleteIfExists(fresh);
        return fresh;
    }
}
