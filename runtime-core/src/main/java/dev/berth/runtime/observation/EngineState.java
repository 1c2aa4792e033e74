package dev.berth.runtime.observation;

import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;

/// Whether the engine can be used.
public sealed interface EngineState {
    record Usable(EngineReport report) implements EngineState {}

    record Missing(EngineFailure failure) implements EngineState {}

    record TooOld(EngineFailure failure) implements EngineState {}

    /// It is there and cannot work on this computer as it is.
    record Unusable(EngineFailure failure) implements EngineState {}
}
