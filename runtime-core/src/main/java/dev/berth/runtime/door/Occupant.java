package dev.berth.runtime.door;

import java.util.Optional;
import java.util.OptionalLong;

/// Who listens on a port.
///
/// @param program its name; empty where this account may not see it
/// @param pid its process; empty where this account may not see it
public record Occupant(Optional<String> program, OptionalLong pid) {

    /// One that this account may not see.
    public static Occupant ofAnotherAccount() {
        return new Occupant(Optional.empty(), OptionalLong.empty());
    }

    /// In plain words: `python3 (process 4711)`.
    public String words() {
        return program.orElse("a program")
                + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : " of another account");
    }
}
