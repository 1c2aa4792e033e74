package dev.berth.runtime.source;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// A program's name, taken apart: `HOST[:PORT]/PATH[:TAG][@DIGEST]`. With both, the digest counts.
///
/// @param host with its port, where it has one
/// @param path below the host, without a leading slash
/// @param tag empty only where there is a digest
record Reference(String host, String path, Optional<String> tag, Optional<Digest> digest) {
    private static final Pattern WHOLE =
            Pattern.compile(
                    "(?<host>(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?)"
                            + "/(?<path>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
                            + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
                            + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    /// The host that stands in names, and the one that answers.
    private static final String DOCKER = "docker.io";

    private static final String DOCKER_ANSWERS = "registry-1.docker.io";

    private static final int LAST_PORT = 65_535;

    /// Empty for what is no full name: a short one, whose host only the engine's settings know, or
    /// nonsense.
    static Optional<Reference> parse(String text) {
        var match = WHOLE.matcher(text);
        if (!match.matches() || !isHost(match.group("host"))) {
            return Optional.empty();
        }
        var host = match.group("host");
        var path = match.group("path");
        var digest = Optional.ofNullable(match.group("digest")).map(Digest::parse);
        var tag = Optional.ofNullable(match.group("tag"));
        return Optional.of(
                new Reference(
                        host,
                        host.equals(DOCKER) && path.indexOf('/') < 0 ? "library/" + path : path,
                        tag.isEmpty() && digest.isEmpty() ? Optional.of("latest") : tag,
                        digest));
    }

    /// The rule by which all engines tell a host from the first part of a short name.
    private static boolean isHost(String first) {
        var named = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        var address = URI.create("https://" + first);
        return named && address.getHost() != null && address.getPort() <= LAST_PORT;
    }

    /// The host to ask.
    String answeringHost() {
        return host.equals(DOCKER) ? DOCKER_ANSWERS : host;
    }

    /// What to ask for.
    String wanted() {
        return digest.map(Digest::toString).or(() -> tag).orElseThrow();
    }

    /// Under which the engine keeps it, so that it finds it by the reference: an engine has no
    /// names without a tag.
    String nameFor(Digest found) {
        return host
                + "/"
                + path
                + ":"
                + tag.orElseGet(() -> "berth-" + found.hex().substring(0, 12));
    }
}
