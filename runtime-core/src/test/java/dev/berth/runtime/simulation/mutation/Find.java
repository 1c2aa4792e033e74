package dev.berth.runtime.simulation.mutation;

import java.util.Optional;
import java.util.regex.Pattern;

/// A seed whose schedule finds a bug, and the rule that it breaks.
record Find(long seed, String rule) {
    private static final Pattern WRITTEN = Pattern.compile("seed (\\d+), (.*)");

    private static final Pattern THROWN = Pattern.compile("^[\\w.]+(?:Broken|Exception|Error): ");

    /// What differs from schedule to schedule.
    private static final Pattern DETAILS =
            Pattern.compile("^((?:rule \\d)?+\\D*?)[ :,]*(?:Optional|PT|[\\[\\d{]).*$");

    static Find of(long seed, String thrown) {
        var line = THROWN.matcher(thrown.lines().findFirst().orElse("")).replaceFirst("");
        return new Find(seed, DETAILS.matcher(line).replaceFirst("$1").strip());
    }

    static Optional<Find> read(String line) {
        var written = WRITTEN.matcher(line);
        return written.matches()
                ? Optional.of(new Find(Long.parseLong(written.group(1)), written.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + rule;
    }
}
