package dev.berth.app.face;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import java.time.Duration;
import java.util.Optional;

/// When a person is told of trouble: once in an incident, and only when attention has been needed
/// for 10 s without a break. An incident ends with Ready, or when the person does something else
/// with the assistant. A value: each step gives the next one. Moments are on any clock that only
/// goes on.
///
/// @param trouble what is wrong now, and since when
/// @param told whether this incident was told
public record Incidents(Optional<Trouble> trouble, boolean told) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What is wrong.
    ///
    /// @param since moment at which attention was needed first
    public record Trouble(Problem problem, Duration since) {}

    /// What is to be done about it.
    public sealed interface Telling {
        record Nothing() implements Telling {}

        record AttentionNeeded(Problem problem) implements Telling {}

        /// What was told holds no longer.
        record WorksAgain() implements Telling {}

        /// What was told is nobody's concern any more.
        record Over() implements Telling {}
    }

    /// Where it goes on, and what is to be done now.
    public record Step(Incidents next, Telling telling) {}

    /// Before anything happened.
    public static Incidents none() {
        return new Incidents(Optional.empty(), false);
    }

    /// What a status means, or the passing of time under the same one.
    public Step at(Status status, Duration now) {
        return switch (status) {
            case Supervised(NeedsAttention(var problem)) -> attention(problem, now);
            // On its way, or trying once more: neither the end of an incident nor a new one.
            case Supervised(Starting _) -> new Step(calm(), new Telling.Nothing());
            case Supervised(Ready _) -> over(new Telling.WorksAgain());
            case Paused(), NotSetUp(), NotRunning() -> over(new Telling.Over());
        };
    }

    private Step attention(Problem problem, Duration now) {
        var since = trouble.map(Trouble::since).orElse(now);
        var lasting = now.minus(since).compareTo(PATIENCE) >= 0;
        var next = new Incidents(Optional.of(new Trouble(problem, since)), told || lasting);
        return new Step(
                next,
                lasting && !told ? new Telling.AttentionNeeded(problem) : new Telling.Nothing());
    }

    private Incidents calm() {
        return new Incidents(Optional.empty(), told);
    }

    private Step over(Telling telling) {
        return new Step(none(), told ? telling : new Telling.Nothing());
    }

    /// The moment at which to look again though nothing happened; empty when there is none.
    public Optional<Duration> wake() {
        return told ? Optional.empty() : trouble.map(Trouble::since).map(PATIENCE::plus);
    }
}
