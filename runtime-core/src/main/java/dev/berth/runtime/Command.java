package dev.berth.runtime;

/// What a person can ask for. A command changes what is desired; the supervisor does the rest.
public sealed interface Command {

    /// Commands of a higher rank cancel the running step of a lower one.
    default int rank() {
        return switch (this) {
            case Start _, SetUp _ -> 1;
            case Repair _, Restart _ -> 2;
            case Pause _ -> 3;
            case Reset _ -> 4;
            case Quit _ -> 5;
        };
    }

    /// The service should run.
    record Start() implements Command {}

    /// The service should stop and stay stopped until [Start].
    record Pause() implements Command {}

    /// The service should be stopped and started once.
    record Restart() implements Command {}

    /// Forget failures, look afresh, start at the lowest rung that fits. Never loses data.
    record Repair() implements Command {}

    /// Back to first run.
    record Reset(EraseScope scope) implements Command {}

    /// Everything that a start needs should be there: the wizard's work.
    record SetUp(SetUpWishes wishes) implements Command {}

    /// The supervisor should stop the service (unless told to leave it) and end.
    record Quit() implements Command {}
}
