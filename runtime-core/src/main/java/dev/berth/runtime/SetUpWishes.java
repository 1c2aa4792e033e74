package dev.berth.runtime;

import java.nio.file.Path;
import java.util.Optional;

/// What the person chose at set-up.
///
/// @param source where the service's program comes from; empty means the standard one
/// @param provider who answers for the assistant; empty means later
/// @param dwelling where the service is to live; empty means where it lives already, or as usual
public record SetUpWishes(
        Optional<Source> source, Optional<Keyed> provider, Optional<Dwelling> dwelling) {

    /// Where it lives already, or as usual.
    public SetUpWishes(Optional<Source> source, Optional<Keyed> provider) {
        this(source, provider, Optional.empty());
    }

    /// Where the service is to live.
    ///
    /// @param file what a computer of its own is made from (offline set-up); empty means the one
    ///   chosen before, or fetched
    public record Dwelling(Place place, Optional<Path> file) {}

    /// Where the service's program comes from.
    public sealed interface Source {
        /// By name: present already, or fetched from the network.
        record Named(String reference) implements Source {}

        /// From a file on this computer (offline set-up).
        record FromFile(Path file) implements Source {}
    }

    /// A provider with the person's key.
    ///
    /// @param key lives only in memory and in an owner-only file; empty means the one kept already,
    ///   or none where none is needed
    public record Keyed(Provider provider, Optional<String> key) {

        /// One with its usual address and model.
        public static Keyed usual(ProviderKind kind, String key) {
            return new Keyed(Provider.usual(kind), Optional.of(key));
        }

        @Override
        public String toString() {
            return "Keyed[provider=" + provider + ", key=(hidden)]";
        }
    }
}
