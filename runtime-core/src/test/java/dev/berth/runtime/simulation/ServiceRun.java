package dev.berth.runtime.simulation;

import dev.berth.runtime.service.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One run of the service's process: when it began and how it behaves.
///
/// @param since when it began, as the engine tells it
/// @param began the same in time awake
/// @param readyAfter how long it takes to be ready
/// @param temper how it behaves
/// @param token the token it was given
record ServiceRun(Instant since, Instant began, Duration readyAfter, Temper temper, String token) {
    static final ServiceRun NONE =
            new ServiceRun(Instant.EPOCH, Instant.EPOCH, Duration.ZERO, Temper.GOOD, "");

    /// How a run of the service may go.
    enum Temper {
        GOOD,
        /// Its provider does not work; it can do without.
        DEGRADED,
        CRASHES,
        EXITS_CLEANLY,
        REFUSES_SETTINGS,
        RUNS_OUT_OF_MEMORY,
        NEVER_READY,
        HANGS,
        REFUSES_TOKEN,
        ANSWERS_STRANGELY,
        IGNORES_STOP
    }

    boolean isReady(Instant now) {
        return (temper == Temper.GOOD
                        || temper == Temper.DEGRADED
                        || temper == Temper.IGNORES_STOP
                        || temper == Temper.REFUSES_TOKEN)
                && !now.isBefore(began.plus(readyAfter));
    }

    Probe.Reply reply(Instant now) {
        if (now.isBefore(began.plus(readyAfter.dividedBy(2)))) {
            return new Probe.Reply.Refused();
        }
        if (now.isBefore(began.plus(readyAfter))) {
            return new Probe.Reply.Alive(List.of("startup-sidecars"));
        }
        return switch (temper) {
            case GOOD, IGNORES_STOP, REFUSES_TOKEN -> new Probe.Reply.Ready();
            case DEGRADED -> new Probe.Reply.Alive(List.of("provider"));
            case CRASHES, EXITS_CLEANLY, REFUSES_SETTINGS, RUNS_OUT_OF_MEMORY, NEVER_READY ->
                    new Probe.Reply.Alive(List.of("startup-sidecars"));
            case HANGS -> new Probe.Reply.Silent();
            case ANSWERS_STRANGELY -> new Probe.Reply.Strange("HTTP 418");
        };
    }

    Probe.Identity identity(Instant now, String offered) {
        if (!isReady(now)) {
            return new Probe.Identity.Silent();
        }
        return temper != Temper.REFUSES_TOKEN && token.equals(offered)
                ? new Probe.Identity.Proven(Optional.of("2026.9.6"))
                : new Probe.Identity.Refused();
    }
}
