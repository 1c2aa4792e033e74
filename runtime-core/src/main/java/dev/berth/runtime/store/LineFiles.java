package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lines of text in a file and some older ones, owner-only, bounded in size. Written by one thread
/// of one process.
final class LineFiles {
    private final OwnedFolder folder;
    private final Drive drive;
    private final String name;
    private final String ending;
    private final long fullBytes;
    private final int oldFiles;

    LineFiles(Path folder, String name, String ending, long fullBytes, int oldFiles, Drive drive) {
        this.folder = new OwnedFolder(folder, drive);
        this.drive = drive;
        this.name = name;
        this.ending = ending;
        this.fullBytes = fullBytes;
        this.oldFiles = oldFiles;
    }

    /// @param age 0 for the file that is written now
    private Path file(int age) {
        return folder.path().resolve(name + (age == 0 ? "" : "." + age) + "." + ending);
    }

    /// Whether these bytes belong into a new file: where the last line lacks its end, too, for that
    /// it shall never look like a whole one.
    boolean isFullWith(int more) throws IOException {
        if (!DurableFile.isThere(file(0))) {
            return false;
        }
        try (var in = Files.newInputStream(file(0), LinkOption.NOFOLLOW_LINKS)) {
            var size = Files.size(file(0));
            if (size == 0) {
                return false;
            }
            in.skipNBytes(size - 1);
            return size + more > fullBytes || in.read() != '\n';
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException e) {
            throw UnusableFile.notRead(file(0), e);
        }
    }

    /// The oldest goes, the others grow older.
    void rotate() throws IOException {
        for (var age = oldFiles; age > 0; age--) {
            if (Files.exists(file(age - 1), LinkOption.NOFOLLOW_LINKS)) {
                drive.rename(file(age - 1), file(age));
            }
        }
    }

    /// Adds whole lines, all or none.
    void append(byte[] lines) throws IOException {
        var current = file(0);
        try {
            if (!DurableFile.isThere(current)) {
                folder.ensure();
                drive.makeFile(current);
            }
            drive.appendLine(current, lines);
        } catch (UnusableFile e) {
            throw e;
        } catch (IOException e) {
            throw UnusableFile.notWritten(current, e);
        }
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
