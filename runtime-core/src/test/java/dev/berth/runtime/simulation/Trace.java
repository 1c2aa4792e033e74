package dev.berth.runtime.simulation;

import dev.berth.runtime.StatusReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/// What happened, for a person; kept only in a replay, because words cost time.
final class Trace {
    private static final int SHORT = Integer.getInteger("berth.simulation.lines", 80);

    private final VirtualTime time;
    private final boolean kept;
    private String lastShown = "";
    private final Deque<String> lines = new ArrayDeque<>();

    Trace(VirtualTime time, boolean kept) {
        this.time = time;
        this.kept = kept;
    }

    void say(String who, Supplier<String> what) {
        if (kept) {
            var gone = time.gone();
            lines.add(
                    "%3d:%02d.%03d  %-8s %s"
                            .formatted(
                                    gone.toMinutes(),
                                    gone.toSecondsPart(),
                                    gone.toMillisPart(),
                                    who,
                                    what.get()));
            if (lines.size() > SHORT) {
                lines.removeFirst();
            }
        }
    }

    /// An event of the schedule begins.
    void event(int number) {
        say("event", () -> String.valueOf(number));
    }

    /// What the person sees, when it changed.
    void shown(StatusReport report, Function<StatusReport, String> words) {
        if (kept) {
            var now = words.apply(report);
            if (!now.equals(lastShown)) {
                lastShown = now;
                say("shown", () -> now);
            }
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
