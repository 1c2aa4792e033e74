package dev.berth.runtime.simulation;

import dev.berth.runtime.service.ServiceConfiguration;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The service's own configuration, which lies among its data.
final class SimulatedConfiguration implements ServiceConfiguration {
    private final MemoryData data;
    private final Storage storage;
    private final Guard guard;
    private final Set<Integer> ports = new HashSet<>();

    SimulatedConfiguration(MemoryData data, Storage storage, Guard guard) {
        this.data = data;
        this.storage = storage;
        this.guard = guard;
    }

    @Override
    public boolean fits(int port) {
        return data.isThere() && ports.contains(port);
    }

    @Override
    public void fit(int port) throws IOException {
        guard.configures();
        storage.write("openclaw.json", () -> ports.add(port));
    }
}
