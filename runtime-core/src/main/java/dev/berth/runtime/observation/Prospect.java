package dev.berth.runtime.observation;

import dev.berth.runtime.engine.HostState;

/// What the service would find at the place to which it shall move.
public sealed interface Prospect {

    /// On this computer directly.
    record Here(EngineState engine) implements Prospect {}

    /// In a machine.
    record Apart(HostState.Machine machine) implements Prospect {}
}
