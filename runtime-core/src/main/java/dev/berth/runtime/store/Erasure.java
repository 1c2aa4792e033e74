package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes a tree, as much of it as may be removed. Links go, what they lead to stays. A file
/// system that is mounted inside is not entered. The path's length bounds the depth.
final class Erasure {

    private final Drive drive;
    private @Nullable UnusableFile first;

    Erasure(Drive drive) {
        this.drive = drive;
    }

    /// What remained first, as a sentence; null when all went.
    @Nullable UnusableFile firstRemaining() {
        return first;
    }

    /// Removes it so that a power cut does not bring it back.
    void removeForGood(Path folder) {
        remove(folder);
        var parent = folder.toAbsolutePath().getParent();
        try {
            if (parent != null && Files.isDirectory(parent)) {
                drive.sync(parent);
            }
        } catch (IOException e) {
            remember(folder, e);
        }
    }

    void remove(Path entry) {
        try {
            var found =
                    Files.readAttributes(
                            entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory()) {
                empty(entry);
            }
            drive.delete(entry);
        } catch (NoSuchFileException _) {
            // Gone by itself.
        } catch (IOException e) {
            remember(entry, e);
        }
    }

    void empty(Path directory) {
        try {
            var device = device(directory);
            for (var entry : entriesOf(directory)) {
                if (device.equals(device(entry))) {
                    remove(entry);
                } else {
                    remember(entry, new IOException("another disk is connected there"));
                }
            }
        } catch (IOException e) {
            remember(directory, e);
        }
    }

    /// Services leave folders that even their owner may not change (package caches do).
    private static List<Path> entriesOf(Path directory) throws IOException {
        if (Posix.isSupported(directory)
                && !Files.getPosixFilePermissions(directory).containsAll(Posix.FOLDER)) {
            Files.setPosixFilePermissions(directory, Posix.FOLDER);
        }
        var entries = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    private static Object device(Path entry) throws IOException {
        return Posix.isSupported(entry)
                ? Files.getAttribute(entry, "unix:dev", LinkOption.NOFOLLOW_LINKS)
                : "any";
    }

    private void remember(Path entry, IOException cause) {
        if (first == null) {
            first =
                    new UnusableFile(
                            "Berth could not erase %s (%s): remove it by hand, or try again as its owner."
                                    .formatted(entry, UnusableFile.reason(cause)),
                            cause);
        }
    }
}
