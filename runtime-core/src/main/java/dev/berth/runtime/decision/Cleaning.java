package dev.berth.runtime.decision;

import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the clean-ups of resets went so far: the part of [History] that tells when what is left may
/// be tried again.
///
/// @param asked when a person last asked for a reset
/// @param tries what failed, by the subject of its act
public record Cleaning(Optional<Instant> asked, Map<String, Tries> tries) {
    static final Cleaning NONE = new Cleaning(Optional.empty(), Map.of());

    /// The name under which clean-ups stand in the journal.
    static final String STEP = "clean-up";

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(5));

    public Cleaning {
        tries = Map.copyOf(tries);
    }

    /// @param failed how many tries failed since the thing was last cleaned
    /// @param next when it may be tried again
    record Tries(int failed, Instant next) {
        Tries failedAgain(Instant at) {
            return new Tries(failed + 1, at.plus(PAUSES.get(Math.min(failed, PAUSES.size() - 1))));
        }
    }

    /// One more clean-up has ended.
    Cleaning with(Ended ended) {
        var more = new HashMap<>(tries);
        switch (ended.outcome()) {
            case DONE -> more.remove(ended.subject());
            case FAILED, TIMED_OUT ->
                    more.put(
                            ended.subject(),
                            more.getOrDefault(ended.subject(), new Tries(0, Instant.MIN))
                                    .failedAgain(ended.at()));
            case LATE, CANCELLED, CUT_OFF -> {}
        }
        return new Cleaning(asked, more);
    }

    /// A person wants something done: all that is left may be tried at once.
    Cleaning hurried() {
        var soon = new HashMap<String, Tries>();
        tries.forEach((subject, one) -> soon.put(subject, new Tries(one.failed(), Instant.MIN)));
        return new Cleaning(asked, soon);
    }

    /// A person asked for a reset.
    Cleaning asked(Instant at) {
        return new Cleaning(Optional.of(at), hurried().tries());
    }

    /// How many tries at it failed.
    public int failed(CleanUp item) {
        var known = tries.get(item.toString());
        return known == null ? 0 : known.failed();
    }

    /// When it may be tried.
    Instant next(CleanUp item) {
        var known = tries.get(item.toString());
        return known == null ? Instant.MIN : known.next();
    }

    /// What lies further off than any pause was reckoned before the clock was set back.
    boolean isDue(CleanUp item, Instant now) {
        var next = next(item);
        return !now.isBefore(next) || now.plus(PAUSES.getLast()).isBefore(next);
    }
}
