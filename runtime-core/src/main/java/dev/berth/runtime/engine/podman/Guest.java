package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.limit.Limit;

/// What must be done inside a machine that Podman itself does not do, over its own `machine ssh`.
/// Costs about a second in a slow guest. Owner thread only.
final class Guest {

    /// Podman 4.x on Linux mounts with `cache=none`, which has no shared memory over files:
    /// SQLite's write-ahead log cannot live there (seen on 4.3.1: `disk I/O error`). With
    /// `cache=mmap` it can.
    ///
    /// The bare folder below is closed to everybody: when the guest restarts by itself, 4.x does
    /// not mount again (podman.md D-08), and the service must then not begin afresh in an empty
    /// folder.
    private static final String REMOUNT =
            """
            grep -q ' 9p ' /proc/mounts || { echo 'no folder is mounted' >&2; exit 1; }; \
            grep ' 9p ' /proc/mounts | grep -v mmap | while read -r tag at rest; do \
            at=$(printf '%b' "$at"); \
            sudo umount "$at" && sudo chown root: "$at" && sudo chmod 0 "$at" \
            && sudo mount -t 9p -o trans=virtio,version=9p2000.L,msize=131072,cache=mmap \
            "$tag" "$at" || exit 1; done; \
            ! grep ' 9p ' /proc/mounts | grep -v mmap\
            """;

    private final Machines machines;

    Guest(Machines machines) {
        this.machines = machines;
    }

    /// Lets the folders of this computer be used as the service needs them.
    Answer<Void> openFolders(String machine, Limit limit) {
        return run(machine, REMOUNT, limit);
    }

    /// Brings what was written to the disk: what Podman keeps of a service's program is lost
    /// otherwise when the machine is killed soon after, and is empty files from then on (podman.md
    /// D-05, seen on 4.3.1).
    Answer<Void> bringToDisk(String machine, Limit limit) {
        return run(machine, "sync", limit);
    }

    private Answer<Void> run(String machine, String command, Limit limit) {
        return machines.ask(Call.of(Machines.SSH, "machine", "ssh", machine, command), limit)
                .then(Podman::done);
    }
}
