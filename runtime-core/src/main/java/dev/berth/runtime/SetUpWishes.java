package dev.berth.runtime;

import java.nio.file.Path;
import java.util.Optional;

/// What the person chose at set-up.
///
/// @param source where the service's program comes from; empty means the standard one
/// @param provider who answers for the assistant; empty means later
public record SetUpWishes(Optional<Source> source, Optional<Provider> provider) {

    /// Where the service's program comes from.
    public sealed interface Source {
        /// By name: present already, or fetched from the network.
        record Named(String reference) implements Source {}

        /// From a file on this computer (offline set-up).
        record FromFile(Path file) implements Source {}
    }

    /// The company or server that answers for the assistant.
    ///
    /// @param name one of the names that `berth setup --help` lists
    /// @param key the person's key; lives only in memory and in an owner-only file
    public record Provider(String name, String key) {
        @Override
        public String toString() {
            return "Provider[name=" + name + ", key=(hidden)]";
        }
    }
}
