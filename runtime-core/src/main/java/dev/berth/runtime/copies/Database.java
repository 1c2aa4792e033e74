package dev.berth.runtime.copies;

import dev.berth.runtime.copies.tree.RawName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Tells SQLite's files (its documentation, "Database File Format", 1.3, and "Temporary Files"),
/// which are worth nothing copied while they are in use.
final class Database {
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal");

    private Database() {}

    static boolean isPart(RawName name, Path path) {
        if (BESIDE.stream().anyMatch(name::endsWith)) {
            return true;
        }
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return Arrays.equals(in.readNBytes(HEADER.length), HEADER);
        } catch (IOException _) {
            return false;
        }
    }
}
