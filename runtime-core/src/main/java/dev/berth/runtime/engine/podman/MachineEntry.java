package dev.berth.runtime.engine.podman;

import java.util.Optional;

/// One line of `podman machine list`: what it says of a machine, ours or another's. Running says no
/// more than that the hypervisor answers, and starting is a note in a file that outlives what it
/// tells of (podman.md, findings 2 and 3).
///
/// @param provider `qemu`, `applehv`, `libkrun`, `wsl`, `hyperv`; empty where it is not said
record MachineEntry(String name, boolean running, boolean starting, Optional<String> provider) {

    /// Whether another one cannot run beside it (podman.md, finding 5).
    boolean standsInTheWay() {
        return (running || starting) && provider.filter("wsl"::equals).isEmpty();
    }
}
