package dev.berth.runtime.simulation.mutation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A piece of the product, and what to put in its place. Where its lines break does not matter.
record Change(String stands, String bug) {

    String applied(String source, String name) {
        var found = pattern().matcher(source);
        long times = found.results().count();
        if (times != 1) {
            throw new IllegalStateException(
                    ("what the bug '%s' changes stands %d times in its file, and must stand there"
                                    + " once: the product has changed, so write the new lines into"
                                    + " %s.bug, and let ./dev soak mutations --write find its"
                                    + " seeds")
                            .formatted(name, times, name));
        }
        return found.reset().replaceFirst(Matcher.quoteReplacement(bug.strip()));
    }

    private Pattern pattern() {
        return Pattern.compile(
                Stream.of(stands.strip().split("\\s+", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+")));
    }
}
