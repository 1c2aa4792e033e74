package dev.berth.runtime.copies.archive;

import com.github.luben.zstd.ZstdOutputStream;
import dev.berth.runtime.copies.tree.Kind;
import dev.berth.runtime.copies.tree.Line;
import dev.berth.runtime.copies.tree.Node;
import dev.berth.runtime.copies.tree.RawName;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// Writes one safety copy: head, runs of entries, manifest, seal. One thread.
///
/// Nothing of it is a copy before [#seal] returned.
public final class CopyWriter implements AutoCloseable {
    static final String HEAD = "berth-copy.json";
    static final String MANIFEST = "berth-manifest.txt";
    static final String DATA = "data";

    /// As `zstd` itself has it by default.
    private static final int LEVEL = 3;

    /// Two, because a copy is packed faster than one of them packs: summing and reading take a
    /// third.
    private static final int WORKERS = 2;

    /// What a worker packs at a time, in bytes. Left to itself it takes 8 MiB, and several of them.
    private static final int JOB = 1 << 20;

    private static final int BUFFER = 256 << 10;

    private final Facts facts;
    private final Scratch scratch;
    private final Path file;
    private final OutputStream out;
    private final MessageDigest body = Sums.begin();
    private final MessageDigest content = Sums.begin();
    private final MessageDigest listed = Sums.begin();
    private final TarWriter tar;
    private final OutputStream packing;
    private final byte[] buffer = new byte[BUFFER];
    private long entries;
    private long packed;

    /// @param file is made anew
    public CopyWriter(Facts facts, Scratch scratch, Path file) throws IOException {
        this.facts = facts;
        this.scratch = scratch;
        this.file = file;
        out = new ContentStream(scratch.create(file));
        packing = packing(new DigestOutputStream(new Unclosed(out), body));
        tar = new TarWriter(packing);
        text(HEAD, SealText.write(facts), facts.made().getEpochSecond());
    }

    private static OutputStream packing(OutputStream sink) throws IOException {
        var zstd = new ZstdOutputStream(sink, LEVEL);
        zstd.setChecksum(true);
        zstd.setWorkers(WORKERS);
        zstd.setJobSize(JOB);
        return new BufferedOutputStream(zstd, BUFFER);
    }

    private void text(String name, byte[] text, long modified) throws IOException {
        tar.begin(
                new TarEntry(
                        RawName.of(name),
                        Kind.FILE,
                        0600,
                        0,
                        0,
                        text.length,
                        modified,
                        RawName.ROOT));
        tar.write(text, 0, text.length);
    }

    /// What became of a file.
    ///
    /// @param sum of the content as it was packed
    /// @param steady whether there were exactly as many bytes as there should be
    public record Packed(String sum, boolean steady) {}

    /// Adds a folder or a link.
    public void add(Node node) throws IOException {
        tar.begin(entry(node));
        entries++;
    }

    /// Adds a file with this content; a shorter one is filled up with zeros, and the rest of a
    /// longer one left out.
    public Packed add(Node node, InputStream in) throws IOException {
        tar.begin(entry(node));
        entries++;
        var left = node.size();
        var steady = true;
        while (left > 0) {
            var count = steady ? read(in, (int) Math.min(buffer.length, left)) : -1;
            if (count < 0) {
                steady = false;
                count = (int) Math.min(buffer.length, left);
                Arrays.fill(buffer, 0, count, (byte) 0);
            }
            content.update(buffer, 0, count);
            tar.write(buffer, 0, count);
            left -= count;
        }
        packed += node.size();
        return new Packed(Sums.text(content), steady && read(in, 1) < 0);
    }

    /// What cannot be read counts as not there: one bad place on a disk must not cost the copy.
    private int read(InputStream in, int count) {
        try {
            return in.read(buffer, 0, count);
        } catch (IOException _) {
            return -1;
        }
    }

    private static TarEntry entry(Node node) {
        return new TarEntry(
                RawName.of(DATA).child(node.name()).without(node.name().length() == 0 ? 1 : 0),
                node.kind(),
                node.mode(),
                node.owner(),
                node.group(),
                node.size(),
                node.modified().seconds(),
                node.link());
    }

    /// Where lines of the manifest go.
    @FunctionalInterface
    public interface Lines {
        void add(Line line) throws IOException;
    }

    /// What gives all lines, in order; may add entries to the archive before each.
    @FunctionalInterface
    public interface Manifest {
        void tell(Lines lines) throws IOException;
    }

    /// Ends the copy: what it holds at last, then the seal. The caller has yet to bring it to the
    /// disk.
    ///
    /// @param leftOut the first few things that are not in it
    public Seal seal(Manifest manifest, List<String> leftOut, long leftOutCount)
            throws IOException {
        var list = file.resolveSibling(file.getFileName() + ".list");
        var totals = new long[2];
        try {
            try (var lines =
                    new BufferedOutputStream(new ContentStream(scratch.create(list)), BUFFER)) {
                manifest.tell(line -> {
                    var text = ManifestText.write(line).getBytes(StandardCharsets.US_ASCII);
                    listed.update(text);
                    lines.write(text);
                    if (line.node().kind() == Kind.FILE) {
                        totals[0]++;
                        totals[1] += line.node().size();
                    }
                });
            }
            append(list);
        } finally {
            scratch.delete(list);
        }
        tar.finish();
        packing.close();
        var seal =
                new Seal(
                        facts,
                        totals[0],
                        totals[1],
                        entries,
                        packed,
                        Sums.text(listed),
                        Sums.text(body),
                        leftOut,
                        leftOutCount);
        var frame = SealFrame.write(seal);
        out.write(frame);
        out.close();
        return seal;
    }

    private void append(Path list) throws IOException {
        try (var in = Files.newInputStream(list)) {
            var size = Files.size(list);
            tar.begin(
                    new TarEntry(
                            RawName.of(MANIFEST),
                            Kind.FILE,
                            0600,
                            0,
                            0,
                            size,
                            facts.made().getEpochSecond(),
                            RawName.ROOT));
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                tar.write(buffer, 0, count);
            }
        }
    }

    /// Lets go of a copy that was not sealed; its file stays.
    @Override
    public void close() {
        try (out;
                var _ = packing) {
            // both, whatever comes of it
        } catch (IOException | IllegalStateException _) {
            // what was not sealed is no copy
        }
    }

    /// Lets the packing end without ending the file.
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
