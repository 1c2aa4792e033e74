package dev.berth.runtime.copies.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Reads ahead on a thread of its own, so that summing what is packed, unpacking it and summing
/// what is in it go side by side. Four buffers.
final class ReadAhead extends InputStream {
    private static final int BUFFER = 256 << 10;
    private static final int BUFFERS = 4;

    /// A buffer as it was filled.
    private static final class Piece {
        private final byte[] bytes;
        private final int count;
        private final Optional<Throwable> failure;

        /// @param count bytes in it; -1 at the end
        Piece(byte[] bytes, int count, Optional<Throwable> failure) {
            this.bytes = bytes;
            this.count = count;
            this.failure = failure;
        }
    }

    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final InputStream in;
    private final Thread thread;
    private volatile boolean closed;
    private Piece piece = new Piece(new byte[0], 0, Optional.empty());
    private int at;

    ReadAhead(InputStream in) {
        this.in = in;
        for (var one = 0; one < BUFFERS; one++) {
            empty.add(new byte[BUFFER]);
        }
        thread = Thread.ofPlatform().daemon().name("reading-ahead").start(this::readAll);
    }

    private void readAll() {
        try {
            while (!closed) {
                var buffer = empty.poll(1, TimeUnit.SECONDS);
                if (buffer == null) {
                    continue;
                }
                var count = in.readNBytes(buffer, 0, buffer.length);
                full.put(new Piece(buffer, count == 0 ? -1 : count, Optional.empty()));
                if (count == 0) {
                    return;
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            var _ = full.offer(new Piece(new byte[0], -1, Optional.of(e)));
        } catch (InterruptedException _) {
            // nobody reads any more
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (at >= piece.count) {
            if (piece.count < 0) {
                return -1;
            }
            next();
        }
        var some = Math.min(count, piece.count - at);
        System.arraycopy(piece.bytes, at, into, from, some);
        at += some;
        return some;
    }

    private void next() throws IOException {
        if (piece.bytes.length > 0) {
            empty.add(piece.bytes);
        }
        at = 0;
        try {
            piece = full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (piece.failure.isPresent()) {
            throw new BadCopy(
                    "it is damaged inside",
                    new IOException(String.valueOf(piece.failure.get().getMessage())));
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}
