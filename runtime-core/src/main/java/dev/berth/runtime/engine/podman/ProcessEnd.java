package dev.berth.runtime.engine.podman;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Ends a process we started together with its children: politely, then by force, in well under a
/// second. What had already left the family (a service's own watcher is a child of process 1) is
/// not touched.
final class ProcessEnd {

    /// Podman takes back what it has half done in about 100 ms.
    private static final Duration GRACE = Duration.ofMillis(400);

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
