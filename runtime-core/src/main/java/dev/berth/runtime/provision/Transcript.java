package dev.berth.runtime.provision;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What a package manager says, read from its file as it grows. Keeps the last lines for people.
/// Owner thread only.
final class Transcript {
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final int LAST_LINES = 20;
    private static final int LONGEST_LINE = 500;

    /// In bytes at one look; what is more is read at the next.
    private static final int PIECE = 256 * 1024;

    private final Path file;
    private final Deque<String> last = new ArrayDeque<>();
    private final StringBuilder unfinished = new StringBuilder();
    private long position;

    /// Makes an empty file for it, owner-only.
    Transcript(Path file) throws IOException {
        this.file = file;
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    Path file() {
        return file;
    }

    /// The whole lines that have come since the last look.
    List<String> news() throws IOException {
        var lines = new ArrayList<String>();
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var piece = new byte[PIECE];
            in.seek(position);
            for (int n = in.read(piece); n > 0; n = in.read(piece)) {
                position += n;
                take(new String(piece, 0, n, StandardCharsets.UTF_8), lines);
            }
        }
        return lines;
    }

    private void take(String text, List<String> lines) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\n' || letter == '\r') {
                finish(lines);
            } else if (unfinished.length() < LONGEST_LINE) {
                unfinished.append(letter);
            }
        }
    }

    private void finish(List<String> lines) {
        var line = unfinished.toString();
        unfinished.setLength(0);
        if (line.isBlank()) {
            return;
        }
        lines.add(line);
        if (!AptProgress.isStatus(line)) {
            last.add(line);
            if (last.size() > LAST_LINES) {
                last.removeFirst();
            }
        }
    }

    /// The last lines for people, oldest first.
    List<String> lastLines() {
        return List.copyOf(last);
    }
}
