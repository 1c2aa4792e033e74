package dev.berth.runtime;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands on the assistant's data, or in its place, and is not provably ours.
///
/// @param id by which it can be taken away on the person's word, 64 hexadecimal digits
/// @param name as its maker called it; proves nothing
/// @param evidence which proof is missing
public record Stranger(String id, String name, Evidence evidence) {

    /// As much of an id as is told apart from others.
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");

    /// Why it does not count as ours: ours carries our label, has the id that we wrote down when we
    /// made it, and alone uses our data.
    public enum Evidence {
        /// It has the id that we wrote down, but not our label.
        LABEL_MISSING(
                "label-missing", "It has the id that Berth wrote down, but not Berth's label."),

        /// It carries our label, but is not the one that we wrote down: a copy of ours.
        NOT_RECORDED(
                "not-recorded", "It carries Berth's label, but is not the one that Berth made."),

        /// It uses our data, and carries the label of another home, which may be this one before
        /// both notes of its name were lost or copied.
        OTHER_HOME("other-home", "It uses the data, and another Berth made it."),

        /// It uses our data, and carries no label of a Berth.
        USES_DATA("uses-data", "It uses the data, and no Berth made it.");

        private final String id;
        private final String text;

        Evidence(String id, String text) {
            this.id = id;
            this.text = text;
        }

        /// Stable name, part of the JSON contract.
        public String id() {
            return id;
        }

        /// The same as a sentence, for the details.
        public String text() {
            return text;
        }

        /// The one with this name.
        public static Optional<Evidence> ofId(String id) {
            return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
        }
    }

    /// Whether somebody can mean one of these by that.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
