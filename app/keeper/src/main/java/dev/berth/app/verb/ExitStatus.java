package dev.berth.app.verb;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;

/// What a verb leaves to the program that called it (DESIGN 7).
final class ExitStatus {
    static final int REACHED = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;
    static final int STARTING = 10;
    static final int NEEDS_ATTENTION = 20;
    static final int NOT_SET_UP = 30;
    static final int NOT_RUNNING = 31;
    static final int PAUSED = 32;

    private ExitStatus() {}

    /// As `berth status` ends.
    static int of(Status status) {
        return switch (status) {
            case Supervised(Ready _) -> REACHED;
            case Supervised(Starting _) -> STARTING;
            case Supervised(NeedsAttention _) -> NEEDS_ATTENTION;
            case NotSetUp() -> NOT_SET_UP;
            case NotRunning() -> NOT_RUNNING;
            case Paused() -> PAUSED;
        };
    }

    /// As a verb ends that did not reach what was asked for. A service that is Ready although it
    /// should be something else was asked for that by somebody else meanwhile: not there yet.
    static int missed(Status status) {
        return of(status) == REACHED ? STARTING : of(status);
    }
}
