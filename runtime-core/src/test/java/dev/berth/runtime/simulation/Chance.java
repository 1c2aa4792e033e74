package dev.berth.runtime.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// One stream of chance of a schedule. It can be turned to a numbered place, from which it goes on
/// in the same way whatever was drawn before.
final class Chance {
    private static final int PLACES = 5;

    private final long seed;
    private SplittableRandom random;

    Chance(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
    }

    /// Another stream of the same schedule.
    Chance(long seed, Place stream) {
        this(mixed(seed + stream.number + 1));
    }

    /// What a stream, or a place in one, is for.
    enum Place {
        EVENTS(0),
        PAUSE(1),
        EVENT(2),
        BETWEEN_LIVES(3),
        AFTERWARDS(4);

        private final int number;

        Place(int number) {
            this.number = number;
        }
    }

    /// Goes on from the so-manieth place of this kind.
    void turnTo(Place place, long number) {
        random = new SplittableRandom(mixed(seed ^ mixed(PLACES * number + place.number)));
    }

    /// Neighbours get far apart, as in MurmurHash3.
    private static long mixed(long number) {
        long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
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
