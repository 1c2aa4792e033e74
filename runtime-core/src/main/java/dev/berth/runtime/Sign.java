package dev.berth.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a look at one part of Berth or of this computer has found.
///
/// @param code stable name of what was found, part of the JSON contract: of a problem, or of a row
///   of doctor's own table
/// @param sentence one plain sentence, in English; a window has its own words by code
/// @param cure what helps, in one plain sentence; empty where nothing needs to be done
/// @param problem whose page tells more ([ProblemPage])
/// @param places what fills the places in a text of that code
/// @param details technical lines, redacted
public record Sign(
        Part part,
        Verdict verdict,
        String code,
        String sentence,
        Optional<String> cure,
        Optional<ProblemKind> problem,
        List<String> places,
        List<String> details) {
    public Sign {
        places = List.copyOf(places);
        details = List.copyOf(details);
    }

    /// The same with the page of this problem.
    public Sign about(ProblemKind kind) {
        return new Sign(part, verdict, code, sentence, cure, Optional.of(kind), places, details);
    }

    /// How a part is.
    public enum Verdict {
        OK("ok"),
        WARN("warn"),
        FAIL("fail");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        /// Stable name, part of the JSON contract.
        public String id() {
            return id;
        }
    }

    /// What is looked at, in the order in which it is told: what others depend on comes first.
    public enum Part {
        ASSISTANT("assistant", "Your assistant"),
        KEEPER("berth", "Berth itself"),
        LOCK("lock", "One Berth at a time"),
        NOTES("notes", "Berth's notes"),
        SETTINGS("settings", "Settings"),
        OWNERSHIP("ownership", "Berth's folders"),
        DATA("data", "Your assistant's data"),
        USE("data-use", "Who uses the data"),
        COPIES("copies", "Safety copies"),
        LABELS("labels", "Leave to use the data"),
        ROOM("room", "Free space"),
        MEMORY("memory", "Memory"),
        CLOCK("clock", "Clock"),
        SESSION("session", "Your session"),
        SUPPORT("support", "What this computer must allow"),
        ENGINE("engine", "The part that keeps it apart"),
        ENGINE_VERSION("engine-version", "Version of that part"),
        ENGINE_PARTS("engine-parts", "Helpers of that part"),
        RELEASE("release", "The assistant's program"),
        ADDRESS("address", "Address"),
        NETWORK("network", "Network"),
        KEY("key", "Provider's key");

        private final String id;
        private final String title;

        Part(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /// Stable name, part of the JSON contract.
        public String id() {
            return id;
        }

        /// A few plain words.
        public String title() {
            return title;
        }

        /// The one with this name.
        public static Optional<Part> ofId(String id) {
            return Arrays.stream(values()).filter(part -> part.id.equals(id)).findFirst();
        }
    }
}
