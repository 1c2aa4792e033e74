package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.Step.Prove;
import dev.berth.runtime.decision.Step.Rest;
import dev.berth.runtime.decision.Step.Wait;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.store.JournalEntry.FallCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Rows for a container that runs.
final class Serving {
    /// How long a service that was Ready may fail to answer before that counts as a fall: a busy
    /// computer or one that just woke up takes a while.
    static final Duration SILENCE = Duration.ofSeconds(30);

    /// How long a fresh run may refuse our token: its listener may be up before it knows who it is.
    static final Duration SETTLING = Duration.ofSeconds(10);

    /// One look is no proof of trouble.
    static final Duration HICCUP = Duration.ofSeconds(3);

    /// Beyond it certificates and tokens may not be valid yet.
    private static final Duration DRIFT = Duration.ofSeconds(30);

    private static final Duration CLOCK_PAUSE = Duration.ofMinutes(10);

    private static final Duration FIRST_POLL = Duration.ofMillis(50);
    private static final Duration SLOWEST_POLL = Duration.ofMillis(100);

    private Serving() {}

    static Step running(Situation now, Wish.Running wish, Running running) {
        if (wish.restartSince().filter(asked -> isOlder(now, running, asked)).isPresent()) {
            return Ending.stop(now, running, Stage.STOPPING);
        }
        return switch (now.seen().endpoint()) {
            case Unknown<EndpointState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<EndpointState>(var endpoint) -> answering(now, running, endpoint);
        };
    }

    /// A run that seems to begin only later began before the clock was set back.
    private static boolean isOlder(Situation now, Running running, Instant asked) {
        return running.since().isBefore(asked) || running.since().isAfter(now.now());
    }

    private static Step answering(Situation now, Running running, EndpointState endpoint) {
        var proven = isProven(now, running);
        return switch (endpoint) {
            case EndpointState.Ready ready when proven ->
                    Entrance.open(now, _ -> healthy(now, ready));
            case EndpointState.Ready _ ->
                    Entrance.open(now, door -> new Prove(running.id(), running.since(), door));
            case EndpointState.Alive _, EndpointState.Refused _, EndpointState.Silent _ ->
                    bearing(
                            now,
                            running,
                            proven ? FallCause.SILENT : FallCause.NEVER_READY,
                            proven ? Duration.ZERO : now.startAllowance(),
                            proven ? SILENCE : HICCUP);
            case EndpointState.IdentityRefused _ ->
                    odd(now, running, FallCause.TOKEN_REFUSED, proven ? Duration.ZERO : SETTLING);
            case EndpointState.Strange _ -> odd(now, running, FallCause.SOMEBODY_ELSE, HICCUP);
            // A service that ends between two questions leaves its address to nobody for a moment.
            case EndpointState.Foreign(var who) ->
                    bearing(
                            now,
                            running,
                            FallCause.SOMEBODY_ELSE,
                            who.map(Halts::heldBy),
                            borneUntil(now, running, Duration.ZERO, HICCUP));
        };
    }

    /// All is well; the clock inside a machine may be wrong, as after sleep (podman.md T-01).
    private static Step healthy(Situation now, EndpointState.Ready ready) {
        var rest = new Rest(ready.degraded(), Decision.HEALTHY_LOOK);
        var wrong = ready.drift().filter(drift -> drift.abs().compareTo(DRIFT) > 0).isPresent();
        var due =
                now.history()
                        .machine()
                        .clockSet()
                        .filter(at -> !now.isOver(at, at.plus(CLOCK_PAUSE)))
                        .isEmpty();
        return now.kept()
                .dwelling()
                .machine()
                .filter(_ -> wrong && due)
                .filter(_ -> now.seen().host() instanceof Known<HostState>(HostState.Running _))
                .<Step>map(machine -> new MachineStep.SetClock(machine, rest))
                .orElse(rest);
    }

    private static boolean isProven(Situation now, Running running) {
        return now.history().isProven(running.id().value(), running.since());
    }

    /// However long its start took, it is borne from the first such answer on.
    private static Step odd(Situation now, Running running, FallCause cause, Duration inARow) {
        var first = now.recent().oddSince().orElse(now.now());
        var began = began(now, running).orElse(first);
        return bearing(now, running, cause, later(began.plus(SETTLING), first.plus(inARow)));
    }

    /// Waits while this is still to be borne, then notes the fall, then acts on it.
    ///
    /// @param afterStart how long it is borne after the run began
    /// @param inARow how long it is borne from the first look at which it was so
    private static Step bearing(
            Situation now, Running running, FallCause cause, Duration afterStart, Duration inARow) {
        return bearing(now, running, cause, borneUntil(now, running, afterStart, inARow));
    }

    private static Instant borneUntil(
            Situation now, Running running, Duration afterStart, Duration inARow) {
        var first = now.recent().unreadySince().orElse(now.now());
        var began = began(now, running).orElse(first);
        return later(began.plus(afterStart), first.plus(inARow));
    }

    private static Step bearing(Situation now, Running running, FallCause cause, Instant until) {
        return bearing(now, running, cause, Optional.empty(), until);
    }

    private static Step bearing(
            Situation now,
            Running running,
            FallCause cause,
            Optional<String> detail,
            Instant until) {
        var key = "run " + running.id().brief() + " " + running.since();
        if (now.history().isNoted(key)) {
            return BringUp.notYet(now).orElseGet(() -> Ending.stop(now, running, Stage.RECOVERING));
        }
        if (now.now().isBefore(now.afterWaking(until))) {
            return new Wait(Stage.WAITING_FOR_SERVICE, fraction(now, running), poll(now));
        }
        return BringUp.fell(now, key, cause, detail);
    }

    /// When it began, by our clock as far as we know: the engine's may be another computer's, and
    /// wrong. Empty where both times lie after now, because the clock was set back since.
    private static Optional<Instant> began(Situation now, Running running) {
        return Stream.concat(
                        Stream.of(running.since()),
                        now.history().lastStartOf(running.id().value()).stream())
                .filter(then -> !then.isAfter(now.now()))
                .max(Comparator.naturalOrder());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// How far a start of the usual length would be by now.
    private static double fraction(Situation now, Running running) {
        var usual = now.kept().lastStart().orElse(Duration.ofSeconds(10));
        var gone = Duration.between(began(now, running).orElse(now.now()), now.now());
        return Math.clamp((double) gone.toMillis() / Math.max(usual.toMillis(), 1), 0, 0.95);
    }

    /// From 50 ms, a fifth longer each time, up to a tenth of a second: half of it is what a person
    /// waits for nothing, and one look costs a millisecond.
    private static Duration poll(Situation now) {
        var millis = FIRST_POLL.toMillis() * Math.pow(1.2, now.recent().looks());
        return Duration.ofMillis((long) Math.min(millis, (double) SLOWEST_POLL.toMillis()));
    }
}
