package dev.berth.runtime.simulation;

import java.util.Optional;

/// Plays whole schedules, for whoever has a product to be tried: the door of this room that needs
/// no test framework. Each call stands for itself, so that threads may play at the same time.
///
/// The same seed plays the same schedule only until the drawing of events changes: each new kind of
/// event moves all seeds, so that a seed written down elsewhere is to be looked for again then.
public final class Schedules {

    private Schedules() {}

    /// Plays the schedule of this seed.
    ///
    /// @return the rule that was broken, or what was thrown; empty when all were kept
    public static Optional<String> play(long seed) {
        return play(Schedule.of(seed));
    }

    static Optional<String> play(Schedule schedule) {
        try {
            new Simulation(schedule, false).play();
            return Optional.empty();
        } catch (Broken | RuntimeException broken) {
            return Optional.of(broken.toString());
        }
    }
}
