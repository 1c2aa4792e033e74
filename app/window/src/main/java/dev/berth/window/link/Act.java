package dev.berth.window.link;

import dev.berth.runtime.Command;
import dev.berth.runtime.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person can set going from the window.
public sealed interface Act {

    /// Whether it only ends or undoes something.
    default boolean endsSomething() {
        return this instanceof Ask(Command.GiveUp()) || this instanceof Ask(Command.CancelCopy());
    }

    /// Asks the keeper for something.
    record Ask(Command command) implements Act {}

    /// Chooses one thing for good, then asks for something.
    ///
    /// @param value as text
    /// @param then what is asked for once that holds; empty where that is all
    record Choose(Setting setting, String value, Optional<Command> then) implements Act {}

    /// Installs the missing parts through this computer, with the person's permission.
    record Install() implements Act {}

    /// Runs a verb of Berth's own program.
    record Run(Verb verb) implements Act {}

    /// The verbs that the window leaves to the program, because they need what only that one has.
    enum Verb {
        // arguments, exit statuses that are no failure (DESIGN 7)
        OPEN(List.of("open"), Set.of(0)),

        /// The keeper itself, which then stays; where one runs nothing happens.
        KEEPER(List.of("--hidden"), Set.of(0)),

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
