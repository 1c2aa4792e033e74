package dev.berth.runtime.copies.archive;

import java.io.IOException;
import java.io.OutputStream;

/// A file that is being written, as a stream.
final class ContentStream extends OutputStream {
    private final Scratch.Content content;

    ContentStream(Scratch.Content content) {
        this.content = content;
    }

    @Override
    public void write(int one) throws IOException {
        content.write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        content.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
