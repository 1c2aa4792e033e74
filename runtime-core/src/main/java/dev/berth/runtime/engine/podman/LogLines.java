package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.LogNews;
import dev.berth.runtime.engine.podman.LogRecords.Piece;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Puts lines together from pieces: a long line, or one whose end is not written yet, comes in
/// several, and the two streams come mixed. One thread.
final class LogLines {
    /// More of a line is not kept.
    private static final int LONGEST = 16 * 1024;

    private final Unfinished out = new Unfinished();
    private final Unfinished error = new Unfinished();
    private List<LogNews> news = new ArrayList<>();

    private static final class Unfinished {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Instant last = Instant.EPOCH;
        private boolean begun;

        void add(Piece piece) {
            begun = true;
            last = piece.at();
            var text = piece.text();
            var room = Math.min(text.remaining(), LONGEST - bytes.size());
            bytes.write(text.array(), text.arrayOffset() + text.position(), room);
        }

        LogNews line() {
            var line = new LogNews.Line(last, LogRecords.text(bytes.toByteArray()));
            bytes.reset();
            begun = false;
            return line;
        }
    }

    void take(Piece piece) {
        var unfinished = piece.error() ? error : out;
        unfinished.add(piece);
        if (piece.whole()) {
            news.add(unfinished.line());
        }
    }

    /// Nothing more follows what was begun.
    void end() {
        for (var unfinished : List.of(out, error)) {
            if (unfinished.begun) {
                news.add(unfinished.line());
            }
        }
    }

    void missing() {
        end();
        news.add(new LogNews.Missing());
    }

    /// What came together since the last time.
    List<LogNews> taken() {
        var taken = news;
        news = new ArrayList<>();
        return taken;
    }
}
