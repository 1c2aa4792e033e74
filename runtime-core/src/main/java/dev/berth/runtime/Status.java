package dev.berth.runtime;

/// Where a Berth home stands: looked after, or the reason why it is not.
public sealed interface Status {

    /// The supervisor wants the service to run; the operator state says how far it is.
    record Supervised(OperatorState state) implements Status {}

    /// The person asked for a pause; the service is stopped and its data untouched.
    record Paused() implements Status {}

    /// First run: nothing was chosen yet, or a reset brought the home back to this.
    record NotSetUp() implements Status {}

    /// Nobody looks after this home: a client found no supervisor, or the supervisor was not asked
    /// for anything yet or has just ended.
    record NotRunning() implements Status {}
}
