package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lines of text in a file and some older ones, owner-only, bounded in size. Written by one thread
/// of one process, not forced to the disk: a power cut may take the newest lines.
final class LineFiles {
    private final OwnedFolder folder;
    private final String name;
    private final String ending;
    private final long fullBytes;
    private final int oldFiles;

    LineFiles(Path folder, String name, String ending, long fullBytes, int oldFiles) {
        this.folder = new OwnedFolder(folder);
        this.name = name;
        this.ending = ending;
        this.fullBytes = fullBytes;
        this.oldFiles = oldFiles;
    }

    /// @param age 0 for the file that is written now
    private Path file(int age) {
        return folder.path().resolve(name + (age == 0 ? "" : "." + age) + "." + ending);
    }

    boolean isFullWith(int more) throws IOException {
        try {
            var size = Files.size(file(0));
            return size > 0 && size + more > fullBytes;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /// The oldest goes, the others grow older.
    void rotate() throws IOException {
        for (var age = oldFiles; age > 0; age--) {
            if (Files.exists(file(age - 1), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(
                        file(age - 1),
                        file(age),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// Adds whole lines. A torn last line is taken away first, and so is what of these could not be
    /// written as a whole.
    void append(byte[] lines) throws IOException {
        var current = file(0);
        if (!DurableFile.isThere(current)) {
            make(current);
        }
        try (var out = new RandomAccessFile(current.toFile(), "rw")) {
            var end = wholeLines(out);
            out.setLength(end);
            out.seek(end);
            try {
                out.write(lines);
            } catch (IOException e) {
                takeBack(out, end, e);
                throw e;
            }
        }
    }

    private void make(Path current) throws IOException {
        folder.ensure();
        try {
            Files.createFile(current, Posix.mode(current, Posix.FILE));
        } catch (FileAlreadyExistsException there) {
            // by somebody else, just now; it was found to be a regular file of ours before
        }
    }

    private static void takeBack(RandomAccessFile out, long end, IOException because) {
        try {
            out.setLength(end);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /// How far the file consists of whole lines.
    private static long wholeLines(RandomAccessFile file) throws IOException {
        var end = file.length();
        while (end > 0) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    /// The whole lines of the newest file that has any.
    List<String> newestFile() throws IOException {
        for (var age = 0; age <= oldFiles; age++) {
            var lines = read(file(age));
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    /// The newest lines that `shown` makes something of, oldest first. While files change their
    /// names, another process may see one of them twice or not at all.
    List<String> newest(int last, Function<String, Optional<String>> shown) throws IOException {
        Deque<List<String>> found = new ArrayDeque<>();
        var count = 0;
        for (var age = 0; age <= oldFiles && count < last; age++) {
            var lines =
                    read(file(age)).stream().flatMap(line -> shown.apply(line).stream()).toList();
            found.addFirst(lines);
            count += lines.size();
        }
        var all = new ArrayList<String>(count);
        found.forEach(all::addAll);
        return List.copyOf(all.subList(Math.max(0, all.size() - last), all.size()));
    }

    private static List<String> read(Path file) throws IOException {
        if (!DurableFile.isThere(file)) {
            return List.of();
        }
        try {
            var text = new String(Files.readAllBytes(file), UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (NoSuchFileException moved) {
            return List.of();
        } catch (IOException e) {
            throw UnusableFile.notRead(file, e);
        }
    }
}
