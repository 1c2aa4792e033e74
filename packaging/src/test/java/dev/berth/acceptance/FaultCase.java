package dev.berth.acceptance;

import java.time.Duration;
import java.util.Set;

/// One row of the grid of faults.
///
/// @param version of the engine
/// @param occasion why the engine is asked
/// @param verb which question or act goes wrong
/// @param expected codes of problems; with `""`, also none within the patience
/// @param patience how long the fault lasts at the longest
/// @param needsRepair whether a person must press Repair once the cause is gone
record FaultCase(
        String version,
        Occasion occasion,
        String verb,
        FakeFault fault,
        Set<String> expected,
        Duration patience,
        boolean needsRepair) {

    /// What makes Berth ask.
    enum Occasion {
        /// The service is killed.
        FALL,
        /// A person presses Repair, which looks afresh.
        LOOK,
        /// What Berth made is removed by hand.
        VANISHED,
        PAUSING,
        RESTARTING,
        /// It is frozen by hand.
        FROZEN,
        /// Its keys are removed by hand, and it is killed.
        LOST_KEY,
        /// Its port is taken while it is paused.
        LOST_PORT
    }

    /// Whether a report with this problem ends the waiting.
    boolean isExpected(String problem) {
        return !problem.isEmpty() && expected.contains(problem);
    }

    /// Whether this may be shown while it lasts: `seen` is a problem's code or a state.
    boolean isAllowed(String seen) {
        return expected.contains(seen)
                || (expected.contains("") && Set.of("ready", "starting", "paused").contains(seen));
    }

    @Override
    public String toString() {
        return "%s: %s, %s: %s"
                .formatted(
                        version, occasion.name().toLowerCase(java.util.Locale.ROOT), verb, fault);
    }
}
