package dev.berth.runtime.store;

import dev.berth.runtime.SetUpWishes.Source;
import java.nio.file.Path;
import java.util.Optional;

/// Another release of the service on its way to be the one that is used (decision 39).
public sealed interface Update {

    /// Nothing was changed yet: it is to be brought here beside the one that runs.
    ///
    /// @param bring id of the safety copy whose data goes with it; empty where the data stays
    record Asked(Source wanted, Optional<String> bring) implements Update {}

    /// The engine has it.
    ///
    /// @param old what was used before
    /// @param before id of the copy that was made of the data; empty until then, and where there
    ///   was none to copy
    /// @param bring id of the copy that has yet to take the place of the data; empty when nothing
    ///   has
    record Here(
            Release wanted,
            Release old,
            Stage stage,
            Optional<String> before,
            Optional<String> bring)
            implements Update {

        /// The same, further on.
        public Here at(Stage other) {
            return new Here(wanted, old, other, before, bring);
        }

        /// The data was copied, if there was any.
        public Here copied(Optional<String> made) {
            return new Here(wanted, old, Stage.COPIED, made, bring);
        }

        /// What was to take the place of the data has.
        public Here brought() {
            return new Here(wanted, old, stage, before, Optional.empty());
        }

        /// It does not come up. Where the data was touched what was copied of it comes back.
        public Here goingBack() {
            return new Here(
                    wanted,
                    old,
                    Stage.GOING_BACK,
                    before,
                    bring.isPresent() ? Optional.empty() : before);
        }

        /// Which of both is to be used.
        public Release used() {
            return switch (stage) {
                case FETCHED, COPIED, GOING_BACK -> old;
                case SWAPPED -> wanted;
            };
        }
    }

    /// How far it has come.
    enum Stage {
        /// The old one is used, and the data not copied yet.
        FETCHED,
        /// The data was copied and the old one must not run any more.
        COPIED,
        /// The new one is used; Ready was not proven yet.
        SWAPPED,
        /// It did not come up: the old one is to be used again, with the data of then.
        GOING_BACK
    }

    /// One release, so that it stays the same whatever its name stands for later.
    ///
    /// @param reference its name, with a digest where that is known
    /// @param image its id in the engine; empty where it is not known
    /// @param file from which it came; empty where it came by name
    record Release(String reference, Optional<String> image, Optional<Path> file) {}
}
