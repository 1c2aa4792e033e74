package dev.berth.window.link;

import dev.berth.runtime.Command;
import java.util.List;
import java.util.Set;

/// What a person can set going from the window.
public sealed interface Act {

    /// Asks the keeper for something.
    record Ask(Command command) implements Act {}

    /// Runs a verb of Berth's own program.
    record Run(Verb verb) implements Act {}

    /// The verbs that the window leaves to the program, because they need what only that one has.
    enum Verb {
        // arguments, exit statuses that are no failure (DESIGN 7)
        OPEN(List.of("open"), Set.of(0)),

        /// Whatever state the assistant is in then, the keeper runs and tells the window itself.
        START(List.of("start", "--no-wait"), Set.of(0, 10, 20, 30, 32));

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> arguments;

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<Integer> good;

        Verb(List<String> arguments, Set<Integer> good) {
            this.arguments = arguments;
            this.good = good;
        }

        /// What follows the program's name.
        public List<String> arguments() {
            return arguments;
        }

        /// Whether a process that ended so has done its work.
        public boolean isGood(int exitStatus) {
            return good.contains(exitStatus);
        }
    }
}
