package dev.berth.runtime.story;

import dev.berth.runtime.Episode;
import dev.berth.runtime.Episode.End;
import dev.berth.runtime.ProblemKind;
import java.time.Instant;
import java.util.Optional;

/// An episode before it is put into words.
record Draft(
        Instant at,
        Optional<Instant> until,
        String code,
        Optional<ProblemKind> problem,
        int times,
        End end,
        boolean isTrouble) {

    /// Something that only happened.
    static Draft of(Instant at, String code) {
        return new Draft(at, Optional.empty(), code, Optional.empty(), 1, End.NONE, false);
    }

    /// A problem.
    static Draft of(Instant at, ProblemKind problem) {
        return new Draft(
                at, Optional.empty(), "troubled", Optional.of(problem), 1, End.NOT_OVER, true);
    }

    Draft ending(End other) {
        return new Draft(at, until, code, problem, times, other, isTrouble);
    }

    Draft ending(End other, Instant when) {
        return new Draft(at, Optional.of(when), code, problem, times, other, isTrouble);
    }

    Draft asTrouble() {
        return new Draft(at, until, code, problem, times, end, true);
    }

    Draft times(int count) {
        return new Draft(at, until, code, problem, count, end, isTrouble);
    }

    /// Whether the other one is the same again, with nothing new to it.
    boolean isAgain(Draft other) {
        return code.equals(other.code)
                && problem.equals(other.problem)
                && end == other.end
                && until.isEmpty()
                && other.until.isEmpty();
    }

    Episode told() {
        return new Episode(at, until, code, problem, times, end, Telling.sentence(this), isTrouble);
    }
}
