package dev.berth.app.desk;

import dev.berth.runtime.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Waits for the disk on which the home lies. Who starts at sign-in was chosen to do so in settings
/// that lie there: where they are not, the disk is late, and a keeper would make a fresh, empty
/// home in the folder in which it is about to appear. Nothing tells a process without rights that a
/// disk has come, so this looks.
///
/// @param home where it should be
/// @param pause between two looks
record LateDisk(Home home, Duration pause) {

    /// Whether the home is there, now or within so long. Writes nothing.
    boolean came(Duration atMost) throws InterruptedException {
        var end = System.nanoTime() + atMost.toNanos();
        var never = new CountDownLatch(1);
        while (!isThere()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            var _ = never.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private boolean isThere() {
        return Files.exists(home.settingsFile())
                && Stream.of(home.state(), home.data(), home.copies(), home.logs(), home.run())
                        .noneMatch(LateDisk::leadsNowhere);
    }

    /// A link to a disk that is not there, in the path or at its end.
    private static boolean leadsNowhere(Path folder) {
        for (var path = folder; path != null; path = path.getParent()) {
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                return true;
            }
        }
        return false;
    }
}
