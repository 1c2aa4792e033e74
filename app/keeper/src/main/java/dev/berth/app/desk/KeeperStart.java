package dev.berth.app.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Starts a keeper that outlives this process.
public interface KeeperStart {

    Child start() throws IOException;

    /// The keeper that was started.
    interface Child {

        /// Waits so long, or until it has ended.
        ///
        /// @return whether it has ended
        boolean endedWithin(Duration time) throws InterruptedException;

        /// Where its output goes.
        Path output();
    }
}
