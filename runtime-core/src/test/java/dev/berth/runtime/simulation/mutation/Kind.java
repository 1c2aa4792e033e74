package dev.berth.runtime.simulation.mutation;

/// Where the service of a schedule runs.
enum Kind {
    /// On the computer itself.
    HERE("here", 1),
    /// In a machine.
    APART("apart", 2);

    private final String key;
    private final long first;

    Kind(String key, long first) {
        this.key = key;
        this.first = first;
    }

    String key() {
        return key;
    }

    /// The seed of the so-manieth schedule of this kind, from 1: every other one is of it.
    long seed(long number) {
        return first + 2 * (number - 1);
    }

    /// Which schedule of its kind a seed plays.
    long number(long seed) {
        return (seed - first) / 2 + 1;
    }
}
