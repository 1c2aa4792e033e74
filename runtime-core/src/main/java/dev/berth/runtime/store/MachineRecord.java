package dev.berth.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What proves a machine ours (DESIGN 4, rule 2): its name was written down before it was made, and
/// afterwards what it said of itself. A machine of that name with another identity is a stranger's.
///
/// @param name of it
/// @param asked when we were about to make it
/// @param size it was last given
/// @param identity empty until it was seen to be made
public record MachineRecord(
        String name, Instant asked, MachineSize size, Optional<Identity> identity) {

    /// What a machine keeps for life, but for the port.
    ///
    /// @param created as the engine prints it
    /// @param config path of its file, or of the folder of its file
    /// @param sshPort may be moved by the engine when it starts (podman.md S-08)
    public record Identity(String created, String config, OptionalInt sshPort) {

        /// Whether both are of the same machine.
        public boolean isSameAs(Identity other) {
            return created.equals(other.created) && config.equals(other.config);
        }
    }

    /// One that is about to be made.
    public static MachineRecord planned(String name, Instant at, MachineSize size) {
        return new MachineRecord(name, at, size, Optional.empty());
    }

    /// Whether both tell of the same machine, whatever was learnt of it since.
    public boolean isSameAs(MachineRecord other) {
        return name.equals(other.name) && asked.equals(other.asked);
    }

    /// The same, made.
    public MachineRecord known(Identity identity) {
        return new MachineRecord(name, asked, size, Optional.of(identity));
    }

    /// The same after the clock was set back by so much: one that was not seen yet is told by when
    /// it was asked for.
    public MachineRecord rewound(Duration by) {
        return identity.isPresent()
                ? this
                : new MachineRecord(name, asked.minus(by), size, identity);
    }

    /// The same, asked for no later than now: a clock that was set back meanwhile, which nobody
    /// could tell of, must not make what is made now seem older than the word for it.
    public MachineRecord askedAtLatest(Instant now) {
        return asked.isAfter(now) ? new MachineRecord(name, now, size, identity) : this;
    }

    /// The same with another size.
    public MachineRecord sized(MachineSize other) {
        return new MachineRecord(name, asked, other, identity);
    }
}
