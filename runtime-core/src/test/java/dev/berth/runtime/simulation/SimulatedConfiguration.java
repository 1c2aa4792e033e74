package dev.berth.runtime.simulation;

import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.service.ServiceConfiguration;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The service's own configuration, which lies among its data.
final class SimulatedConfiguration implements ServiceConfiguration {
    private final MemoryData data;
    private final Storage storage;
    private final Guard guard;
    private final Set<String> letIn = new HashSet<>();

    SimulatedConfiguration(MemoryData data, Storage storage, Guard guard) {
        this.data = data;
        this.storage = storage;
        this.guard = guard;
    }

    @Override
    public boolean fits(int port, List<String> names) {
        return data.isThere() && letIn.contains(address(port, names));
    }

    private static String address(int port, List<String> names) {
        return names + ":" + port;
    }

    @Override
    public void choose(Provider provider, Place place) throws IOException {
        guard.tellsProvider();
        storage.write("openclaw.json", () -> {});
    }

    @Override
    public void fit(int port, List<String> names) throws IOException {
        guard.configures();
        storage.write("openclaw.json", () -> letIn.add(address(port, names)));
    }
}
