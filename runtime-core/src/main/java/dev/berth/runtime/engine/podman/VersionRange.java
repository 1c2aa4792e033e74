package dev.berth.runtime.engine.podman;

import java.util.Optional;

/// Versions for which something holds, written `any`, `<5.7`, `>=6.0` or `5.8.0<5.8.1` (from the
/// first up to, without, the second).
///
/// @param from the first, if there is one
/// @param before the first that is not meant any more, if there is one
record VersionRange(Optional<PodmanVersion> from, Optional<PodmanVersion> before) {

    static VersionRange of(String text) {
        if (text.equals("any")) {
            return new VersionRange(Optional.empty(), Optional.empty());
        }
        if (text.startsWith(">=")) {
            return new VersionRange(Optional.of(version(text.substring(2))), Optional.empty());
        }
        int less = text.indexOf('<');
        return new VersionRange(
                less == 0 ? Optional.empty() : Optional.of(version(text.substring(0, less))),
                Optional.of(version(text.substring(less + 1))));
    }

    private static PodmanVersion version(String text) {
        return PodmanVersion.parse(text).orElseThrow();
    }

    boolean has(PodmanVersion version) {
        return from.filter(first -> version.compareTo(first) < 0).isEmpty()
                && before.filter(end -> version.compareTo(end) >= 0).isEmpty();
    }
}
