package dev.berth.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The service's lines in `logs/service.log`; full files go on as `service.1.log` (the newest) and
/// so on. The file is its own bookmark: each line carries its moment, and lines that begin with `#`
/// say whose lines follow and where some are missing. So lines and bookmark cannot disagree,
/// whatever is interrupted when.
public final class ServiceLogFile implements ServiceLog {
    private static final long FULL_BYTES = 1 << 20;
    private static final int OLD_FILES = 7;

    /// What a person reads in the place of lines that could not be kept.
    private static final String GAP = "Berth: some lines are missing here";

    private final LineFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private Optional<Bookmark> bookmark = Optional.empty();
    private boolean read;
    private boolean gap;

    /// With the usual sizes: 1 MiB a file, seven old ones.
    ///
    /// @param folder `logs/`
    public ServiceLogFile(Path folder) {
        this(folder, FULL_BYTES, OLD_FILES, Drive.ofThisComputer());
    }

    /// With other sizes.
    public ServiceLogFile(Path folder, long fullBytes, int oldFiles, Drive drive) {
        files = new LineFiles(folder, "service", "log", fullBytes, oldFiles, drive);
    }

    @Override
    public Optional<Mark> mark(String source) throws IOException {
        lock.lock();
        try {
            return bookmark()
                    .filter(known -> known.source().equals(source))
                    .flatMap(Bookmark::mark);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Bookmark> bookmark() throws IOException {
        if (!read) {
            var found = Optional.<Bookmark>empty();
            for (var line : files.newestFile()) {
                found = Bookmark.after(found, line);
            }
            bookmark = found;
            read = true;
        }
        return bookmark;
    }

    @Override
    public void missing(String source) throws IOException {
        lock.lock();
        try {
            gap = true;
            write(source, List.of());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(String source, List<LogLine> lines) throws IOException {
        lock.lock();
        try {
            var before = bookmark().filter(known -> known.source().equals(source));
            var text = new StringBuilder();
            var after = before.or(() -> Optional.of(Bookmark.of(source)));
            if (before.isEmpty()) {
                text.append(Bookmark.of(source)).append('\n');
            }
            if (gap) {
                text.append(Bookmark.MISSING).append('\n');
            }
            for (var line : lines) {
                text.append(line).append('\n');
                after = Bookmark.after(after, line.toString());
            }
            append(text.toString(), before);
            bookmark = after;
            tell(lines);
            gap = false;
        } catch (IOException e) {
            gap = true;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /// A new file begins with the bookmark that the old one ended with.
    private void append(String text, Optional<Bookmark> before) throws IOException {
        var bytes = text.getBytes(UTF_8);
        if (files.isFullWith(bytes.length)) {
            files.rotate();
            var head = before.map(mark -> mark + "\n").orElse("");
            bytes = (head + text).getBytes(UTF_8);
        }
        files.append(bytes);
    }

    private void tell(List<LogLine> lines) {
        for (var listener : listeners) {
            if (gap) {
                listener.accept(GAP);
            }
            lines.forEach(line -> listener.accept(line.toString()));
        }
    }

    @Override
    public List<String> newest(int last) throws IOException {
        return files.newest(
                last,
                line ->
                        line.equals(Bookmark.MISSING)
                                ? Optional.of(GAP)
                                : Optional.of(line).filter(Bookmark::isLine));
    }

    @Override
    public Listening listen(int last, Consumer<String> told) throws IOException {
        lock.lock();
        try {
            newest(last).forEach(told);
            listeners.add(told);
        } finally {
            lock.unlock();
        }
        return () -> {
            lock.lock();
            try {
                listeners.remove(told);
            } finally {
                lock.unlock();
            }
        };
    }
}
