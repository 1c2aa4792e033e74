package dev.berth.runtime.engine;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What came of asking the engine: a value, or a typed failure. Never an exception.
public sealed interface Answer<T> {

    record Got<T>(T value) implements Answer<T> {}

    record Failed<T>(EngineFailure failure) implements Answer<T> {}

    static <T> Answer<T> got(T value) {
        return new Got<>(value);
    }

    static <T> Answer<T> failed(EngineFailure failure) {
        return new Failed<>(failure);
    }

    /// The next question, asked only when this one was answered.
    default <R> Answer<R> then(Function<? super T, Answer<R>> next) {
        return switch (this) {
            case Got<T>(var value) -> next.apply(value);
            case Failed<T>(var failure) -> new Failed<>(failure);
        };
    }

    /// The same, its failure told otherwise.
    default Answer<T> otherwise(UnaryOperator<EngineFailure> change) {
        return switch (this) {
            case Got<T> got -> got;
            case Failed<T>(var failure) -> new Failed<>(change.apply(failure));
        };
    }

    default <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Got<>(change.apply(value)));
    }
}
