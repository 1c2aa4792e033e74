package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.Step.Prove;
import dev.berth.runtime.decision.Step.Rest;
import dev.berth.runtime.decision.Step.Wait;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.JournalEntry.FallCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Rows for a container that runs.
final class Serving {
    /// How long a service that was Ready may fail to answer before that counts as a fall: a busy
    /// computer or one that just woke up takes a while.
    static final Duration SILENCE = Duration.ofSeconds(30);

    /// How long a fresh run may answer strangely: its listener may be up before it knows who it is.
    static final Duration SETTLING = Duration.ofSeconds(10);

    /// One look is no proof of trouble.
    static final Duration HICCUP = Duration.ofSeconds(3);

    private static final Duration FIRST_POLL = Duration.ofMillis(50);
    private static final Duration SLOWEST_POLL = Duration.ofMillis(100);

    private Serving() {}

    static Step running(Situation now, Wish.Running wish, Running running) {
        if (wish.restartSince().filter(asked -> running.since().isBefore(asked)).isPresent()) {
            return Ending.stop(now, running, Stage.STOPPING);
        }
        return switch (now.seen().endpoint()) {
            case Unknown<EndpointState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<EndpointState>(var endpoint) -> answering(now, running, endpoint);
        };
    }

    private static Step answering(Situation now, Running running, EndpointState endpoint) {
        var proven = isProven(now, running);
        return switch (endpoint) {
            case EndpointState.Ready(var degraded) when proven ->
                    new Rest(degraded, Decision.HEALTHY_LOOK);
            case EndpointState.Ready _ ->
                    new Prove(running.id(), running.since(), running.port().orElse(OpenClaw.PORT));
            case EndpointState.Alive _, EndpointState.Refused _, EndpointState.Silent _ ->
                    bearing(
                            now,
                            running,
                            proven ? FallCause.SILENT : FallCause.NEVER_READY,
                            proven ? Duration.ZERO : now.startAllowance(),
                            proven ? SILENCE : HICCUP);
            case EndpointState.IdentityRefused _ ->
                    bearing(now, running, FallCause.TOKEN_REFUSED, SETTLING, Duration.ZERO);
            case EndpointState.Strange _ ->
                    bearing(now, running, FallCause.SOMEBODY_ELSE, SETTLING, HICCUP);
            case EndpointState.Foreign _ ->
                    bearing(now, running, FallCause.SOMEBODY_ELSE, Duration.ZERO, Duration.ZERO);
        };
    }

    private static boolean isProven(Situation now, Running running) {
        return now.history().isProven(running.id().value(), running.since());
    }

    /// Waits while this is still to be borne, then notes the fall, then acts on it.
    ///
    /// @param afterStart how long it is borne after the run began
    /// @param inARow how long it is borne from the first look at which it was so
    private static Step bearing(
            Situation now, Running running, FallCause cause, Duration afterStart, Duration inARow) {
        var key = "run " + running.id().brief() + " " + running.since();
        if (now.history().isNoted(key)) {
            return BringUp.notYet(now).orElseGet(() -> Ending.stop(now, running, Stage.RECOVERING));
        }
        var first = now.recent().unreadySince().orElse(now.now());
        var bearable = later(running.since().plus(afterStart), first.plus(inARow));
        if (now.now().isBefore(bearable)) {
            return new Wait(Stage.WAITING_FOR_SERVICE, fraction(now, running), poll(now));
        }
        return BringUp.fell(now, key, cause, Optional.empty());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// How far a start of the usual length would be by now.
    private static double fraction(Situation now, Running running) {
        var usual = now.kept().lastStart().orElse(Duration.ofSeconds(10));
        var gone = Duration.between(running.since(), now.now());
        return Math.clamp((double) gone.toMillis() / Math.max(usual.toMillis(), 1), 0, 0.95);
    }

    /// From 50 ms, a fifth longer each time, up to a tenth of a second: half of it is what a person
    /// waits for nothing, and one look costs a millisecond.
    private static Duration poll(Situation now) {
        var millis = FIRST_POLL.toMillis() * Math.pow(1.2, now.recent().looks());
        return Duration.ofMillis((long) Math.min(millis, (double) SLOWEST_POLL.toMillis()));
    }
}
