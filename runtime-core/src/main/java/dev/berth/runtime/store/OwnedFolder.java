package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/// A folder that belongs to this account alone. It may be a link to one: where a person keeps
/// folders is theirs to say; who may look into them is checked behind the link.
record OwnedFolder(Path path) {

    /// What [DurableFile] leaves when the process dies inside a replace.
    private static final Pattern LEFTOVER = Pattern.compile("\\..+\\.(\\d{1,18})\\.\\d+\\.tmp");

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
            Files.createDirectories(path, Posix.mode(path, Posix.FOLDER));
            var parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                new OwnedFolder(parent).sync();
            }
        } catch (IOException e) {
            throw new UnusableFile(
                    ("Berth could not make the folder %s (%s): make sure that your account may write"
                                    + " there, then try again.")
                            .formatted(path, UnusableFile.reason(e)),
                    e);
        }
    }

    /// Brings names made, moved and removed in it to the disk. An interrupt does not spoil it.
    void sync() throws IOException {
        if (!Posix.isSupported(path)) {
            return; // Windows cannot open a folder, and orders its renames itself.
        }
        var interrupted = false;
        try {
            while (!syncedWithoutInterrupt()) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean syncedWithoutInterrupt() throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException _) {
            return false;
        }
    }

    /// Removes half-written files of processes that are gone.
    void sweep() throws IOException {
        try (var entries = Files.newDirectoryStream(path, ".*.tmp")) {
            for (var entry : entries) {
                if (isLeftover(entry)) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (NoSuchFileException _) {
            // Nothing to sweep in a folder that was not needed yet.
        } catch (IOException e) {
            throw UnusableFile.notWritten(path, e);
        }
    }

    private static boolean isLeftover(Path entry) throws IOException {
        var name = LEFTOVER.matcher(String.valueOf(entry.getFileName()));
        return name.matches()
                && Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isRegularFile()
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }
}
