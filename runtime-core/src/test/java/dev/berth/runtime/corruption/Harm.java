package dev.berth.runtime.corruption;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What befalls one file.
public sealed interface Harm {

    /// Does it.
    void to(Path file) throws IOException;

    /// The same harm with less of it, for a readable failure.
    default List<Harm> smaller() {
        return List.of();
    }

    /// Its bytes are not what they were.
    record Content(List<Edit> edits) implements Harm {
        @Override
        public void to(Path file) throws IOException {
            var bytes = Files.readAllBytes(file);
            for (var edit : edits) {
                bytes = edit.applied(bytes);
            }
            Files.write(file, bytes);
        }

        @Override
        public List<Harm> smaller() {
            var fewer = new ArrayList<Harm>();
            for (var n = 0; edits.size() > 1 && n < edits.size(); n++) {
                var rest = new ArrayList<>(edits);
                rest.remove(n);
                fewer.add(new Content(rest));
            }
            return fewer;
        }
    }

    /// Something else lies in its place, or it is not ours to read.
    record Place(Kind kind, Path elsewhere) implements Harm {
        enum Kind {
            NOTHING,
            FOLDER,
            FULL_FOLDER,
            LINK_TO_NOTHING,
            LINK_ELSEWHERE,
            PIPE,
            HUGE,
            OPEN_TO_ALL,
            CLOSED,
            ANOTHERS
        }

        @Override
        public void to(Path file) throws IOException {
            switch (kind) {
                case NOTHING -> Files.delete(file);
                case FOLDER -> {
                    Files.delete(file);
                    Files.createDirectory(file);
                }
                case FULL_FOLDER -> {
                    Files.delete(file);
                    Files.createDirectory(file);
                    Files.writeString(file.resolve("letter"), "of the person");
                }
                case LINK_TO_NOTHING -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, elsewhere.resolve("nowhere"));
                }
                case LINK_ELSEWHERE -> {
                    var other = elsewhere.resolve("other");
                    Files.move(file, other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    Files.createSymbolicLink(file, other);
                }
                case PIPE -> {
                    Files.delete(file);
                    pipe(file);
                }
                case HUGE -> {
                    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
                        sparse.setLength(400L << 20);
                    }
                }
                case OPEN_TO_ALL -> mode(file, "rw-rw-rw-");
                case CLOSED -> mode(file, "---------");
                case ANOTHERS -> Files.setAttribute(file, "unix:uid", 65_534);
            }
        }

        private static void mode(Path file, String mode) throws IOException {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }

        private static void pipe(Path file) throws IOException {
            try {
                new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /// Only root can give files away, and no mode binds root.
        static List<Kind> possible() throws IOException {
            var root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
            return Stream.of(Kind.values())
                    .filter(kind -> kind != (root ? Kind.CLOSED : Kind.ANOTHERS))
                    .toList();
        }
    }
}
