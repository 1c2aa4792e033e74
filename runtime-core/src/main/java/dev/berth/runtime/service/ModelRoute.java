package dev.berth.runtime.service;

import java.net.URI;
import java.util.Optional;

/// Which model answers, in the gateway's words.
///
/// @param primary provider and model, as in `anthropic/claude-opus-5`
/// @param server what the gateway must be told of it; empty for providers that it knows itself
record ModelRoute(String primary, Optional<Server> server) {

    /// A server that speaks as OpenAI's does.
    ///
    /// @param base as the service reaches it
    /// @param model its name there
    record Server(URI base, String model) {}
}
