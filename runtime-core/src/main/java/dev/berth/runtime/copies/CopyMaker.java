package dev.berth.runtime.copies;

import dev.berth.runtime.copies.Headway.Part;
import dev.berth.runtime.copies.archive.Bounds;
import dev.berth.runtime.copies.archive.CopyReader;
import dev.berth.runtime.copies.archive.CopyWriter;
import dev.berth.runtime.copies.archive.Facts;
import dev.berth.runtime.copies.archive.Receiver;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.copies.archive.Seal;
import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.Line;
import dev.berth.runtime.copies.tree.LineFile;
import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import dev.berth.runtime.copies.tree.TreeWalk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// Makes one copy of a folder in runs: the first while the service works, the last, of what changed
/// since, while it holds still (decision 38). One thread, once.
public final class CopyMaker {
    /// Runs before the service is stilled are worth it above this.
    private static final long WORTH_A_RUN = 64L << 20;

    private static final int LIVE_RUNS = 4;
    private static final long ROOM_EVERY = 32L << 20;
    private static final int MOST_TOLD = 20;

    /// How the sum of what is still to be packed begins.
    private static final String NEW = "@";

    /// What changed so shortly ago may change again without its time telling.
    private static final Duration CLOCKS_TELL = Duration.ofSeconds(2);

    private final Path data;
    private final Path work;
    private final Scratch scratch;
    private final Stillness stillness;
    private final Headway headway;
    private final Room room;
    private final Clock clock;

    private final List<String> leftOut = new ArrayList<>();
    private long leftOutCount;
    private long total;
    private long done;
    private long sinceRoom;
    private int lists;
    private int asides;

    /// @param data what is copied
    /// @param work an empty folder on the disk that the copy will be on
    public CopyMaker(
            Path data,
            Path work,
            Scratch scratch,
            Stillness stillness,
            Headway headway,
            Room room,
            Clock clock) {
        this.data = data;
        this.work = work;
        this.scratch = scratch;
        this.stillness = stillness;
        this.headway = headway;
        this.room = room;
        this.clock = clock;
    }

    /// A copy that was made and read back, not on the shelf yet.
    public record Made(Path file, Seal seal) {}

    /// Makes it.
    ///
    /// @throws IOException when it could not be made; what was begun is in the work folder
    public Made make(Facts facts) throws IOException {
        room.demand(0);
        new TreeWalk(data, counting()).go();
        var file = work.resolve("copy");
        Seal seal;
        try (var writer = new CopyWriter(facts, scratch, file)) {
            var list = whileItWorks(writer);
            var last = whileItIsStill(list);
            seal = writer.seal(lines -> pack(last, writer, lines), leftOut, leftOutCount);
        }
        prove(file, seal);
        return new Made(file, seal);
    }

    private TreeWalk.Visitor counting() {
        return new TreeWalk.Visitor() {
            @Override
            public void found(Node node, Path path) throws IOException {
                total += node.size();
                headway.at(Part.COPYING, 0, total);
            }

            @Override
            public void leftOut(RawName name, String reason) {}
        };
    }

    private Path newList() {
        return work.resolve("list-" + lists++);
    }

    private void moved(long bytes) throws IOException {
        done += bytes;
        sinceRoom += bytes;
        if (sinceRoom > ROOM_EVERY) {
            sinceRoom = 0;
            room.demand(0);
        }
        headway.at(Part.COPYING, Math.min(done, total), total);
    }

    // -- while it works

    private Path whileItWorks(CopyWriter writer) throws IOException {
        var list = newList();
        new LineFile.Writer(list).close(); // nothing is copied yet
        for (var run = 0; run < LIVE_RUNS; run++) {
            var before = done;
            var next = newList();
            try (var old = new LineFile.Reader(list);
                    var lines = new LineFile.Writer(next)) {
                new TreeWalk(data, new LiveRun(writer, old, lines)).go();
            }
            scratch.delete(list);
            list = next;
            if (done - before < WORTH_A_RUN) {
                break;
            }
        }
        return list;
    }

    /// Copies what was not copied as it is now; databases come last.
    private final class LiveRun implements TreeWalk.Visitor {
        private final CopyWriter writer;
        private final LineFile.Reader old;
        private final LineFile.Writer lines;

        LiveRun(CopyWriter writer, LineFile.Reader old, LineFile.Writer lines) {
            this.writer = writer;
            this.old = old;
            this.lines = lines;
        }

        @Override
        public void found(Node node, Path path) throws IOException {
            var before = unchanged(node, old);
            if (before.isPresent()) {
                lines.write(before.get());
            } else if (node.kind() == Kind.FILE) {
                lines.write(new Line(node, file(node, path)));
            } else {
                writer.add(node);
                lines.write(new Line(node, ""));
            }
        }

        /// @return its sum; empty when it has to be copied again
        private String file(Node node, Path path) throws IOException {
            if (Database.isPart(node.name(), path)) {
                return "";
            }
            var began = clock.instant().minus(CLOCKS_TELL).getEpochSecond();
            if (node.size() < WORTH_A_RUN && !isOlder(node, began)) {
                return ""; // it is at work, and would have to be copied again
            }
            CopyWriter.Packed packed;
            try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                packed = writer.add(node, in);
            } catch (FileSystemException _) {
                return ""; // gone by now, or said in the last run
            }
            moved(node.size());
            return packed.steady() && isOlder(node, began) ? packed.sum() : "";
        }

