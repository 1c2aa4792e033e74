package dev.berth.app.desk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Folders and files that nobody but the person can read.
public final class OwnerOnly {

    private OwnerOnly() {}

    /// Makes the folder, closed to others, unless it is there.
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, with("rwx------"));
    }

    /// Makes an empty file unless it is there.
    public static void file(Path file) throws IOException {
        try {
            Files.createFile(file, with("rw-------"));
        } catch (FileAlreadyExistsException _) {
            // It goes on.
        }
    }

    /// Makes an empty file in the place of whatever is there.
    public static void newFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, with("rw-------"));
    }

    private static FileAttribute<?>[] with(String permissions) {
        var posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
