package dev.berth.runtime.store;

import dev.berth.runtime.store.HomeLock.Attempt;
import dev.berth.runtime.store.HomeLock.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One home and two keepers, of which one is killed: what the simulation, which has one process
/// only, cannot play. The other one is a process of the product as it is.
public final class LockTrial {
    private static final Holder SELF = Holder.self("of-the-trial");

    private LockTrial() {}

    /// Plays it; all seeds are the same.
    ///
    /// @return the rule that was broken; empty when all were kept
    public static Optional<String> play(long seed) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("berth-lock-trial-" + seed + "-");
        var other = ChildJvm.start("", LockHolder.class, folder);
        try (var out = other.inputReader()) {
            if (!"Taken".equals(out.readLine())) {
                return Optional.of("a lock that nobody has is not taken");
            }
            if (isTaken(folder)) {
                return Optional.of("one supervisor per home: a second one is let in");
            }
            other.destroyForcibly().waitFor();
            return isTaken(folder)
                    ? Optional.empty()
                    : Optional.of("a dead owner's lock is not taken over");
        } finally {
            other.destroyForcibly();
            Files.deleteIfExists(folder.resolve("lock"));
            Files.delete(folder);
        }
    }

    private static boolean isTaken(Path folder) throws IOException {
        if (HomeLock.attempt(folder, SELF) instanceof Attempt.Taken(var lock)) {
            lock.close();
            return true;
        }
        return false;
    }
}
