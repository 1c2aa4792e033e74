package dev.berth.runtime.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// All chance of one schedule, from one seed.
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /// Between these milliseconds.
    Duration millis(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most + 1));
    }

    /// Between these seconds.
    Duration seconds(long least, long most) {
        return millis(least * 1000, most * 1000);
    }
}
