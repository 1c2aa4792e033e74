package dev.berth.runtime.simulation;

import dev.berth.runtime.Place;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.Probe;
import dev.berth.runtime.simulation.SimulatedContainer.Phase;
import java.time.Duration;
import java.util.Optional;

/// Asks whoever holds the port in the simulated computer.
final class SimulatedProbe implements Probe {
    private static final Duration QUICK = Duration.ofMillis(5);

    private final VirtualTime time;
    private final Computer computer;
    private final Guard guard;

    SimulatedProbe(VirtualTime time, Computer computer, Guard guard) {
        this.time = time;
        this.computer = computer;
        this.guard = guard;
    }

    @Override
    public Reply readiness(int port, Optional<String> token, Limit limit) {
        token.ifPresent(_ -> guard.tokenTo(port));
        return settled(reply(port), limit);
    }

    private Reply reply(int port) {
        if (computer.taken.contains(port)) {
            return switch (port % 3) {
                case 0 -> new Reply.Ready();
                case 1 -> new Reply.Strange("HTTP 404");
                default -> new Reply.Silent();
            };
        }
        return computer.holder(port)
                .map(one ->
                        one.phase == Phase.PAUSED || computer.isDrowsy()
                                ? new Reply.Silent()
                                : dated(one, one.run.reply(time.awake())))
                .orElseGet(Reply.Refused::new);
    }

    private Reply dated(SimulatedContainer one, Reply reply) {
        var drift = one.place == Place.APART ? computer.drift : Duration.ZERO;
        return reply instanceof Reply.Ready
                ? new Reply.Ready(Optional.of(time.instant().plus(drift)))
                : reply;
    }

    private Reply settled(Reply reply, Limit limit) {
        time.pass(
                reply instanceof Reply.Silent ? limit.atMost() : QUICK,
                limit.cancellation()::isCancelled);
        return reply;
    }

    @Override
    public Identity identity(int port, String token, Limit limit) {
        guard.tokenTo(port);
        time.pass(QUICK, limit.cancellation()::isCancelled);
        if (computer.taken.contains(port)) {
            return new Identity.Unguarded();
        }
        return computer.holder(port)
                .filter(one -> one.isRunning() && !computer.isDrowsy())
                .map(one -> one.run.identity(time.awake(), token))
                .orElseGet(() -> new Identity.Silent());
    }
}
