package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.engine.ContainerId;
import java.time.Duration;
import java.util.Optional;

/// Acts for a safety copy that is made, and for one that takes the place of the data (decision 38).
public sealed interface CopyStep extends Step.Act {

    /// Has the service hold still for some seconds, so that it can be copied.
    record StandStill(ContainerId container) implements CopyStep {
        @Override
        public String name() {
            return "stand-still";
        }

        @Override
        public String subject() {
            return container.value();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Stage stage() {
            return Stage.COPYING;
        }
    }

    /// Has the service go on that held still.
    record GoOn(ContainerId container) implements CopyStep {
        @Override
        public String name() {
            return "go-on";
        }

        @Override
        public String subject() {
            return container.value();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.COPYING;
        }
    }

    /// Has another process extract a copy beside the data, and copy the data as it is now.
    record BeginRestore(String copy) implements CopyStep {
        @Override
        public String name() {
            return "begin-restore";
        }

        @Override
        public String subject() {
            return copy;
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Stage stage() {
            return Stage.RESTORING;
        }
    }

    /// Has what was extracted take the place of the data.
    record SwapData(String copy) implements CopyStep {
        @Override
        public String name() {
            return "swap-data";
        }

        @Override
        public String subject() {
            return copy;
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Stage stage() {
            return Stage.RESTORING;
        }
    }

    /// Has the data that was there take its place again.
    record SwapBack(String copy) implements CopyStep {
        @Override
        public String name() {
            return "swap-back";
        }

        @Override
        public String subject() {
            return copy;
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Stage stage() {
            return Stage.RESTORING;
        }
    }

    /// Removes what the restore replaced, where a safety copy holds all of it.
    ///
    /// @param before id of that copy
    record FinishRestore(String copy, Optional<String> before) implements CopyStep {
        @Override
        public String name() {
            return "finish-restore";
        }

        @Override
        public String subject() {
            return copy;
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Stage stage() {
            return Stage.RESTORING;
        }
    }
}
