package dev.berth.runtime.report;

import dev.berth.runtime.Home;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What lies in the home, as far as it helps: settings, notes, journal and logs, and what there is
/// beside them by name and size. Never a key, never anything of the service's data but names.
final class HomeFiles {

    // Together with all else they fit into the small heap of a command, read and cleaned.
    private static final int MOST_NOTES = 256 * 1024;
    private static final int MOST_JOURNAL = 1024 * 1024;
    private static final int MOST_LOG = 512 * 1024;
    private static final int MOST_LOGS = 4 * 1024 * 1024;
    private static final int MOST_NAMES = 1000;
    private static final int MOST_NAMES_OF_DATA = 200;

    private final Home home;

    HomeFiles(Home home) {
        this.home = home;
    }

    List<Piece> all() {
        var pieces = new ArrayList<Piece>();
        pieces.add(tail("settings.json", home.settingsFile(), MOST_NOTES));
        pieces.add(
                tail(
                        "notes/runtime-state.json",
                        home.state().resolve("runtime-state.json"),
                        MOST_NOTES));
        pieces.add(tail("notes/instance", home.state().resolve("instance"), MOST_NOTES));
        pieces.add(tail("notes/lock", home.state().resolve("lock"), MOST_NOTES));
        pieces.add(
                tail("journal/journal.jsonl", home.state().resolve("journal.jsonl"), MOST_JOURNAL));
        var older = home.state().resolve("journal.1.jsonl");
        if (Files.exists(older, LinkOption.NOFOLLOW_LINKS)) {
            pieces.add(tail("journal/journal.1.jsonl", older, MOST_JOURNAL));
        }
        pieces.addAll(logs());
        pieces.add(names());
        return pieces;
    }

    /// The newest of each, the newest files first, as long as there is room.
    private List<Piece> logs() {
        var pieces = new ArrayList<Piece>();
        long left = MOST_LOGS;
        for (var file : newestFirst(home.logs())) {
            var name = "logs/" + home.logs().relativize(file);
            if (left < 1024) {
                pieces.add(Piece.missing(name, "left out: there was no more room"));
            } else {
                var piece = tail(name, file, (int) Math.min(MOST_LOG, left));
                left -= piece.text().length();
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private static List<Path> newestFirst(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        record Dated(Path file, long at) {}
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(500)
                    .map(file -> new Dated(file, changed(file)))
                    .sorted(Comparator.comparingLong(Dated::at).reversed())
                    .limit(40)
                    .map(Dated::file)
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private static long changed(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }

    /// The end of a file, which may be of any size; whole lines where it was cut.
    private static Piece tail(String name, Path file, int most) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Piece.missing(name, "it is not there");
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - most);
            in.seek(from);
            var bytes = new byte[(int) Math.min(most, in.length() - from)];
            in.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            if (from == 0) {
                return Piece.of(name, text);
            }
            var whole = text.substring(text.indexOf('\n') + 1);
            return new Piece(
                    name,
                    whole,
                    Optional.of("the newest part; it has %d bytes in all".formatted(in.length())));
        } catch (IOException e) {
            return Piece.missing(name, "it could not be read: " + e.getMessage());
        }
    }

    /// Of the service's data only what lies near the top: how its files are called further down may
    /// tell what they are about.
    private Piece names() {
        var lines = new ArrayList<String>();
        for (var folder :
                List.of(home.config(), home.state(), home.run(), home.logs(), home.copies())) {
            list(folder, 4, MOST_NAMES, lines);
        }
        list(home.data(), 2, MOST_NAMES_OF_DATA, lines);
        return Piece.of("files.txt", String.join("\n", lines) + "\n");
    }

    private static void list(Path folder, int deepest, int most, List<String> lines) {
        lines.add(folder + ":");
        if (!Files.isDirectory(folder)) {
            lines.add("  (not there)");
            return;
        }
        int end = lines.size() + most;
        try {
            Files.walkFileTree(
                    folder,
                    Set.of(),
                    deepest,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                            lines.add(
                                    "  %s %12d  %s  %s%s"
                                            .formatted(
                                                    mode(file),
                                                    seen.size(),
                                                    seen.lastModifiedTime().toInstant(),
                                                    folder.relativize(file),
                                                    seen.isDirectory() ? "/…" : ""));
                            return lines.size() < end
                                    ? FileVisitResult.CONTINUE
                                    : FileVisitResult.TERMINATE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException why) {
                            lines.add("  ?  " + folder.relativize(file));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException unreadable) {
            lines.add("  (cannot be read)");
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | UnsupportedOperationException none) {
            return "?????????";
        }
    }
}
