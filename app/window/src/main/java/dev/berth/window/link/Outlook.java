package dev.berth.window.link;

import dev.berth.runtime.StatusReport;

/// All that the window knows at a moment.
///
/// @param sight what it sees of the keeper
/// @param errand what came of the person's last act
public record Outlook(Sight sight, Errand errand) {

    /// Before the keeper was looked for.
    public static final Outlook FIRST = new Outlook(new Sight.Looking(), new Errand.None());

    /// What is seen of the keeper.
    public sealed interface Sight {

        /// Not looked yet.
        record Looking() implements Sight {}

        /// A keeper is there and knows nothing yet.
        record Beginning() implements Sight {}

        /// The keeper's newest report, or what the files say while none runs.
        record Seen(StatusReport report) implements Sight {}

        /// There was a connection, and it broke.
        record Lost() implements Sight {}

        /// A keeper is there that does not answer, or speaks otherwise than we do.
        ///
        /// @param said why, as a sentence in English
        record Unreachable(String said) implements Sight {}
    }

    /// What came of an act.
    public sealed interface Errand {

        /// Nothing is under way, and nothing failed that is still worth a word.
        record None() implements Errand {}

        /// Set going, and not heard of since.
        record UnderWay(Act act) implements Errand {}

        /// It did not work.
        ///
        /// @param said what was answered, for the technical details; may be empty
        record Failed(Act act, String said) implements Errand {}
    }
}
