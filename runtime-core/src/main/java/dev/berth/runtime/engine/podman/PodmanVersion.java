package dev.berth.runtime.engine.podman;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// A version as far as we compare it: `4.3.1`, `5.4.0-rc1` and `4.9.4-rhel` are three numbers; a
/// third that is missing is 0.
record PodmanVersion(int major, int minor, int patch) implements Comparable<PodmanVersion> {

    private static final Pattern NUMBERS =
            Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    static Optional<PodmanVersion> parse(String text) {
        var match = NUMBERS.matcher(text.strip());
        return match.matches()
                ? Optional.of(
                        new PodmanVersion(
                                Integer.parseInt(match.group(1)),
                                Integer.parseInt(match.group(2)),
                                Optional.ofNullable(match.group(3))
                                        .map(Integer::parseInt)
                                        .orElse(0)))
                : Optional.empty();
    }

    @Override
    public int compareTo(PodmanVersion other) {
        return Comparator.comparingInt(PodmanVersion::major)
                .thenComparingInt(PodmanVersion::minor)
                .thenComparingInt(PodmanVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
