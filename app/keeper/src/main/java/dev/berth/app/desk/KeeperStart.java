package dev.berth.app.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Starts a keeper that outlives this process.
public interface KeeperStart {

    Child start() throws IOException;

    /// The keeper that was started.
    interface Child extends AutoCloseable {

        /// Whether it has ended.
        boolean ended();

        /// Waits so long, or until something changed where a keeper shows that it listens.
        void awaitNews(Duration atMost) throws InterruptedException;

        /// Looks no longer; the keeper stays.
        @Override
        void close();

        /// Where its output goes, after that of others.
        Path output();

        /// What was said there since it was started; empty where that cannot be read.
        String said();
    }
}
