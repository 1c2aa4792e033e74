package dev.berth.runtime.wire;

import dev.berth.runtime.Berth;

/// What came of looking for the keeper of a home. Sentences are for people.
public sealed interface Contact {

    record Connected(Berth berth) implements Contact {}

    /// No keeper runs for this home.
    record NobodyThere() implements Contact {}

    /// A keeper runs, of a version that speaks otherwise.
    record Incompatible(String sentence) implements Contact {}

    /// Something is there that does not answer, or must not be trusted.
    record Unreachable(String sentence) implements Contact {}
}
