package dev.berth.runtime.copies.archive;

import com.github.luben.zstd.ZstdInputStream;
import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.Line;
import dev.berth.runtime.copies.tree.LineFile;
import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import dev.berth.runtime.copies.tree.Stamp;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Reads one safety copy from its first byte to its last and believes nothing of it: names, order,
/// sizes and sums are checked on the way (decision 38). Memory does not grow with the copy. Once,
/// on one thread.
public final class CopyReader implements AutoCloseable {
    private final SealFrame.Found found;
    private final Receiver receiver;
    private final Told told;
    private final Path scratch;
    private final MessageDigest body = Sums.begin();
    private final MessageDigest content = Sums.begin();
    private final MessageDigest listed = Sums.begin();
    private final TarReader tar;
    private final InputStream in;
    private final byte[] buffer = new byte[256 << 10];

    private final List<Path> runs = new ArrayList<>();
    private Optional<LineFile.Writer> run = Optional.empty();
    private Optional<RawName> last = Optional.empty();
    private long entries;
    private long packed;
    private boolean summing = true;

    private final StringBuilder lineText = new StringBuilder();
    private int partAt;
    private int partEnd;

    /// @param scratch a folder of the caller's own for lists; what is left in it is the caller's
    public CopyReader(Path file, Bounds bounds, Receiver receiver, Told told, Path scratch)
            throws IOException {
        this.receiver = receiver;
        this.told = told;
        this.scratch = scratch;
        found = SealFrame.read(file);
        if (found.seal().packed() > bounds.bytes() || found.seal().entries() > bounds.entries()) {
            throw new BadCopy("it holds more than there is room for");
        }
        var whole =
                new DigestInputStream(new Front(Files.newInputStream(file), found.length()), body);
        in = new ReadAhead(unpacking(new ReadAhead(whole)));
        tar = new TarReader(in);
    }

    private static InputStream unpacking(InputStream packed) throws IOException {
        var zstd = new ZstdInputStream(packed);
        zstd.setLongMax(Bounds.WINDOW_LOG);
        return zstd;
    }

    /// What the seal says; proven by [#read].
    public Seal seal() {
        return found.seal();
    }

    /// Reads back what this process wrote just now. The sum of all bytes, compared with the one
    /// taken while they were written, says that they are the same; that each file can be had again
    /// from them, zstd's own sum says. So the sums of single files are not taken a second time.
    ///
    /// @throws BadCopy when it is not what was written
    public void readBack(Seal written) throws IOException {
        summing = false;
        if (!read().equals(written)) {
            throw new BadCopy("it is not what was written");
        }
    }

    /// Reads all of it.
    ///
    /// @throws BadCopy when it is not whole, not ours or not safe
    public Seal read() throws IOException {
        var head = next();
        if (!head.name().equals(RawName.of(CopyWriter.HEAD)) || head.kind() != Kind.FILE) {
            throw new BadCopy("it does not begin as a safety copy does");
        }
        if (!SealText.facts(text(head)).equals(found.seal().facts())) {
            throw new BadCopy("its two ends are of different copies");
        }
        for (var entry = next(); !isManifest(entry); entry = next()) {
            data(entry);
        }
        closeRun();
        var totals = merge();
        if (tar.next().isPresent()) {
            throw new BadCopy("something follows its list");
        }
        drain();
        prove(totals);
        return found.seal();
    }

    private TarEntry next() throws IOException {
        return tar.next().orElseThrow(() -> new BadCopy("it ends in the middle"));
    }

    private static boolean isManifest(TarEntry entry) {
        return entry.name().equals(RawName.of(CopyWriter.MANIFEST)) && entry.kind() == Kind.FILE;
    }

    private byte[] text(TarEntry entry) throws IOException {
        if (entry.size() > Bounds.TEXT) {
            throw new BadCopy("it does not begin as a safety copy does");
        }
        var text = new byte[(int) entry.size()];
        var at = 0;
        for (var count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
            System.arraycopy(buffer, 0, text, at, count);
            at += count;
        }
        return text;
    }

    // -- entries

    private void data(TarEntry entry) throws IOException {
        var node = node(entry);
        entries++;
        if (entries > found.seal().entries()) {
            throw new BadCopy("it holds more than it says");
        }
        if (last.isEmpty() || node.name().compareTo(last.get()) <= 0) {
            newRun();
        }
        last = Optional.of(node.name());
        receiver.take(node);
        var sum = "";
        if (node.kind() == Kind.FILE) {
            sum = content(node);
            receiver.complete();
        }
        run.orElseThrow().write(new Line(node, sum));
    }

    private String content(Node node) throws IOException {
        packed += node.size();
        if (packed < 0 || packed > found.seal().packed()) {
            throw new BadCopy("it holds more than it says");
        }
        for (var count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
            if (summing) {
                content.update(buffer, 0, count);
            }
            receiver.more(buffer, count);
            told.passed(count);
        }
        return summing ? Sums.text(content) : "";
    }

    private static Node node(TarEntry entry) throws BadCopy {
        return new Node(
                inData(entry),
                entry.kind(),
                entry.mode(),
                -1,
                -1,
                entry.size(),
                new Stamp(entry.modified(), 0),
                new Stamp(0, 0),
                0,
                entry.link());
    }

    private static RawName inData(TarEntry entry) throws BadCopy {
        var data = RawName.of(CopyWriter.DATA);
        if (entry.name().equals(data) && entry.kind() == Kind.FOLDER) {
            return RawName.ROOT;
        }
        if (!entry.name().isProper()
                || !entry.name().isBelow(data)
                || entry.name().length() > Bounds.NAME
                || entry.name().depth() > Bounds.DEPTH
                || entry.link().length() > Bounds.NAME) {
            throw new BadCopy("a name in it leads elsewhere: " + brief(entry.name()));
        }
        return entry.name().below(data);
    }

