package dev.berth.runtime;

import java.util.List;
import java.util.Optional;

/// Why attention is needed, and the way out.
///
/// @param kind row of the table of problems
/// @param sentence one plain sentence that names the way out
/// @param details technical lines, shown only when a person opens them on purpose; redacted
/// @param stranger who is in the way, where that is why
/// @param program which program of this computer is in the way, in plain words, where that is why
///   and can be told
public record Problem(
        ProblemKind kind,
        String sentence,
        List<String> details,
        Optional<Stranger> stranger,
        Optional<String> program) {
    public Problem {
        details = List.copyOf(details);
    }

    /// One in which no program of this computer is in the way.
    public Problem(
            ProblemKind kind, String sentence, List<String> details, Optional<Stranger> stranger) {
        this(kind, sentence, details, stranger, Optional.empty());
    }

    /// One in which nobody else is in the way.
    public Problem(ProblemKind kind, String sentence, List<String> details) {
        this(kind, sentence, details, Optional.empty());
    }

    /// The problem in the words of its row.
    public static Problem of(ProblemKind kind, List<String> details) {
        return new Problem(kind, kind.sentence(), details);
    }

    /// The same with other details.
    public Problem detailed(List<String> others) {
        return new Problem(kind, sentence, others, stranger, program);
    }

    /// The same, brought about by this program: the sentence names it where the problem is that
    /// somebody else is in the way.
    public Problem by(String who) {
        return new Problem(
                kind,
                switch (kind) {
                    case SOMEBODY_ELSE_ANSWERS ->
                            "Another program, "
                                    + who
                                    + ", answers where your assistant should; close that program,"
                                    + " then press Repair.";
                    case START_FAILED ->
                            "Your assistant could not be started, because another program, "
                                    + who
                                    + ", has its address; close that program, then press Repair.";
                    default -> sentence;
                },
                details,
                stranger,
                Optional.of(who));
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
        SETTLE_OWNER("settle-owner"),

        /// Repair that takes [#stranger] away.
        TAKE_AWAY("take-away"),

        /// Repair with [Consent#REBUILD].
        REBUILD("rebuild"),

        /// Repair with [Consent#STOP_OTHER].
        STOP_OTHER("stop-other"),

        /// The same, and [Settings.Others#ALWAYS_STOP] from now on.
        ALWAYS_STOP_OTHERS("always-stop-others"),

        /// [Settings.Others#NEVER_STOP] from now on.
        NEVER_STOP_OTHERS("never-stop-others");

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
