package dev.berth.runtime.source;

import dev.berth.runtime.source.ReleaseSource.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Counts bytes and tells of them, not more often than a person can see. One thread.
final class Meter {
    private static final Duration OFTEN_ENOUGH = Duration.ofMillis(250);

    private final Told told;
    private final InstantSource clock;
    private long bytes;
    private long ofBytes;
    private Instant next = Instant.MIN;

    Meter(Told told, InstantSource clock) {
        this.told = told;
        this.clock = clock;
    }

    void begin(long here, long all) {
        bytes = here;
        ofBytes = all;
        tell();
    }

    long bytes() {
        return bytes;
    }

    /// @param more may be negative, where a part is begun anew
    void add(long more) {
        bytes += more;
        var now = clock.instant();
        // a clock that was set back must not silence us
        if (!now.isBefore(next) || now.plus(OFTEN_ENOUGH).isBefore(next)) {
            tell();
        }
    }

    void tell() {
        next = clock.instant().plus(OFTEN_ENOUGH);
        told.bytes(Math.clamp(bytes, 0, ofBytes), ofBytes);
    }

    @SuppressWarnings("NullAway") // Void has no other value
    static Void nothing() {
        return null;
    }
}
