package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// One small control file: owner-only, replaced as a whole or not at all.
final class DurableFile {

    /// Control files are a few KiB; what is larger is not ours.
    static final int MOST_BYTES = 1 << 20;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;
    private final OwnedFolder folder;
    private final Drive drive;

    DurableFile(Path path, Drive drive) {
        this.path = path.toAbsolutePath();
        this.drive = drive;
        this.folder = new OwnedFolder(this.path.resolveSibling("").normalize(), drive);
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
            var temporary =
                    drive.makeTemporary(folder.path(), OwnedFolder.temporaryOf(path), content);
            try {
                drive.rename(temporary, path);
            } catch (IOException e) {
                discard(temporary, e);
                throw e;
            }
            drive.sync(folder.path());
        } catch (IOException e) {
            throw UnusableFile.notWritten(path, e);
        }
    }

    private void discard(Path temporary, IOException because) {
        try {
            drive.delete(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /// Moves the file to a free name beside it: `name.label-20261120T221504Z`.
    Path putAside(String label, Instant at) throws IOException {
        var aside = freeName(label, at);
        try {
            drive.rename(path, aside);
            drive.sync(folder.path());
            return aside;
        } catch (IOException e) {
            throw UnusableFile.notWritten(aside, e);
        }
    }

    /// Removes all that was ever put or copied aside; the file stays.
    void eraseAside() throws IOException {
        var aside =
                Pattern.compile(
                        Pattern.quote(path.getFileName() + ".") + "[a-z-]+-\\d{8}T\\d{6}Z(-\\d+)?");
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder.path())) {
            for (var file : files) {
                if (aside.matcher(String.valueOf(file.getFileName())).matches()) {
                    found.add(file);
                }
            }
        } catch (NoSuchFileException _) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        for (var file : found) {
            drive.delete(file);
        }
        if (!found.isEmpty()) {
            drive.sync(folder.path());
        }
    }

    /// Copies the content to a free name beside it; the file stays.
    Path copyAside(String label, Instant at, byte[] content) throws IOException {
        var aside = freeName(label, at);
        new DurableFile(aside, drive).replace(content);
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