        private static boolean isOlder(Node node, long seconds) {
            return node.changed().seconds() < seconds && node.modified().seconds() < seconds;
        }

        @Override
        public void leftOut(RawName name, String reason) {
            // the last run says so
        }
    }

    private static Optional<Line> unchanged(Node node, LineFile.Reader old) throws IOException {
        return old.find(node.name())
                .filter(line -> node.isAsBefore(line.node()))
                .filter(line -> node.kind() != Kind.FILE || !line.sum().isEmpty());
    }

    // -- while it is still

    private Path whileItIsStill(Path list) throws IOException {
        for (var way : Stillness.Way.values()) {
            if (!stillness.begin(way)) {
                continue;
            }
            var held = false;
            var last = newList();
            try {
                setAside(list, last);
            } finally {
                held = stillness.end();
            }
            if (held) {
                return last;
            }
            for (var one = 0; one < asides; one++) {
                scratch.delete(aside(one));
            }
        }
        var last = newList();
        setAside(list, last);
        leftOut(RawName.ROOT, "it may have changed while it was copied");
        return last;
    }

    private Path aside(int number) {
        return work.resolve("aside-" + number);
    }

    private void setAside(Path list, Path last) throws IOException {
        asides = 0;
        leftOut.clear();
        leftOutCount = 0;
        try (var old = new LineFile.Reader(list);
                var lines = new LineFile.Writer(last)) {
            new TreeWalk(data, new StillRun(old, lines)).go();
        }
    }

    /// Sets aside what changed, as fast as the disk can.
    private final class StillRun implements TreeWalk.Visitor {
        private final LineFile.Reader old;
        private final LineFile.Writer lines;

        StillRun(LineFile.Reader old, LineFile.Writer lines) {
            this.old = old;
            this.lines = lines;
        }

        @Override
        public void found(Node node, Path path) throws IOException {
            headway.at(Part.STILLED, 0, 0);
            var before = unchanged(node, old);
            if (before.isPresent()) {
                lines.write(before.get());
            } else if (node.kind() == Kind.FILE) {
                file(node, path);
            } else {
                lines.write(new Line(node, NEW));
            }
        }

        private void file(Node node, Path path) throws IOException {
            room.demand(node.size());
            try {
                scratch.setAside(path, aside(asides));
            } catch (NoSuchFileException _) {
                return;
            } catch (IOException e) {
                scratch.delete(aside(asides));
                if (!(e instanceof AccessDeniedException)) {
                    room.demand(node.size()); // or the disk is full
                }
                CopyMaker.this.leftOut(node.name(), "it cannot be read");
                return;
            }
            lines.write(new Line(node, NEW + asides++));
        }

        @Override
        public void leftOut(RawName name, String reason) {
            CopyMaker.this.leftOut(name, reason);
        }
    }

    private void leftOut(RawName name, String reason) {
        leftOutCount++;
        if (leftOut.size() < MOST_TOLD) {
            var text = name.toString();
            leftOut.add(
                    (text.length() > 160 ? text.substring(0, 160) + "…" : text) + ": " + reason);
        }
    }

    // -- afterwards

    private void pack(Path last, CopyWriter writer, CopyWriter.Lines lines) throws IOException {
        try (var all = new LineFile.Reader(last)) {
            for (var line = all.take(); line.isPresent(); line = all.take()) {
                lines.add(packed(line.get(), writer));
            }
        }
    }

    private Line packed(Line line, CopyWriter writer) throws IOException {
        var node = line.node();
        if (!line.sum().startsWith(NEW)) {
            return new Line(node.settled(), line.sum());
        }
        if (node.kind() != Kind.FILE) {
            writer.add(node);
            return new Line(node.settled(), "");
        }
        var aside = aside(Integer.parseInt(line.sum().substring(NEW.length())));
        try (var in = Files.newInputStream(aside)) {
            var sum = writer.add(node, in).sum();
            moved(node.size());
            return new Line(node.settled(), sum);
        } finally {
            scratch.delete(aside);
        }
    }

    /// Brings it to the disk and reads it back, both at a time: the one waits for the disk, the
    /// other for the processor.
    private void prove(Path file, Seal seal) throws IOException {
        var lists = work.resolve("lists");
        scratch.makeFolder(lists);
        var syncing =
                new FutureTask<>(() -> {
                    scratch.sync(file);
                    return file;
                });
        var thread = Thread.ofPlatform().daemon().name("syncing").start(syncing);
        try {
            readBack(file, seal, lists);
        } finally {
            ended(thread);
        }
        if (syncing.state() == Future.State.FAILED) {
            switch (syncing.exceptionNow()) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }

    /// What is being brought to the disk cannot be taken away.
    private static void ended(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void readBack(Path file, Seal seal, Path lists) throws IOException {
        var read = new long[1];
        try (var reader =
                new CopyReader(
                        file,
                        Bounds.of(Long.MAX_VALUE),
                        Receiver.none(),
                        bytes -> {
                            read[0] += bytes;
                            headway.at(Part.CHECKING, Math.min(read[0], total), total);
                        },
                        lists)) {
            reader.readBack(seal);
        }
    }
}
