package dev.berth.runtime;

import dev.berth.runtime.Sign.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// All that a look at Berth and this computer has found.
///
/// @param at when it began
/// @param took how long it took
/// @param signs one for each part, in the order of [Sign.Part]
public record Examination(Instant at, Duration took, List<Sign> signs) {
    public Examination {
        signs = signs.stream().sorted(Comparator.comparing(Sign::part)).toList();
    }

    /// The gravest verdict among them.
    public Verdict worst() {
        return signs.stream().map(Sign::verdict).max(Comparator.naturalOrder()).orElse(Verdict.OK);
    }

    /// How many have this verdict.
    public long count(Verdict verdict) {
        return signs.stream().filter(sign -> sign.verdict() == verdict).count();
    }
}
