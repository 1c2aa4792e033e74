package dev.berth.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/// What a person and the assistant have written: no fault may cost a byte of it.
final class PersonFiles {
    private static final int LARGE = 300_000;

    private final Path folder;
    private final String before;

    private PersonFiles(Path folder, String before) {
        this.folder = folder;
        this.before = before;
    }

    /// Writes some, below the folder with the service's data.
    static PersonFiles in(Path data) throws IOException {
        var folder = Files.createDirectories(data.resolve("workspace/Größe und Maß"));
        Files.writeString(folder.resolve("memory.md"), "all that the assistant knows, ä\n");
        Files.writeString(folder.resolve("empty"), "");
        var large = new byte[LARGE];
        new Random(1).nextBytes(large);
        Files.write(folder.resolve("large"), large);
        Files.setPosixFilePermissions(
                folder.resolve("memory.md"), PosixFilePermissions.fromString("rw-r-----"));
        var top = data.resolve("workspace");
        return new PersonFiles(top, sum(top));
    }

    void areUnchanged() throws IOException {
        var now = sum(folder);
        if (!now.equals(before)) {
            throw new AssertionError("the person's files in " + folder + " have changed");
        }
    }

    /// Over names, modes and bytes.
    private static String sum(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.sorted().toList()) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                var line = folder.relativize(file) + " " + mode + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                if (Files.isRegularFile(file)) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
