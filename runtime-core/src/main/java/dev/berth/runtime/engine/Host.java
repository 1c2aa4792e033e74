package dev.berth.runtime.engine;

import dev.berth.runtime.limit.Limit;

/// Where the engine runs, and whether it can be reached there.
public interface Host {

    /// How the host stands.
    Answer<HostState> look(Limit limit);

    /// The engine on this host.
    Engine engine();
}
