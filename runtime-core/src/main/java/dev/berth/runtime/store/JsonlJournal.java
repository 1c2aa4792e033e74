package dev.berth.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
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
    private static final String UNREADABLE = "unreadable";

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
    public Told open(int last, Instant now) throws IOException {
        var damage = new ArrayList<String>();
        for (var age = 0; age <= oldFiles; age++) {
            if (DurableFile.isThere(file(age)) && Files.size(file(age)) > MOST_READ) {
                damage.add(putAside(file(age), now));
            }
        }
        withoutBadLines(last, now).ifPresent(damage::add);
        return new Told(newest(last), damage);
    }

    private String putAside(Path file, Instant now) throws IOException {
        var aside = new DurableFile(file, drive).putAside(UNREADABLE, now);
        return "%s should have at most %d bytes; it was kept as %s."
                .formatted(file, MOST_READ, aside.getFileName());
    }

    /// Budgets reach back so many lines; older ones are passed over where they cannot be read. The
    /// copy is made before the file is replaced, so that a crash between loses nothing.
    private Optional<String> withoutBadLines(int last, Instant now) throws IOException {
        if (!DurableFile.isThere(file(0))) {
            return Optional.empty();
        }
        byte[] content;
        try {
            content = Files.readAllBytes(file(0));
        } catch (IOException e) {
            throw UnusableFile.notRead(file(0), e);
        }
        // one character for each byte, so that what is kept stays as it is
        var lines = new String(content, StandardCharsets.ISO_8859_1).split("\n", -1);
        var good = new ArrayList<String>();
        for (var n = 0; n < lines.length; n++) {
            if (n < lines.length - last || isReadable(lines[n])) {
                good.add(lines[n]);
            }
        }
        var isCutOff = !isReadable(lines[lines.length - 1]);
        if (isCutOff) {
            good.add(""); // our own death did that, and nothing was lost that had been promised
        }
        if (good.size() == lines.length && !isCutOff) {
            return Optional.empty();
        }
        var file = new DurableFile(file(0), drive);
        if (good.size() == lines.length) {
            file.replace(String.join("\n", good).getBytes(StandardCharsets.ISO_8859_1));
            return Optional.empty();
        }
        var aside = file.copyAside(UNREADABLE, now, content);
        file.replace(String.join("\n", good).getBytes(StandardCharsets.ISO_8859_1));
        return Optional.of(
                "%s should hold entries of Berth only, but %d lines of it are something else; it was kept as %s."
                        .formatted(file.path(), lines.length - good.size(), aside.getFileName()));
    }

    private static boolean isReadable(String bytes) {
        var line = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return line.isBlank() || JournalCodec.entry(line).isPresent() || JournalCodec.isNewer(line);
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
