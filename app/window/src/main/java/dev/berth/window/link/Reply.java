package dev.berth.window.link;

/// What came of a question to the keeper.
///
/// @param <T> the answer
public sealed interface Reply<T> {

    /// It answered.
    record Got<T>(T value) implements Reply<T> {}

    /// There is none at the moment, or it was lost meanwhile.
    ///
    /// @param said what was reported, for the technical details
    record Lost<T>(String said) implements Reply<T> {}
}
