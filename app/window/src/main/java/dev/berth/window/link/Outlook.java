package dev.berth.window.link;

import dev.berth.runtime.FirstRun;
import dev.berth.runtime.StatusReport;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /// Whether the keeper can be asked.
    public boolean inContact() {
        return switch (sight) {
            case Sight.Beginning _ -> true;
            case Sight.Seen(var report) -> report.supervisor().isPresent();
            case Sight.Looking _, Sight.Lost _, Sight.Unreachable _ -> false;
        };
    }

    /// The newest report, while there is contact.
    public Optional<StatusReport> report() {
        return sight instanceof Sight.Seen(var report) && inContact()
                ? Optional.of(report)
                : Optional.empty();
    }

    /// What came of an act.
    public sealed interface Errand {

        /// Nothing is under way, and nothing ended that is still worth a word.
        record None() implements Errand {}

        /// Set going, and not heard of since.
        ///
        /// @param fraction share done, 0 to 1, where it can be told
        record UnderWay(Act act, OptionalDouble fraction) implements Errand {

            /// One of which nothing can be told.
            public UnderWay(Act act) {
                this(act, OptionalDouble.empty());
            }
        }

        /// What was asked for has been settled, well or not.
        ///
        /// @param report the first that settles it
        record Settled(Act.Ask act, StatusReport report) implements Errand {}

        /// What was chosen holds.
        record Chosen(Act.Choose choice) implements Errand {}

        /// The installation of missing parts has ended, well or not.
        record Installed(FirstRun.Installation outcome) implements Errand {}

        /// It did not work.
        ///
        /// @param said what was answered, for the technical details; may be empty
        record Failed(Act act, String said) implements Errand {}
    }
}
