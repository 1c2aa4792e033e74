package dev.berth.runtime;

import java.util.Locale;
import java.util.Optional;

/// One thing that a home has on this computer.
///
/// @param kind what it is
/// @param where its folder or file, or what the engine knows it by
/// @param files how many; 0 where there are none to count
/// @param bytes how much it takes
/// @param whole whether all of it was counted; otherwise it is at least so much, or unknown
/// @param note a name or a sentence for people
public record Belonging(
        Kind kind, String where, long files, long bytes, boolean whole, Optional<String> note) {

    /// What a home can have.
    public enum Kind {
        /// What the assistant knows and has made.
        DATA,
        /// Earlier data that a restore has kept beside it.
        DATA_KEPT,
        /// The assistant as the engine has it.
        ASSISTANT,
        /// The assistant's place of its own.
        PLACE,
        /// Keys and tokens.
        KEYS,
        /// The assistant's program, which Berth has brought here.
        PROGRAM,
        /// The assistant's program, which was here before Berth, or of which nobody can tell.
        PROGRAM_OF_OTHERS,
        /// What the person chose, also what earlier resets have put aside.
        SETTINGS,
        /// What starts Berth at sign-in.
        SIGN_IN,
        /// What was fetched in part.
        FETCHED,
        /// The safety copies.
        COPIES,
        /// Berth's own notes, journal and logs, which hold nothing that the assistant knows.
        NOTES;

        /// Its name in JSON.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether an erasure takes it away.
        public boolean goes(EraseScope scope) {
            return switch (this) {
                case DATA, DATA_KEPT, ASSISTANT, PLACE, KEYS, PROGRAM, SETTINGS, SIGN_IN, FETCHED ->
                        scope.erasesData();
                case COPIES -> scope == EraseScope.EVERYTHING_AND_COPIES;
                case PROGRAM_OF_OTHERS, NOTES -> false;
            };
        }
    }

    /// The same with another word to it.
    public Belonging noting(String sentence) {
        return new Belonging(kind, where, files, bytes, whole, Optional.of(sentence));
    }
}
