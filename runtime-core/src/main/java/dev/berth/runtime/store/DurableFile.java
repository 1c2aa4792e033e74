package dev.berth.runtime.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// One small control file: owner-only, replaced as a whole or not at all. Writing goes through
/// plain streams, which an interrupt of the thread cannot close half-way.
final class DurableFile {

    /// Control files are a few KiB; what is larger is not ours.
    static final int MOST_BYTES = 1 << 20;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;
    private final OwnedFolder folder;

    DurableFile(Path path) {
        this.path = path.toAbsolutePath();
        this.folder = new OwnedFolder(this.path.resolveSibling("").normalize());
    }

    Path path() {
        return path;
    }

    /// The content; of a file that is too large, one byte more than [#MOST_BYTES].
    ///
    /// @return empty when there is no such file
    Optional<byte[]> read() throws IOException {
        if (!isThere(path)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(MOST_BYTES + 1));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw UnusableFile.notRead(path, e);
        }
    }

    /// Whether the file is there; anything but a regular file of ours is refused, a link too.
    static boolean isThere(Path path) throws IOException {
        BasicFileAttributes found;
        try {
            found =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw UnusableFile.notRead(path, e);
        }
        if (!found.isRegularFile()) {
            throw new UnusableFile(
                    "%s should be a regular file but is %s: move it away, then try again."
                            .formatted(path, kind(found)));
        }
        OwnAccount.demand(path, LinkOption.NOFOLLOW_LINKS);
        return true;
    }

    private static String kind(BasicFileAttributes found) {
        if (found.isSymbolicLink()) {
            return "a link";
        }
        return found.isDirectory() ? "a folder" : "something else";
    }

    /// Replaces the content; after return it survives a power cut. When it fails, the old content
    /// stands.
    void replace(byte[] content) throws IOException {
        folder.ensure();
        isThere(path);
        try {
            var temporary = write(content);
            try {
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                discard(temporary, e);
                throw e;
            }
            folder.sync();
        } catch (IOException e) {
            throw UnusableFile.notWritten(path, e);
        }
    }

    private Path write(byte[] content) throws IOException {
        var temporary =
                Files.createTempFile(
                        folder.path(),
                        ".%s.%d.".formatted(path.getFileName(), ProcessHandle.current().pid()),
                        ".tmp",
                        Posix.mode(path, Posix.FILE));
        try (var out = new FileOutputStream(temporary.toFile())) {
            out.write(content);
            out.getFD().sync();
            return temporary;
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
    }

    private static void discard(Path temporary, IOException because) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /// Moves the file to a free name beside it: `name.label-20261120T221504Z`.
    Path putAside(String label, Instant at) throws IOException {
        var aside = freeName(label, at);
        try {
            Files.move(path, aside);
            folder.sync();
            return aside;
        } catch (IOException e) {
            throw UnusableFile.notWritten(aside, e);
        }
    }

    /// Copies the content to a free name beside it; the file stays.
    Path copyAside(String label, Instant at, byte[] content) throws IOException {
        var aside = freeName(label, at);
        new DurableFile(aside).replace(content);
        return aside;
    }

    private Path freeName(String label, Instant at) {
        var base = "%s.%s-%s".formatted(path.getFileName(), label, STAMP.format(at));
        var name = path.resolveSibling(base);
        for (var n = 2; Files.exists(name, LinkOption.NOFOLLOW_LINKS); n++) {
            name = path.resolveSibling(base + "-" + n);
        }
        return name;
    }
}
