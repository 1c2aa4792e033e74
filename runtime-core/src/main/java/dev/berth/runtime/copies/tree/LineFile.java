package dev.berth.runtime.copies.tree;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A list of [Line]s in a scratch file, so that a tree of a million files needs no memory for it.
/// Nothing of it outlives the process that wrote it.
public final class LineFile {

    private static final int BUFFER = 64 << 10;

    private LineFile() {}

    /// Writes one, from the beginning.
    public static final class Writer implements AutoCloseable {
        private final DataOutputStream out;

        public Writer(Path file) throws IOException {
            out =
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW),
                                    BUFFER));
        }

        public void write(Line line) throws IOException {
            var node = line.node();
            write(node.name());
            out.writeUTF(node.kind().name());
            out.writeInt(node.mode());
            out.writeInt(node.owner());
            out.writeInt(node.group());
            out.writeLong(node.size());
            write(node.modified());
            write(node.changed());
            out.writeLong(node.inode());
            write(node.link());
            out.writeUTF(line.sum());
        }

        private void write(RawName name) throws IOException {
            out.writeInt(name.length());
            out.write(name.bytes());
        }

        private void write(Stamp stamp) throws IOException {
            out.writeLong(stamp.seconds());
            out.writeInt(stamp.nanos());
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /// Reads one from its beginning, a line ahead.
    public static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private Optional<Line> next;

        public Reader(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            try {
                next = read();
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }

        /// The line that [#take] will give; empty at the end.
        public Optional<Line> peek() {
            return next;
        }

        /// The next line; empty at the end.
        public Optional<Line> take() throws IOException {
            var taken = next;
            if (taken.isPresent()) {
                next = read();
            }
            return taken;
        }

        /// The line of this name, where there is one; those before it are passed over.
        public Optional<Line> find(RawName name) throws IOException {
            while (next.isPresent() && next.get().node().name().compareTo(name) < 0) {
                take();
            }
            return next.filter(line -> line.node().name().equals(name));
        }

        private Optional<Line> read() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException _) {
                return Optional.empty();
            }
            var name = name(length);
            return Optional.of(
                    new Line(
                            new Node(
                                    name,
                                    Kind.valueOf(in.readUTF()),
                                    in.readInt(),
                                    in.readInt(),
                                    in.readInt(),
                                    in.readLong(),
                                    stamp(),
                                    stamp(),
                                    in.readLong(),
                                    name(in.readInt())),
                            in.readUTF()));
        }

        private RawName name(int length) throws IOException {
            return RawName.of(in.readNBytes(length));
        }

        private Stamp stamp() throws IOException {
            return new Stamp(in.readLong(), in.readInt());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
