package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.LogMark;
import dev.berth.runtime.engine.LogNews;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads on in the file that conmon writes. A full file is thrown away by conmon, and a new one of
/// the same name begun; what is open here is still read to its end. One thread.
final class LogTail implements Closeable {
    /// In bytes. A service that writes more between two looks is talking nonsense, and reading it
    /// all would cost the person's computer more than it is worth.
    private static final long MOST_AT_ONCE = 4 << 20;

    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final Optional<LogMark> after;
    private final Consumer<List<LogNews>> told;
    private final LogLines lines = new LogLines();
    private final LogRecords records = new LogRecords((piece, _) -> lines.take(piece));
    private @Nullable Reading reading;
    private boolean begun;

    /// @param identity the same as long as it is the same file
    private record Reading(RandomAccessFile file, Object identity) {}

    LogTail(Path file, Optional<LogMark> after, Consumer<List<LogNews>> told) {
        this.file = file;
        this.after = after;
        this.told = told;
    }

    /// Tells what is new, as far as it was written; nothing where there is no file yet.
    void read() throws IOException {
        var now = identity();
        var old = reading;
        if (old != null && !now.equals(Optional.of(old.identity()))) {
            drain(old.file());
            records.forget();
            close();
        }
        if (reading == null && now.isPresent()) {
            open(now.get());
        }
        if (reading != null) {
            drain(reading.file());
        }
        tell();
    }

    /// Nothing more will be written: tells what is left, half a line too.
    void end() throws IOException {
        read();
        lines.end();
        tell();
    }

    private Optional<Object> identity() throws IOException {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(String.valueOf(found.fileKey()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private void open(Object identity) throws IOException {
        RandomAccessFile opened;
        try {
            opened = new RandomAccessFile(file.toFile(), "r");
        } catch (FileNotFoundException goneAgain) {
            return;
        }
        reading = new Reading(opened, identity);
        if (!begun && after.isPresent()) {
            var place = place(opened, after.get());
            opened.seek(Math.max(0, place));
            if (place < 0) {
                lines.missing(); // what was known is no longer in it, so more may have gone as well
            }
        }
        if (!begun) {
            begun = true;
            copy(opened); // all of it: that this much is there does not mean that it came fast
        }
    }

    /// Where the lines after the mark begin; -1 when the mark is not found.
    private static long place(RandomAccessFile opened, LogMark mark) throws IOException {
        var search = new Search(mark);
        var records = new LogRecords(search);
        var chunk = new byte[CHUNK];
        for (var got = opened.read(chunk); got >= 0; got = opened.read(chunk)) {
            records.take(chunk, got);
        }
        return search.place;
    }

    private static final class Search implements LogRecords.Listener {
        private final LogMark mark;
        private long place = -1;
        private int lines;

        Search(LogMark mark) {
            this.mark = mark;
        }

        @Override
        public void took(LogRecords.Piece piece, long end) {
            if (piece.at().equals(mark.at()) && lines < mark.lines()) {
                place = end;
                lines += piece.whole() ? 1 : 0;
            }
        }
    }

    private void drain(RandomAccessFile open) throws IOException {
        var ahead = open.length() - open.getFilePointer();
        if (ahead > MOST_AT_ONCE) {
            open.seek(open.length() - MOST_AT_ONCE);
            records.forget();
            lines.missing();
        }
        copy(open);
    }

    private void copy(RandomAccessFile open) throws IOException {
        var chunk = new byte[CHUNK];
        for (var got = open.read(chunk); got >= 0; got = open.read(chunk)) {
            records.take(chunk, got);
            tell();
        }
    }

    private void tell() {
        var news = lines.taken();
        if (!news.isEmpty()) {
            told.accept(news);
        }
    }

    @Override
    public void close() throws IOException {
        var open = reading;
        reading = null;
        if (open != null) {
            open.file().close();
        }
    }
}
