package dev.berth.runtime.engine.podman;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Ends a process we started together with its children: politely, then by force, in well under a
/// second. What had already left the family (a service's own watcher is a child of process 1) is
/// not touched.
final class ProcessEnd {

    /// Podman takes back what it has half done in about 100 ms.
    private static final Duration GRACE = Duration.ofMillis(400);

    private static final Duration AFTER_FORCE = Duration.ofMillis(300);

    private ProcessEnd() {}

    /// Nothing happens to a process that has ended.
    static void make(Process process) {
        if (!process.isAlive()) {
            return;
        }
        var family = family(process);
        family.forEach(ProcessHandle::destroy);
        if (ended(family, GRACE)) {
            return;
        }
        // Children may have been born since.
        var rest =
                Stream.concat(family.stream(), family(process).stream())
                        .filter(ProcessHandle::isAlive)
                        .distinct()
                        .toList();
        rest.forEach(ProcessHandle::destroyForcibly);
        ended(rest, AFTER_FORCE);
    }

    private static List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    private static boolean ended(List<ProcessHandle> family, Duration atMost) {
        var all =
                CompletableFuture.allOf(
                        family.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new));
        try {
            all.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("an exit is never completed badly", impossible);
        }
    }
}
