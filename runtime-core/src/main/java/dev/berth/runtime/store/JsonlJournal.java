package dev.berth.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The journal in `state/journal.jsonl`, one JSON object a line; full files go on as
/// `journal.1.jsonl` (the newest) and so on.
public final class JsonlJournal implements Journal {

    private static final long FULL_BYTES = 2 << 20;
    private static final int OLD_FILES = 3;

    /// More than any file of ours can have; of a larger one the end is read.
    private static final int MOST_READ = 4 << 20;

    private final OwnedFolder folder;
    private final Drive drive;
    private final long fullBytes;
    private final int oldFiles;

    /// Held while files change their names and while a reader opens them: what is open stays the
    /// same file under any name.
    private final ReentrantLock names = new ReentrantLock();

    /// With the usual sizes: 2 MiB a file, three old ones.
    ///
    /// @param folder `state/`
    public JsonlJournal(Path folder) {
        this(folder, FULL_BYTES, OLD_FILES, Drive.ofThisComputer());
    }

    /// With other sizes, or on another drive.
    ///
    /// @param fullBytes how large a file may get before the next is begun
    /// @param oldFiles how many full ones are kept
    public JsonlJournal(Path folder, long fullBytes, int oldFiles, Drive drive) {
        this.folder = new OwnedFolder(folder, drive);
        this.drive = drive;
        this.fullBytes = fullBytes;
        this.oldFiles = oldFiles;
    }

    /// @param age 0 for the file that is written now
    private Path file(int age) {
        return folder.path()
                .resolve(age == 0 ? "journal.jsonl" : "journal.%d.jsonl".formatted(age));
    }

    @Override
    public void write(JournalEntry entry) throws IOException {
        var line = (JournalCodec.line(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        var current = file(0);
        try {
            if (!DurableFile.isThere(current)) {
                make(current);
            } else if (Files.size(current) + line.length > fullBytes) {
                rotate();
                make(current);
            }
            drive.appendLine(current, line);
        } catch (UnusableFile e) {
            throw e;
        } catch (IOException e) {
            throw UnusableFile.notWritten(current, e);
        }
    }

    private void make(Path current) throws IOException {
        folder.ensure();
        try {
            drive.makeFile(current);
        } catch (FileAlreadyExistsException _) {
            // A rotation of an empty file leaves it where it is.
        }
        drive.sync(folder.path());
    }

    /// The oldest goes, the others grow older. A crash in between leaves a gap, which is read past.
    private void rotate() throws IOException {
        names.lock();
        try {
            for (var age = oldFiles; age > 0; age--) {
                if (Files.exists(file(age - 1), LinkOption.NOFOLLOW_LINKS)) {
                    drive.rename(file(age - 1), file(age));
                }
            }
        } finally {
            names.unlock();
        }
    }

    @Override
    public List<JournalEntry> newest(int last) throws IOException {
        var found = new ArrayList<JournalEntry>();
        var files = open();
        try {
            for (var file : files) {
                if (found.size() < last) {
                    collect(file, last, found);
                }
            }
        } finally {
            for (var file : files) {
                file.in().close();
            }
        }
        Collections.reverse(found);
        return List.copyOf(found);
    }

    private record Opened(Path path, InputStream in, long size) {}

    /// All files there are, the newest first.
    private List<Opened> open() throws IOException {
        var files = new ArrayList<Opened>();
        names.lock();
        try {
            for (var age = 0; age <= oldFiles; age++) {
                open(file(age)).ifPresent(files::add);
            }
            return files;
        } finally {
            names.unlock();
        }
    }

    private static Optional<Opened> open(Path path) throws IOException {
        if (!DurableFile.isThere(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Opened(
                            path,
                            Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS),
                            Files.size(path)));
        } catch (IOException e) {
            throw UnusableFile.notRead(path, e);
        }
    }

    /// Adds the file's entries from its last line up, until there are enough.
    private static void collect(Opened file, int enough, List<JournalEntry> found)
            throws IOException {
        byte[] text;
        try {
            file.in().skipNBytes(Math.max(0, file.size() - MOST_READ));
            text = file.in().readNBytes(MOST_READ);
        } catch (IOException e) {
            throw UnusableFile.notRead(file.path(), e);
        }
        var end = text.length;
        while (end > 0 && found.size() < enough) {
            var start = end;
            while (start > 0 && text[start - 1] != '\n') {
                start--;
            }
            JournalCodec.entry(new String(text, start, end - start, StandardCharsets.UTF_8))
                    .ifPresent(found::add);
            end = start - 1;
        }
    }
}
