package dev.berth.runtime.observation;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import org.jspecify.annotations.Nullable;

/// One thing about the world, known or not. Unknown is never absent (DESIGN 4, rule 1).
public sealed interface Fact<T> {

    record Known<T>(T value) implements Fact<T> {}

    record Unknown<T>(Cause cause) implements Fact<T> {}

    /// Why something is not known.
    sealed interface Cause {
        /// Nobody needed it.
        record NotLooked() implements Cause {}

        /// The engine was asked and gave no usable answer.
        record EngineSilent(EngineFailure failure) implements Cause {}

        /// A file of ours could not be read.
        record FileUnreadable(String sentence) implements Cause {}
    }

    static <T> Fact<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Fact<T> notLooked() {
        return new Unknown<>(new Cause.NotLooked());
    }

    /// A failed question leaves the fact unknown.
    static <T> Fact<T> of(Answer<T> answer) {
        return switch (answer) {
            case Answer.Got<T>(var value) -> new Known<>(value);
            case Answer.Failed<T>(var failure) -> new Unknown<>(new Cause.EngineSilent(failure));
        };
    }

    /// A file of ours could not be read.
    ///
    /// @param sentence why, as a person may read it
    static <T> Fact<T> unreadable(@Nullable String sentence) {
        return new Unknown<>(
                new Cause.FileUnreadable(sentence == null ? "a file cannot be read" : sentence));
    }
}
