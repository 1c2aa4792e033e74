package dev.berth.runtime.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Something seen earlier that may still be taken for granted for a while.
record Memory<T>(Optional<T> value, Instant seen) {

    static <T> Memory<T> none() {
        return new Memory<>(Optional.empty(), Instant.MIN);
    }

    static <T> Memory<T> of(T value, Instant at) {
        return new Memory<>(Optional.of(value), at);
    }

    /// The value, unless it is older than this or comes from the future (the clock was set).
    Optional<T> within(Duration age, Instant now) {
        return value.filter(_ -> !now.isBefore(seen) && now.isBefore(seen.plus(age)));
    }
}
