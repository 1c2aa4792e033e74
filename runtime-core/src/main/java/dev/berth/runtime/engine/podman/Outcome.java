package dev.berth.runtime.engine.podman;

/// How one run of the program ended.
sealed interface Outcome {

    /// It ended by itself.
    ///
    /// @param exit its exit code
    /// @param out everything it printed
    /// @param err the last part of what it complained about
    record Finished(int exit, String out, String err) implements Outcome {}

    /// Its limit passed; it was ended with its children.
    ///
    /// @param err what it had complained about until then
    record TimedOut(String err) implements Outcome {}

    /// It was cut short; it was ended with its children.
    record Cancelled() implements Outcome {}

    /// There is no such program, or it cannot be run.
    record NoProgram(String why) implements Outcome {}

    /// The program that the person chose is none that could be asked.
    record UnfitProgram(String why) implements Outcome {}

    /// It printed more than anybody will read; it was ended with its children.
    record OutputTooLong() implements Outcome {}
}
