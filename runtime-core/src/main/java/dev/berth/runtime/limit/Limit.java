package dev.berth.runtime.limit;

import java.time.Duration;

/// How long an act may take, and the handle by which another thread can cut it short.
public record Limit(Duration atMost, Cancellation cancellation) {

    /// The same handle with another length.
    public Limit within(Duration shorter) {
        return new Limit(shorter, cancellation);
    }
}
