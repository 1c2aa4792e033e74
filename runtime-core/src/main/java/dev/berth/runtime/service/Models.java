package dev.berth.runtime.service;

import dev.berth.runtime.limit.Limit;
import java.net.URI;
import java.util.Optional;

/// Asks a model server which models it has. Any thread.
public interface Models {

    /// The first of its models.
    ///
    /// @param base its base address, as seen from here
    Reply first(URI base, Optional<String> key, Limit limit);

    /// What it said.
    sealed interface Reply {
        record Has(String model) implements Reply {}

        /// It could not be asked, or has none.
        ///
        /// @param why for the details, without the key
        record Unknown(String why) implements Reply {}
    }
}
