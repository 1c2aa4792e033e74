package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/// A folder that belongs to this account alone. It may be a link to one: where a person keeps
/// folders is theirs to say; who may look into them is checked behind the link.
record OwnedFolder(Path path, Drive drive) {

    /// What [DurableFile] leaves when the process dies inside a replace.
    private static final Pattern LEFTOVER = Pattern.compile("\\..+\\.\\d+\\.tmp");

    /// How the name of a half-written file begins that is to take the place of this one.
    static String temporaryOf(Path file) {
        return ".%s.".formatted(file.getFileName());
    }

    /// Makes it 0700 with the parents that it needs, or narrows the one that is there.
    void ensure() throws IOException {
        create();
        OwnAccount.demand(path);
        try {
            Posix.tighten(path, Posix.FOLDER);
        } catch (IOException e) {
            throw UnusableFile.notWritten(path, e);
        }
    }

    /// Makes it 0700 with the parents that it needs; one that is there stays as it is.
    void create() throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableFile(
                    "%s should be a folder but is something else: move it away, then try again."
                            .formatted(path));
        }
        try {
            makeFrom(path.toAbsolutePath());
        } catch (IOException e) {
            throw new UnusableFile(
                    ("Berth could not make the folder %s (%s): make sure that your account may write"
                                    + " there, then try again.")
                            .formatted(path, UnusableFile.reason(e)),
                    e);
        }
    }

    /// A folder lasts only where all that it lies in does.
    private void makeFrom(Path folder) throws IOException {
        var parent = folder.getParent();
        if (parent == null) {
            return;
        }
        if (!Files.isDirectory(parent)) {
            makeFrom(parent);
        }
        drive.makeFolder(folder);
        drive.sync(parent);
    }

    /// Removes half-written files. Whoever may write here is gone: the caller holds the home's
    /// lock.
    void sweep() throws IOException {
        try (var entries = Files.newDirectoryStream(path, ".*.tmp")) {
            for (var entry : entries) {
                if (isLeftover(entry)) {
                    drive.delete(entry);
                }
            }
        } catch (NoSuchFileException _) {
            // Nothing to sweep in a folder that was not needed yet.
        } catch (IOException e) {
            throw UnusableFile.notWritten(path, e);
        }
    }

    private static boolean isLeftover(Path entry) throws IOException {
        return LEFTOVER.matcher(String.valueOf(entry.getFileName())).matches()
                && Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isRegularFile();
    }
}
