package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.limit.Limit;

/// This computer, with the simulated engine on it.
record SimulatedHost(Engine engine) implements Host {

    @Override
    public Answer<HostState> look(Limit limit) {
        return Answer.got(new HostState.Native());
    }
}
