package dev.berth.runtime.simulation;

import java.util.HashMap;
import java.util.Map;

/// Which key the service was shown Ready with at which address. What a browser keeps for an address
/// can be read by whoever has that address next, so that a key never opens at two.
final class KeyAndAddress {
    private final Map<String, Integer> addresses = new HashMap<>();

    /// The service is shown as Ready.
    void ready(String key, int address) {
        var known = addresses.putIfAbsent(key, address);
        if (known != null && known != address) {
            throw new Broken("a key opens at %d that did at %d before".formatted(address, known));
        }
    }
}
