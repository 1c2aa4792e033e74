package dev.berth.runtime.engine.podman;

import java.util.OptionalLong;

/// What speaks for and against that a run ended because its memory was used up.
///
/// @param code exit code of the run
/// @param engineSaysSo `State.OOMKilled`: sticky, once true it stays so through later runs of the
///   same container, and false where conmon's note is not found (both seen on 4.3.1)
/// @param watcherSaw conmon noted, shortly before the end, that the kernel killed in this run
/// @param killsOnComputer how many processes the kernel killed for memory on the whole computer
///   since the run was last seen alive; empty when that is not known
/// @param killsInGroup the same in the groups of containers alone
record EndEvidence(
        int code,
        boolean engineSaysSo,
        boolean watcherSaw,
        OptionalLong killsOnComputer,
        OptionalLong killsInGroup) {

    /// 128 and SIGKILL.
    private static final int KILLED = 137;

    /// The judgement. A service that survives the killing of one of its children, or ends well
    /// after it, has not run out of memory. Of a killed one the kernel's counts decide, the
    /// narrower first: so that a `kill -9` by anybody is none, whatever the engine still says of an
    /// earlier run. Its word counts only where no count can be read.
    boolean outOfMemory() {
        if (code == 0) {
            return false;
        }
        if (watcherSaw) {
            return true;
        }
        if (code != KILLED) {
            return killsInGroup.orElse(0) > 0; // a child was killed, and the service gave up
        }
        if (killsInGroup.isPresent()) {
            return killsInGroup.getAsLong() > 0;
        }
        return killsOnComputer.isPresent() ? killsOnComputer.getAsLong() > 0 : engineSaysSo;
    }
}
