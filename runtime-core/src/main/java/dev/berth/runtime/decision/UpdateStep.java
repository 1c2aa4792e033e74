package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.store.Update.Release;
import java.time.Duration;
import java.util.Optional;

/// Acts on the way to another release of the service, and back (decision 39).
public sealed interface UpdateStep extends Step.Act {

    /// Brings another release here while the one of now is used. Any mail cuts it short; it goes on
    /// where it stopped.
    ///
    /// @param old id of what is used now; empty where nothing tells
    record BringRelease(Source wanted, Optional<String> old) implements UpdateStep {
        @Override
        public String name() {
            return "fetch-update";
        }

        @Override
        public String subject() {
            return switch (wanted) {
                case Source.Named(var reference) -> reference;
                case Source.FromFile(var file) -> file.toString();
            };
        }

        @Override
        public Duration deadline() {
            return Duration.ofHours(12); // as for a first one
        }

        @Override
        public Stage stage() {
            return Stage.FETCHING;
        }
    }

    /// Has this release used from now on; none is there.
    record SwitchRelease(Release to) implements UpdateStep {
        @Override
        public String name() {
            return "switch-release";
        }

        @Override
        public String subject() {
            return to.reference();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }

    /// Gives up a release that does not come up.
    record LeaveRelease(Release from) implements UpdateStep {
        @Override
        public String name() {
            return "leave-release";
        }

        @Override
        public String subject() {
            return from.reference();
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.RESTORING;
        }
    }

    /// Another release is used and ready, or the old one is to be used again and has its data.
    ///
    /// @param back whether it is the old one
    record FinishUpdate(boolean back) implements UpdateStep {
        @Override
        public String name() {
            return "finish-update";
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Stage stage() {
            return Stage.PREPARING;
        }
    }
}
