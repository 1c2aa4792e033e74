package dev.berth.runtime.engine.podman;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Ends a process we started, together with its children or alone: politely, then by force. What
/// had already left the family (a service's own watcher is a child of process 1) is not touched.
final class ProcessEnd {

    /// Podman takes back what it has half done in about 100 ms.
    private static final Duration GRACE = Duration.ofMillis(400);

    /// For one that has more to take back, such as a machine that was half made.
    static final Duration LONG_GRACE = Duration.ofSeconds(3);

    private static final Duration AFTER_FORCE = Duration.ofMillis(300);

    private ProcessEnd() {}

    /// Nothing happens to a process that has ended. Only the process itself is waited for: of its
    /// children's ends Java hears after 300 ms at the earliest, because it polls for them.
    static void make(Process process) {
        if (!process.isAlive()) {
            return;
        }
        var family = family(process);
        family.forEach(ProcessHandle::destroy);
        ended(process, GRACE);
        // Children may have been born since.
        Stream.concat(family.stream(), family(process).stream())
                .filter(ProcessHandle::isAlive)
                .forEach(ProcessHandle::destroyForcibly);
        ended(process, AFTER_FORCE);
    }

    /// Ends exactly this one, and nothing that it started: the children of a `podman machine start`
    /// are the machine. Nothing happens to one that has ended, or to another that has its number.
    static void alone(ProcessHandle process, Duration grace) {
        process.destroy();
        if (!ended(process, grace)) {
            process.destroyForcibly();
            ended(process, AFTER_FORCE);
        }
    }

    private static boolean ended(ProcessHandle process, Duration atMost) {
        try {
            process.onExit().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException lives) {
            return !process.isAlive();
        }
    }

    private static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    /// An interrupted thread does not wait; the process gets its signals all the same.
    private static void ended(Process process, Duration atMost) {
        try {
            process.waitFor(atMost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
