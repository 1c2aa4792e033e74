package dev.berth.runtime.decision;

import dev.berth.runtime.Consent;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// How tries at the machine went: the part of [History] with its ladder. What a person agreed to
/// stands here too, until it was done or is not needed any more.
///
/// @param trouble what failed, and what ended well again and again without leading on
/// @param done acts that ended well since it was last started, or Ready was last proven: to do one
///   of them again means that it did not help
/// @param littered acts that failed and may have left something behind, since that was last ended
/// @param begun when the start began that is under way, or was when our process ended
/// @param turns how many restarts of the machine were a rung of the service's ladder
/// @param readySince since when Ready was proven, without a failure
/// @param clockSet when the clock inside was last set, or that was tried
/// @param refusedSize the size that it could not be given
/// @param agreed what the person agreed to and was not done yet
public record MachineTries(
        MachineTrouble trouble,
        Set<String> done,
        Set<String> littered,
        Optional<Instant> begun,
        int turns,
        Optional<Instant> readySince,
        Optional<Instant> clockSet,
        Optional<String> refusedSize,
        Set<Consent> agreed) {
    static final String CREATE = "create-machine";
    static final String START = "start-machine";
    static final String STOP = "stop-machine";
    static final String CLEAR = "clear-machine";
    static final String REMOVE = "remove-machine";
    static final String RESIZE = "resize-machine";
    static final String STOP_OTHER = "stop-other";
    static final String SET_CLOCK = "set-clock";

    private static final Set<String> STEPS =
            Set.of(CREATE, START, STOP, CLEAR, REMOVE, RESIZE, STOP_OTHER, SET_CLOCK);

    static final MachineTries NONE =
            new MachineTries(
                    MachineTrouble.NONE,
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of());

    public MachineTries {
        done = Set.copyOf(done);
        littered = Set.copyOf(littered);
        agreed = Set.copyOf(agreed);
    }

    /// Whether a line with this step is about the machine.
    static boolean concerns(String step) {
        return STEPS.contains(step);
    }

    /// An act on it has begun.
    MachineTries with(Began began) {
        return switch (began.step()) {
            case START -> edit(draft -> draft.begun = Optional.of(began.at()));
            // what was agreed was agreed for the one before
            case CREATE -> without(Consent.REBUILD);
            default -> this;
        };
    }

    /// An act on it has ended.
    MachineTries with(Ended ended) {
        if (ended.step().equals(SET_CLOCK)) {
            return edit(draft -> draft.clockSet = Optional.of(ended.at()));
        }
        return edit(draft -> {
            if (ended.step().equals(START)) {
                draft.begun = Optional.empty();
            }
            if (ended.step().equals(STOP_OTHER)) {
                draft.agreed.remove(Consent.STOP_OTHER);
            }
            switch (ended.outcome()) {
                case DONE -> draft.ended(ended);
                case FAILED, TIMED_OUT -> draft.failed(ended);
                case LATE, CANCELLED, CUT_OFF -> {}
            }
        });
    }

    /// Budgets begin anew; what failed acts have left is there all the same.
    MachineTries cleared() {
        return edit(draft -> {
            draft.trouble = MachineTrouble.NONE;
            draft.done.clear();
            draft.turns = 0;
            draft.refusedSize = Optional.empty();
            draft.agreed.clear();
        });
    }

    /// A restart of it was a rung of the service's ladder: what comes is no repetition.
    MachineTries turned() {
        return edit(draft -> {
            draft.turns++;
            draft.done.clear();
        });
    }

    /// The service was Ready. What was agreed to is not needed any more.
    MachineTries proven(Instant at) {
        return edit(draft -> {
            draft.done.clear();
            draft.agreed.clear();
            draft.readySince = draft.readySince.or(() -> Optional.of(at));
        });
    }

    /// The service fell.
    ///
    /// @param forgiven whether it had been Ready for long enough
    MachineTries fell(Instant at, boolean forgiven) {
        return edit(draft -> {
            draft.forgive(at);
            draft.readySince = Optional.empty();
            draft.turns = forgiven ? 0 : draft.turns;
        });
    }

    /// The person agreed to this.
    MachineTries agreeing(Consent consent) {
        return edit(draft -> draft.agreed.add(consent));
    }

    private MachineTries without(Consent consent) {
        return edit(draft -> draft.agreed.remove(consent));
    }

    /// Whether a stop of it failed, or helped nothing: what is hung must be ended.
    boolean isStuck() {
        return littered.contains(STOP);
    }

    /// Whether it was asked to stop since it was last started.
    boolean wasStopped() {
        return done.contains(STOP) || littered.contains(STOP);
    }

    // -- one line later

    private interface Edit {
        void on(Draft draft);
    }

    private MachineTries edit(Edit edit) {
        var draft = new Draft(this);
        edit.on(draft);
        return draft.made();
    }

    /// The same, while it is changed.
    private static final class Draft {
        private MachineTrouble trouble;
        private final Set<String> done;
        private final Set<String> littered;
        private Optional<Instant> begun;
        private int turns;
        private Optional<Instant> readySince;
        private Optional<Instant> clockSet;
        private Optional<String> refusedSize;
        private final Set<Consent> agreed = EnumSet.noneOf(Consent.class);

        Draft(MachineTries from) {
            trouble = from.trouble;
            done = new HashSet<>(from.done);
            littered = new HashSet<>(from.littered);
            begun = from.begun;
            turns = from.turns;
            readySince = from.readySince;
            clockSet = from.clockSet;
            refusedSize = from.refusedSize;
            agreed.addAll(from.agreed);
        }

        MachineTries made() {
            return new MachineTries(
                    trouble,
                    done,
                    littered,
                    begun,
                    turns,
                    readySince,
                    clockSet,
                    refusedSize,
                    agreed);
        }

        void ended(Ended ended) {
            var again = !done.add(ended.step());
            if (again) {
                count(ended);
            }
            switch (ended.step()) {
                case START -> {
                    done.clear();
                    done.add(START);
                    littered.clear();
                }
                case STOP -> {
                    if (again) {
                        littered.add(STOP);
                    }
                }
                case CLEAR -> littered.clear();
                case REMOVE -> {
                    littered.clear();
                    agreed.remove(Consent.REBUILD);
                }
                case RESIZE -> refusedSize = Optional.empty();
                default -> {}
            }
        }

        void failed(Ended ended) {
            count(ended);
            switch (ended.step()) {
                case START, STOP -> littered.add(ended.step());
                case RESIZE -> refusedSize = Optional.of(ended.subject());
                default -> {}
            }
        }

        private void count(Ended ended) {
            forgive(ended.at());
            readySince = Optional.empty();
            trouble = trouble.with(ended);
        }

        /// What lies before ten minutes of Ready counts no longer.
        void forgive(Instant at) {
            if (readySince.filter(since -> !at.isBefore(since.plus(Falls.FORGIVING))).isPresent()) {
                trouble = MachineTrouble.NONE;
            }
        }
    }
}
