package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Where a drained stream goes. One thread writes; after it has ended another may read.
sealed interface Sink {

    /// Takes the first `length` bytes.
    void take(byte[] bytes, int length);

    /// Told once, after the last byte.
    default void end() {}

    /// What was kept, as text.
    String text();

    /// Keeps everything up to a bound, then says that it is full.
    final class Head implements Sink {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int atMost;
        private final Runnable full;
        private boolean overflowing;

        /// @param full told once, on the draining thread
        Head(int atMost, Runnable full) {
            this.atMost = atMost;
            this.full = full;
        }

        @Override
        public synchronized void take(byte[] bytes, int length) {
            if (overflowing) {
                return;
            }
            if (kept.size() + length > atMost) {
                overflowing = true;
                full.run();
                return;
            }
            kept.write(bytes, 0, length);
        }

        @Override
        public synchronized String text() {
            return kept.toString(UTF_8);
        }
    }

    /// Keeps the last bytes only.
    final class Tail implements Sink {
        private final byte[] ring;
        private long taken;

        Tail(int atMost) {
            ring = new byte[atMost];
        }

        @Override
        public synchronized void take(byte[] bytes, int length) {
            for (int at = 0; at < length; at++) {
                ring[(int) (taken++ % ring.length)] = bytes[at];
            }
        }

        @Override
        public synchronized String text() {
            int size = (int) Math.min(taken, ring.length);
            var ordered = new byte[size];
            for (int at = 0; at < size; at++) {
                ordered[at] = ring[(int) ((taken - size + at) % ring.length)];
            }
            return new String(ordered, UTF_8);
        }
    }

    /// Hands on each line as it comes; keeps the last ones too, for the case of a failure.
    final class Lines implements Sink {
        /// A longer line is handed on in pieces.
        private static final int LONGEST = 64 * 1024;

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Tail last = new Tail(LONGEST);
        private final Consumer<String> listener;

        Lines(Consumer<String> listener) {
            this.listener = listener;
        }

        @Override
        public void take(byte[] bytes, int length) {
            last.take(bytes, length);
            for (int at = 0; at < length; at++) {
                if (bytes[at] == '\n' || line.size() == LONGEST) {
                    handOn();
                }
                if (bytes[at] != '\n') {
                    line.write(bytes[at]);
                }
            }
        }

        @Override
        public void end() {
            if (line.size() > 0) {
                handOn();
            }
        }

        private void handOn() {
            var text = line.toString(UTF_8);
            line.reset();
            listener.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }

        @Override
        public String text() {
            return last.text();
        }
    }
}
