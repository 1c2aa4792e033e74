package dev.berth.runtime;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who answers for the assistant, without the key.
///
/// @param address base address of its interface (`http://127.0.0.1:11434/v1`), for kinds that have
///   one; empty means the usual one
/// @param model which of its models; empty means the usual one of that kind
public record Provider(ProviderKind kind, Optional<URI> address, Optional<String> model) {

    private static final Pattern LOOPBACK =
            Pattern.compile(
                    "(.*\\.)?localhost\\.?|127(\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[(::1?|::ffff:127.*)\\]",
                    Pattern.CASE_INSENSITIVE);

    /// One with its usual address and model.
    public static Provider usual(ProviderKind kind) {
        return new Provider(kind, Optional.empty(), Optional.empty());
    }

    /// Where it answers: the person's word, else the usual place; empty for those that OpenClaw
    /// knows itself.
    public Optional<URI> server() {
        return kind.hasAddress() ? address.or(kind::usualAddress) : Optional.empty();
    }

    /// Whether it answers on this computer alone, so that the service cannot reach it by itself.
    /// `0.0.0.0` counts: it is what such servers name when they listen everywhere.
    public boolean isOnThisComputer() {
        return server().map(URI::getHost).filter(LOOPBACK.asMatchPredicate()).isPresent();
    }

    /// Whether this is the same server, so that the key of one is good for the other.
    public boolean sharesKeyWith(Provider other) {
        return kind == other.kind && server().equals(other.server());
    }
}
