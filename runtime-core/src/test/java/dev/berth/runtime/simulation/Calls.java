package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.time.Duration;
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

    Calls(
            VirtualTime time,
            Chance chance,
            Faults faults,
            Mortality mortality,
            Guard guard,
            KnownSecrets secrets,
            Trace trace) {
        this.time = time;
        this.chance = chance;
        this.faults = faults;
        this.mortality = mortality;
        this.guard = guard;
        this.secrets = secrets;
        this.trace = trace;
    }

    /// An act that is asked of the engine.
    ///
    /// @param step the step in the journal under which it may be done
    /// @param subject what that line must name; empty when any will do
    record Act(String step, String subject, Duration length, Limit limit) {}

    /// Asks something; nothing changes.
    <T> Answer<T> ask(String verb, Limit limit, Supplier<Answer<T>> truth) {
        return switch (faults.ofQuestion()) {
            case HANGS -> hang(verb, limit);
            case FAILS -> pass(QUICK, limit, verb, () -> failed(faults.kind(), verb));
            case GARBAGE -> pass(QUICK, limit, verb, () -> failed(Kind.UNREADABLE, verb));
            case FINE, HALF, LATE, LIES -> pass(QUICK, limit, verb, truth);
        };
    }

    /// Does something.
    ///
    /// @param effect does it and answers
    /// @param lie the answer of who has not done it
    <T> Answer<T> act(Act act, Supplier<Answer<T>> effect, Supplier<Answer<T>> lie) {
        guard.mayAct(act.step(), act.subject());
        goOnAfterDeath(effect);
        var fate = faults.ofAct();
        trace.say("engine", () -> act.step() + " " + brief(act.subject()) + " " + fate);
        var limit = act.limit();
        Answer<T> answer =
                switch (fate) {
                    case FINE -> pass(act.length(), limit, act.step(), effect);
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
                        time.in(limit.atMost().plus(chance.seconds(1, 30)), () -> unheard(effect));
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

    /// Done, and nobody hears the answer.
    private static <T> void unheard(Supplier<Answer<T>> effect) {
        var _ = effect.get();
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
