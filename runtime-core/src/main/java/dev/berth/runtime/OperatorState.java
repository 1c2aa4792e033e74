package dev.berth.runtime;

import java.util.List;

/// What the person sees while Berth looks after the service: exactly three states.
public sealed interface OperatorState {

    /// The service works and has proven that it is ours.
    ///
    /// @param degraded names of optional parts that do not work at the moment; empty when all is
    ///   well
    record Ready(List<String> degraded) implements OperatorState {
        public Ready {
            degraded = List.copyOf(degraded);
        }
    }

    /// Berth is on its way to [Ready] (or to a stop that was asked for). A deadline stands behind
    /// it.
    record Starting(Progress progress) implements OperatorState {}

    /// Berth cannot go on alone, or not soon.
    record NeedsAttention(Problem problem) implements OperatorState {}
}
