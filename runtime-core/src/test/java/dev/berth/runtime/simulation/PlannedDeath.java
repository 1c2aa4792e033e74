package dev.berth.runtime.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Tells all points at which a run can end, and ends it at chosen ones. Points are named by the
/// number of the effect, so that the same run passes the same points.
final class PlannedDeath extends Mortality {

    /// Where in an effect the end comes.
    enum Manner {
        BEFORE,
        /// A file is written in part, or is written and not yet on the disk.
        HALF_WAY,
        /// The engine's program was started and does its work before anybody looks again.
        OUTLIVED,
        /// The same, while the next keeper is at work.
        OUTLIVED_LONG
    }

    /// One possible end.
    ///
    /// @param effect number of the effect, from 0
    /// @param powerCut which of the unsynced changes are on the disk afterwards, as a choice of the
    ///   drive; empty when only the process ends
    record Point(int effect, Manner manner, Optional<Integer> powerCut) {}

    private static final int NEVER = -1;

    private final List<Point> passed = new ArrayList<>();
    private final Deque<Point> plan = new ArrayDeque<>();
    private Optional<Point> last = Optional.empty();
    private int effect = NEVER;

    /// From now on effects count.
    void arm(List<Point> points) {
        plan.clear();
        plan.addAll(points);
        effect = 0;
    }

    /// All points that were passed since [#arm].
    List<Point> passed() {
        return List.copyOf(passed);
    }

    /// How the newest life ended.
    Point last() {
        return last.orElseThrow();
    }

    /// How many of the planned ends are still to come.
    int planned() {
        return plan.size();
    }

    /// A point at which the end may come.
    ///
    /// @param powerCuts how many choices there are of what a power cut leaves
    void pass(Manner manner, int powerCuts) {
        if (effect == NEVER) {
            return;
        }
        pass(new Point(effect, manner, Optional.empty()));
        for (int choice = 0; choice < powerCuts; choice++) {
            pass(new Point(effect, manner, Optional.of(choice)));
        }
    }

    private void pass(Point point) {
        passed.add(point);
        if (point.equals(plan.peek())) {
            last = Optional.of(plan.remove());
            effect = 0;
            throw new Killed();
        }
    }

    /// Whether the end comes in the middle of this effect, and not by a power cut.
    boolean isKilledHalfWay() {
        return new Point(effect, Manner.HALF_WAY, Optional.empty()).equals(plan.peek());
    }

    /// An effect is over.
    void done() {
        if (effect != NEVER) {
            effect++;
        }
    }

    @Override
    void beforeAct() {
        pass(Manner.OUTLIVED, 0);
        pass(Manner.OUTLIVED_LONG, 0);
        pass(Manner.BEFORE, 1);
    }

    @Override
    Optional<Duration> outlives(Chance chance) {
        return switch (last().manner()) {
            case OUTLIVED -> Optional.of(Duration.ofMillis(100));
            case OUTLIVED_LONG -> Optional.of(Duration.ofMillis(2300));
            case BEFORE, HALF_WAY -> Optional.empty();
        };
    }

    @Override
    void boundary() {
        done();
    }

    @Override
    void live() {
        // what is planned for the next life stays
    }
}
