package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Takes the bytes of a log in conmon's form apart, in pieces of any size:
/// `2026-11-21T05:13:11.965999535+00:00 stdout F text`. What does not look like that is passed
/// over. One thread.
final class LogRecords {
    /// conmon writes at most 8 KiB of text in one; more is none of its records.
    private static final int LONGEST = 64 * 1024;

    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final Listener listener;
    private long taken;

    /// What a record says.
    ///
    /// @param error whether it came from the stream of errors
    /// @param whole whether a line ends with it; conmon calls the others partial
    /// @param text its bytes: a character may go on in the next one
    record Piece(Instant at, boolean error, boolean whole, ByteBuffer text) {}

    @FunctionalInterface
    interface Listener {
        /// Told each record in turn.
        ///
        /// @param end how many bytes had been taken up to the record's end
        void took(Piece piece, long end);
    }

    LogRecords(Listener listener) {
        this.listener = listener;
    }

    void take(byte[] bytes, int length) {
        var from = 0;
        for (var at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                unfinished.write(bytes, from, at - from);
                end(taken + at + 1);
                from = at + 1;
            }
        }
        if (unfinished.size() + length - from <= LONGEST) {
            unfinished.write(bytes, from, length - from);
        }
        taken += length;
    }

    /// Forgets what was begun: the next byte begins a record.
    void forget() {
        unfinished.reset();
    }

    private void end(long place) {
        var record = unfinished.toByteArray();
        unfinished.reset();
        var stream = after(record, 0);
        var tag = after(record, stream);
        var text = after(record, tag);
        if (text < 0) {
            return;
        }
        try {
            var at = new String(record, 0, stream - 1, US_ASCII);
            listener.took(
                    new Piece(
                            OffsetDateTime.parse(at).toInstant(),
                            new String(record, stream, tag - stream - 1, US_ASCII).equals("stderr"),
                            record[tag] != 'P',
                            ByteBuffer.wrap(record, text, record.length - text)),
                    place);
        } catch (DateTimeException noRecord) {
            // Half a record, where reading began in the middle.
        }
    }

    /// Where the next word begins; -1 where there is none.
    private static int after(byte[] record, int word) {
        for (var at = word; at >= 0 && at < record.length; at++) {
            if (record[at] == ' ') {
                return at + 1;
            }
        }
        return -1;
    }

    /// The text of a line, fit for reading.
    static String text(byte[] bytes) {
        return Words.plain(new String(bytes, UTF_8));
    }
}
