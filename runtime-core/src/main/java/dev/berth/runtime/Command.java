package dev.berth.runtime;

import java.util.Optional;
import java.util.Set;

/// What a person can ask for. A command changes what is desired; the supervisor does the rest.
public sealed interface Command {

    /// Commands of a higher rank cancel the running step of a lower one.
    default int rank() {
        return switch (this) {
            case MakeCopy _, CancelCopy _, LookForRelease _ -> 0;
            case Start _, SetUp _, Restore _, Update _ -> 1;
            case Repair _, Restart _ -> 2;
            case Pause _, GiveUp _ -> 3;
            case Reset _ -> 4;
            case Quit(var shuttingDown) -> shuttingDown ? 6 : 5;
        };
    }

    /// The service should run.
    record Start() implements Command {}

    /// The service should stop and stay stopped until [Start].
    record Pause() implements Command {}

    /// The service should be stopped and started once.
    record Restart() implements Command {}

    /// Forget failures, look afresh, start at the lowest rung that fits. Never loses data.
    ///
    /// @param agreed what the person agreed to with it, once
    /// @param takeAway id of a [Stranger] that the person wants taken away, once: stopped and
    ///   removed, its data kept
    record Repair(Set<Consent> agreed, Optional<String> takeAway) implements Command {
        public Repair {
            agreed = Set.copyOf(agreed);
            takeAway = takeAway.filter(Stranger::isId);
        }

        /// One that takes nobody away.
        public Repair(Set<Consent> agreed) {
            this(agreed, Optional.empty());
        }

        /// One that needs no consent.
        public Repair() {
            this(Set.of());
        }
    }

    /// Back to first run.
    record Reset(EraseScope scope) implements Command {}

    /// Everything that a start needs should be there: the wizard's work.
    record SetUp(SetUpWishes wishes) implements Command {}

    /// The set-up, start, restart or repair that is under way should be given up: what is running
    /// stays as it is, a set-up leaves the home as it was, and nothing more is tried before the
    /// person asks. Without one under way nothing happens.
    record GiveUp() implements Command {}

    /// A safety copy should be made, beside everything else.
    record MakeCopy() implements Command {}

    /// A safety copy should take the place of the data, which is copied first.
    ///
    /// @param copy its id
    record Restore(String copy) implements Command {}

    /// The safety copy that is being made should be given up, and so should bringing one back for
    /// as long as the data is what it was.
    record CancelCopy() implements Command {}

    /// Another release of the service should be used. It is brought here while the one of now runs;
    /// the data is copied before it is used, and should it not come up, release and data are again
    /// what they were.
    ///
    /// @param wanted where it comes from
    /// @param bring id of the safety copy whose data it shall begin with; empty keeps the data
    record Update(SetUpWishes.Source wanted, Optional<String> bring) implements Command {}

    /// Somebody wants to know whether there is a newer release of the service. It is looked for
    /// beside everything else, and the report tells; nothing is changed.
    record LookForRelease() implements Command {}

    /// The supervisor should stop the service (unless told to leave it) and end.
    ///
    /// @param shuttingDown whether the computer is being shut down, which leaves seconds for it
    record Quit(boolean shuttingDown) implements Command {

        /// One that has all the time that it needs.
        public Quit() {
            this(false);
        }
    }
}
