package dev.berth.runtime;

import java.util.List;

/// Why attention is needed, and the way out.
///
/// @param kind row of the table of problems
/// @param sentence one plain sentence that names the way out
/// @param details technical lines, shown only when a person opens them on purpose; redacted
public record Problem(ProblemKind kind, String sentence, List<String> details) {
    public Problem {
        details = List.copyOf(details);
    }

    /// The problem in the words of its row.
    public static Problem of(ProblemKind kind, List<String> details) {
        return new Problem(kind, kind.sentence(), details);
    }

    /// Stable code, part of the JSON contract.
    public String code() {
        return kind.code();
    }

    /// A few words for a heading.
    public String title() {
        return kind.title();
    }

    /// What leads on, the main one first.
    public List<Action> actions() {
        return kind.actions();
    }

    /// What a person can do about a problem.
    public enum Action {
        REPAIR("repair"),
        RESET("reset"),
        RESTART("restart"),
        SET_UP("setup"),
        LOOK_AT_LOG("logs"),
        FREE_SPACE("free-space"),
        INSTALL_ENGINE("install-engine"),
        SETTLE_OWNER("settle-owner");

        private final String id;

        Action(String id) {
            this.id = id;
        }

        /// Stable name, part of the JSON contract; where it is a verb, `berth ID` does it.
        public String id() {
            return id;
        }
    }
}
