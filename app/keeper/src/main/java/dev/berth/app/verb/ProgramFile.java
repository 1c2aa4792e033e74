package dev.berth.app.verb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The assistant's program in a file: a tar archive, packed or not. Looked at before anybody else
/// is asked to read it.
final class ProgramFile {
    /// Where a tar archive says that it is one (POSIX.1-1988, ustar header).
    private static final int MARK_AT = 257;

    private static final byte[] MARK = "ustar".getBytes(StandardCharsets.US_ASCII);

    /// How packed files begin: gzip, xz, zstd, bzip2.
    private static final List<String> PACKED =
            List.of("1f8b", "fd377a585a00", "28b52ffd", "425a68");

    private ProgramFile() {}

    /// Why it cannot be that, as the end of a sentence about it.
    static Optional<String> objection(Path file) {
        return unreadable(file).or(() -> unlike(file));
    }

    /// Why it cannot be read as a file of any kind, as the end of a sentence about it.
    static Optional<String> unreadable(Path file) {
        if (Files.notExists(file)) {
            return Optional.of("is not there");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("is a folder");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is not a file");
        }
        if (!Files.isReadable(file)) {
            return Optional.of("may not be read by your account");
        }
        return Optional.empty();
    }

    private static Optional<String> unlike(Path file) {
        try (var in = Files.newInputStream(file)) {
            return objection(in.readNBytes(MARK_AT + MARK.length));
        } catch (IOException e) {
            return Optional.of("cannot be read");
        }
    }

    private static Optional<String> objection(byte[] beginning) {
        if (beginning.length == 0) {
            return Optional.of("is empty");
        }
        var digits = HexFormat.of().formatHex(beginning);
        var packed = PACKED.stream().anyMatch(digits::startsWith);
        var archive =
                beginning.length == MARK_AT + MARK.length
                        && Arrays.equals(
                                Arrays.copyOfRange(beginning, MARK_AT, beginning.length), MARK);
        return packed || archive ? Optional.empty() : Optional.of("is not an archive");
    }
}
