package dev.berth.runtime.door;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes what goes wrong at the door: one line of a kind a minute, and never what was asked for.
/// Loop thread only.
final class Trouble {

    /// What can go wrong.
    enum Kind {
        SERVICE,
        SILENT,
        CROWDED,
        OURS
    }

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long GAP = Duration.ofMinutes(1).toNanos();

    private final Map<Kind, Long> last = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> unsaid = new EnumMap<>(Kind.class);

    /// What was said is told of faults of the system alone: others may quote what was sent.
    ///
    /// @param what happened, without anything that a client or the service said
    void note(Kind kind, String what, Throwable cause) {
        boolean ofSystem = cause instanceof IOException;
        note(kind, "%s (%s)".formatted(what, ofSystem ? cause : cause.getClass().getName()));
    }

    void note(Kind kind, String what) {
        long now = System.nanoTime();
        var before = last.get(kind);
        if (before != null && now - before < GAP) {
            unsaid.merge(kind, 1, Integer::sum);
            return;
        }
        last.put(kind, now);
        var more = unsaid.remove(kind);
        var line = more == null ? what : "%s; %d more like it before".formatted(what, more);
        LOG.warn("Front door: {}", line);
    }
}
