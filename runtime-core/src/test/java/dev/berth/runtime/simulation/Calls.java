package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.JournalEntry.Began;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How calls to the engine go: they take time in which other things happen, fail in the ways of
/// [Faults], are cut short, and may be the last thing that the keeper's process does.
final class Calls {
    private static final Duration QUICK = Duration.ofMillis(40);

    private final VirtualTime time;
    private final Chance chance;
    private final Faults faults;
    private final Mortality mortality;
    private final Guard guard;
    private final KnownSecrets secrets;
    private final Trace trace;
    private final Supplier<Optional<Kind>> refusal;
    private final LongSupplier runs;
    private boolean unheard;
    private long questions;

    /// @param refusal why the engine does nothing at all; empty when it does
    /// @param runs how many runs of the service began
    Calls(
            VirtualTime time,
            Chance chance,
            Faults faults,
            Mortality mortality,
            Guard guard,
            KnownSecrets secrets,
            Trace trace,
            Supplier<Optional<Kind>> refusal,
            LongSupplier runs) {
        this.time = time;
        this.chance = chance;
        this.faults = faults;
        this.mortality = mortality;
        this.guard = guard;
        this.secrets = secrets;
        this.trace = trace;
        this.refusal = refusal;
        this.runs = runs;
    }

    /// An act that is asked of the engine.
    ///
    /// @param step the step in the journal under which it may be done
    /// @param subject what that line must name; empty when any will do
    record Act(String step, String subject, Duration length, Limit limit) {}

    /// Asks something of the engine; nothing changes.
    <T> Answer<T> ask(String verb, Limit limit, Supplier<Answer<T>> truth) {
        return askAnyway(verb, limit, () -> refused(verb, truth));
    }

    /// Does something with the engine.
    <T> Answer<T> act(Act act, Supplier<Answer<T>> effect, Supplier<Answer<T>> lie) {
        return actAnyway(act, () -> refused(act.step(), effect), lie);
    }

    private <T> Answer<T> refused(String verb, Supplier<Answer<T>> otherwise) {
        var kind = refusal.get();
        return kind.isPresent()
                ? Answer.failed(new EngineFailure(kind.get(), verb, "it refuses"))
                : otherwise.get();
    }

    /// Whether nobody hears how what is being done ends.
    boolean isUnheard() {
        return unheard;
    }

    /// How many there were.
    long questions() {
        return questions;
    }

    /// Asks something that needs no engine.
    <T> Answer<T> askAnyway(String verb, Limit limit, Supplier<Answer<T>> truth) {
        questions++;
        guard.conduct.looks();
        return switch (faults.ofQuestion()) {
            case HANGS -> hang(verb, limit);
            case FAILS -> pass(QUICK, limit, verb, () -> failed(faults.kind(), verb));
            case GARBAGE -> pass(QUICK, limit, verb, () -> failed(Kind.UNREADABLE, verb));
            case STALE -> {
                var before = truth.get();
                yield pass(chance.millis(40, 2000), limit, verb, () -> before);
            }
            case FINE, HALF, LATE, LIES -> pass(QUICK, limit, verb, truth);
        };
    }

    /// Does something.
    ///
    /// @param effect does it and answers
    /// @param lie the answer of who has not done it
    <T> Answer<T> actAnyway(Act act, Supplier<Answer<T>> effect, Supplier<Answer<T>> lie) {
        guard.mayAct(act.step(), act.subject());
        guard.carriesNoSecret(act.subject());
        var attempt = guard.underWay();
        guard.conduct.lateness.goesOn(attempt);
        goOnAfterDeath(effect);
        var fate = faults.ofAct();
        trace.say("engine", () -> act.step() + " " + brief(act.subject()) + " " + fate);
        var limit = act.limit();
        Answer<T> answer =
                switch (fate) {
                    case FINE, STALE -> pass(act.length(), limit, act.step(), effect);
                    case FAILS ->
                            pass(QUICK, limit, act.step(), () -> failed(faults.kind(), act.step()));
                    case HANGS -> hang(act.step(), limit);
                    case HALF ->
                            pass(
                                    act.length(),
                                    limit,
                                    act.step(),
                                    () -> {
                                        unheard(effect);
                                        return failed(Kind.UNCLASSIFIED, act.step());
                                    });
                    case LATE -> {
                        time.in(
                                limit.atMost().plus(chance.seconds(1, 30)),
                                () -> late(effect, attempt));
                        yield hang(act.step(), limit);
                    }
                    case GARBAGE ->
                            pass(
                                    act.length(),
                                    limit,
                                    act.step(),
                                    () -> {
                                        unheard(effect);
                                        return failed(Kind.UNREADABLE, act.step());
                                    });
                    case LIES -> pass(QUICK, limit, act.step(), lie);
                };
        if (answer instanceof Answer.Failed<T>(var failure) && failure.kind() == Kind.TIMED_OUT) {
            guard.conduct.lateness.timedOut(attempt);
        }
        mortality.boundary();
        return answer;
    }

    /// The engine's program may outlive the keeper that started it.
    private <T> void goOnAfterDeath(Supplier<Answer<T>> effect) {
        try {
            mortality.beforeAct();
        } catch (Mortality.Killed killed) {
            mortality.outlives(chance).ifPresent(later -> time.in(later, () -> unheard(effect)));
            throw killed;
        }
    }

    /// Done after its deadline.
    private <T> void late(Supplier<Answer<T>> effect, Optional<Began> attempt) {
        var before = runs.getAsLong();
        if (unheard(effect) instanceof Answer.Got<T>) {
            guard.conduct.lateness.finished(attempt, runs.getAsLong() > before);
        }
    }

    /// Done, and nobody hears the answer.
    private <T> Answer<T> unheard(Supplier<Answer<T>> effect) {
        unheard = true;
        var answer = effect.get();
        unheard = false;
        return answer;
    }

    private <T> Answer<T> pass(
            Duration length, Limit limit, String verb, Supplier<Answer<T>> afterwards) {
        var within = length.compareTo(limit.atMost()) < 0 ? length : limit.atMost();
        time.pass(within, limit.cancellation()::isCancelled);
        if (limit.cancellation().isCancelled()) {
            return failed(Kind.CANCELLED, verb);
        }
        return length.compareTo(limit.atMost()) > 0
                ? failed(Kind.TIMED_OUT, verb)
                : afterwards.get();
    }

    private <T> Answer<T> hang(String verb, Limit limit) {
        var passed = time.pass(limit.atMost(), limit.cancellation()::isCancelled);
        faults.hung = faults.hung.plus(passed);
        return limit.cancellation().isCancelled()
                ? failed(Kind.CANCELLED, verb)
                : failed(Kind.TIMED_OUT, verb);
    }

    private <T> Answer<T> failed(Kind kind, String verb) {
        return Answer.failed(
                new EngineFailure(kind, verb, "error: bad thing near " + somethingSecret()));
    }

    /// What a careless program may print.
    String somethingSecret() {
        return secrets.any();
    }

    String contentOf(Path file) {
        return secrets.contentOf(file);
    }

    private static String brief(String subject) {
        return subject.length() > 24 ? subject.substring(0, 12) : subject;
    }
}
