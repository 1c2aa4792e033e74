package dev.berth.window.copies;

import dev.berth.runtime.SafetyCopy;
import dev.berth.words.Words;
import java.time.Instant;
import java.util.Set;

/// A copy in words.
final class CopyWords {
    private static final double MEGABYTE = 1e6;
    private static final Set<String> REASONS =
            Set.of(
                    "hand",
                    "daily",
                    "imported",
                    "before-restore",
                    "before-reset",
                    "before-rebuild",
                    "before-update",
                    "before-downgrade");

    private final Words words;

    CopyWords(Words words) {
        this.words = words;
    }

    /// When, why, how large and in which state, in one line.
    String line(SafetyCopy copy) {
        var why = REASONS.contains(copy.why()) ? copy.why() : "imported";
        return words.text(
                "copies.line",
                copy.made().map(this::moment).orElse(copy.id()),
                words.text("copies.why." + why),
                copy.fileBytes() / MEGABYTE,
                words.text("copies.state." + copy.state().id()));
    }

    private String moment(Instant at) {
        return words.moment(at);
    }
}
