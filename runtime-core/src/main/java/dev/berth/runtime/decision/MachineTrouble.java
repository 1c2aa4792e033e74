package dev.berth.runtime.decision;

import dev.berth.runtime.store.JournalEntry.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far acts on the machine have failed to lead on: three failures are a whole ladder, after
/// which the person is told and slow tries go on; three ladders within half an hour end them.
///
/// @param failures since the last whole ladder, 0 up to one below [#TOP]
/// @param last the newest of them
/// @param ladders when each whole ladder was spent
/// @param givenUp only a person can go on
record MachineTrouble(int failures, Optional<Ended> last, List<Instant> ladders, boolean givenUp) {
    static final MachineTrouble NONE = new MachineTrouble(0, Optional.empty(), List.of(), false);

    /// Failures that make a ladder.
    static final int TOP = 3;

    private static final List<Duration> BACK_OFF =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10));

    MachineTrouble {
        ladders = List.copyOf(ladders);
    }

    /// One failure more.
    MachineTrouble with(Ended failure) {
        if (failures + 1 < TOP) {
            return new MachineTrouble(failures + 1, Optional.of(failure), ladders, givenUp);
        }
        var spent = new ArrayList<>(ladders);
        spent.add(failure.at());
        return new MachineTrouble(
                0, Optional.of(failure), spent, givenUp || Falls.threeWithinHalfAnHour(spent));
    }

    /// When the next act may begin; empty when only a person can go on.
    Optional<Instant> nextTry() {
        if (givenUp) {
            return Optional.empty();
        }
        if (last.isEmpty()) {
            return Optional.of(Instant.MIN);
        }
        var pause =
                failures == 0 && !ladders.isEmpty()
                        ? Falls.slowTry(ladders.size())
                        : BACK_OFF.get(failures);
        return Optional.of(last.get().at().plus(pause));
    }

    /// Whether the person is told: after a whole ladder, or at once where trying again cannot help.
    boolean isTold() {
        return !ladders.isEmpty()
                || last.flatMap(Ended::problem).filter(Meaning::isPlain).isPresent();
    }
}
