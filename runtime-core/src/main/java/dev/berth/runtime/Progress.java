package dev.berth.runtime;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How far a start (or stop) has come.
///
/// @param stage which stage is under way
/// @param fraction share of this stage that is done, 0 to 1, where it can be told
/// @param bytes bytes fetched so far, where something is fetched
/// @param ofBytes bytes to fetch in all, where it is known
public record Progress(
        Stage stage, OptionalDouble fraction, OptionalLong bytes, OptionalLong ofBytes) {

    /// Progress of which nothing more is known than its stage.
    public static Progress at(Stage stage) {
        return new Progress(
                stage, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /// Progress through a stage whose usual length is known.
    public static Progress at(Stage stage, double fraction) {
        return new Progress(
                stage,
                OptionalDouble.of(Math.clamp(fraction, 0, 1)),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /// Progress of fetching the service's program.
    public static Progress fetched(long bytes, long ofBytes) {
        return new Progress(
                Stage.FETCHING,
                ofBytes > 0 ? OptionalDouble.of((double) bytes / ofBytes) : OptionalDouble.empty(),
                OptionalLong.of(bytes),
                OptionalLong.of(ofBytes));
    }

    /// The same progress in another stage.
    public Progress in(Stage other) {
        return new Progress(other, fraction, bytes, ofBytes);
    }

    /// The stages a person can see, in the order in which they come.
    public enum Stage {
        CHECKING("checking", "Checking this computer", 1),
        PREPARING("preparing", "Preparing the assistant", 2),
        FETCHING_PLACE("fetching-place", "Fetching the assistant's own place", 2),
        PREPARING_PLACE("preparing-place", "Getting the assistant's own place ready", 2),
        FETCHING("fetching", "Fetching the assistant", 2),
        WAITING_FOR_SERVICE("waiting-for-service", "Getting the assistant ready", 3),
        PROVING("proving", "Making sure that it is your assistant that answers", 4),
        RECOVERING("recovering", "Bringing the assistant back", 2),
        COPYING("copying", "Making a safety copy", 2),
        RESTORING("restoring", "Bringing a safety copy back", 2),
        STOPPING("stopping", "Stopping the assistant", 1),
        CLEANING_UP("cleaning-up", "Taking away what was set up", 1);

        private final String id;
        private final String text;
        private final int index;

        Stage(String id, String text, int index) {
            this.id = id;
            this.text = text;
            this.index = index;
        }

        /// Stable name, part of the JSON contract.
        public String id() {
            return id;
        }

        /// What a person reads.
        public String text() {
            return text;
        }

        /// Position among the stages of its kind, from 1.
        public int index() {
            return index;
        }

        /// How many stages its kind has: four to bring the service up, one to stop or to clean up.
        public int of() {
            return this == STOPPING || this == CLEANING_UP ? 1 : 4;
        }
    }
}