    private static String brief(RawName name) {
        var text = name.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private void newRun() throws IOException {
        closeRun();
        if (runs.size() >= Bounds.RUNS) {
            throw new BadCopy("it begins anew too often");
        }
        var list = scratch.resolve("run-" + runs.size());
        runs.add(list);
        run = Optional.of(new LineFile.Writer(list));
    }

    private void closeRun() throws IOException {
        if (run.isPresent()) {
            run.get().close();
            run = Optional.empty();
        }
    }

    // -- the manifest against the entries

    private record Totals(long files, long bytes) {}

    private Totals merge() throws IOException {
        var readers = new ArrayList<LineFile.Reader>();
        try {
            for (var list : runs) {
                readers.add(new LineFile.Reader(list));
            }
            return merge(readers);
        } finally {
            for (var reader : readers) {
                reader.close();
            }
        }
    }

    private Totals merge(List<LineFile.Reader> readers) throws IOException {
        long files = 0;
        long bytes = 0;
        Optional<RawName> before = Optional.empty();
        Deque<RawName> folders = new ArrayDeque<>();
        for (var text = line(); text.isPresent(); text = line()) {
            var line = ManifestText.read(text.get());
            var node = line.node();
            if (before.isPresent() && node.name().compareTo(before.get()) <= 0) {
                throw new BadCopy("its list is out of order");
            }
            before = Optional.of(node.name());
            checkPlace(node, folders);
            if (!entered(node.name(), readers).filter(entry -> isSame(entry, line)).isPresent()) {
                throw new BadCopy("it does not hold what its list says: " + brief(node.name()));
            }
            receiver.holds(line);
            if (node.kind() == Kind.FILE) {
                files++;
                bytes += node.size();
            }
        }
        if (before.isEmpty()) {
            throw new BadCopy("its list is empty");
        }
        for (var reader : readers) {
            for (var line = reader.take(); line.isPresent(); line = reader.take()) {
                receiver.drop(line.get().node().name());
            }
        }
        return new Totals(files, bytes);
    }

    /// Each thing lies in a folder that the list has told of, and the first is the folder itself.
    private static void checkPlace(Node node, Deque<RawName> folders) throws BadCopy {
        var parent = node.name().parent();
        if (parent.isEmpty()) {
            if (node.kind() != Kind.FOLDER) {
                throw new BadCopy("its list has no folder");
            }
        } else {
            if (!node.name().isProper()) {
                throw new BadCopy("a name in its list leads elsewhere");
            }
            while (!folders.isEmpty() && !folders.peek().equals(parent.get())) {
                folders.pop();
            }
            if (folders.isEmpty()) {
                throw new BadCopy("a name in its list lies nowhere: " + brief(node.name()));
            }
        }
        if (node.kind() == Kind.FOLDER) {
            folders.push(node.name());
        }
    }

    /// The last of the entries with this name. Those before it hold no longer.
    private Optional<Line> entered(RawName name, List<LineFile.Reader> readers) throws IOException {
        Optional<Line> newest = Optional.empty();
        for (var reader : readers) {
            while (reader.peek()
                    .filter(line -> line.node().name().compareTo(name) < 0)
                    .isPresent()) {
                receiver.drop(reader.take().orElseThrow().node().name());
            }
            if (reader.peek().filter(line -> line.node().name().equals(name)).isPresent()) {
                newest = reader.take();
            }
        }
        return newest;
    }

    private boolean isSame(Line entry, Line listed) {
        return entry.node().kind() == listed.node().kind()
                && entry.node().size() == listed.node().size()
                && entry.node().link().equals(listed.node().link())
                && (!summing || entry.sum().equals(listed.sum()));
    }

    /// The next line of the manifest; empty at its end.
    private Optional<String> line() throws IOException {
        lineText.setLength(0);
        while (true) {
            if (partAt == partEnd) {
                partEnd = tar.read(buffer);
                partAt = 0;
                if (partEnd < 0) {
                    partEnd = 0;
                    if (!lineText.isEmpty()) {
                        throw new BadCopy("its list ends in the middle");
                    }
                    return Optional.empty();
                }
                listed.update(buffer, 0, partEnd);
            }
            var letter = (char) (buffer[partAt++] & 0xFF);
            if (letter == '\n') {
                return Optional.of(lineText.toString());
            }
            if (lineText.length() > Bounds.TEXT) {
                throw new BadCopy("its list cannot be read");
            }
            lineText.append(letter);
        }
    }

    /// To the last byte before the seal, so that the sum is of all.
    private void drain() throws IOException {
        if (in.read() >= 0) {
            throw new BadCopy("something follows its end");
        }
    }

    private void prove(Totals totals) throws BadCopy {
        var seal = found.seal();
        if (!Sums.text(body).equals(seal.body())) {
            throw new BadCopy("its sum is another one");
        }
        if (!Sums.text(listed).equals(seal.manifest())
                || totals.files() != seal.files()
                || totals.bytes() != seal.bytes()
                || entries != seal.entries()
                || packed != seal.packed()) {
            throw new BadCopy("it does not hold what it says");
        }
    }

    @Override
    public void close() throws IOException {
        closeRun();
        in.close();
    }

    /// Bytes that a file has at its beginning, and no more.
    private static final class Front extends FilterInputStream {
        private long left;

        Front(InputStream in, long length) {
            super(new BufferedInputStream(in, 128 << 10));
            left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            var some = in.read(into, from, (int) Math.min(count, left));
            left -= Math.max(0, some);
            return some;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
