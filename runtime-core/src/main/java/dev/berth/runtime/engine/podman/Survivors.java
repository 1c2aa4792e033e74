package dev.berth.runtime.engine.podman;

import java.util.List;
import java.util.Optional;

/// Processes of this account that belong to something that runs in Podman. Each container has a
/// watcher, conmon; where control groups are used, its processes lie in a group named `libpod-` and
/// its id as well (seen with 4.3.1, runc and crun).
final class Survivors {
    private static final String WATCHER = "conmon";
    private static final String GROUP = "libpod-";

    private final Proc proc;

    Survivors(Proc proc) {
        this.proc = proc;
    }

    /// One that lives, in words for the details; empty where none does.
    Optional<String> any() {
        var own = proc.uid(ProcessHandle.current().pid());
        if (own.isEmpty()) {
            return Optional.of("this system does not tell which processes there are");
        }
        return proc.processes().stream()
                .filter(pid -> isWatcher(pid, own.get()) || isInside(pid, own.get()))
                .findFirst()
                .map("process %d still runs in Podman"::formatted);
    }

    private boolean isWatcher(long pid, long own) {
        var program = proc.arguments(pid).stream().findFirst().orElse("");
        return program.substring(program.lastIndexOf('/') + 1).equals(WATCHER)
                && proc.uid(pid).filter(uid -> uid == own).isPresent();
    }

    /// Those of another account lie below a slice of that one.
    private boolean isInside(long pid, long own) {
        return proc.groups(pid).stream()
                .anyMatch(group -> group.contains(GROUP) && isOurs(group, own));
    }

    private static boolean isOurs(String group, long own) {
        var slices = List.of("user-" + own + ".slice", "user@" + own + ".service");
        return !group.contains(".slice") || slices.stream().anyMatch(group::contains);
    }
}
