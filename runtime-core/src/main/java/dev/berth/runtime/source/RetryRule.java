package dev.berth.runtime.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How often a source is asked that failed in a way that may pass, and when.
///
/// @param backOff before the second try, the third, …: one pause fewer than tries
/// @param longest a source that asks for a longer pause is left alone for now
record RetryRule(List<Duration> backOff, Duration longest) {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    RetryRule {
        backOff = List.copyOf(backOff);
    }

    /// Five tries.
    static RetryRule usual() {
        return new RetryRule(
                List.of(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8)),
                Duration.ofMinutes(2));
    }

    /// How long to wait before the next try; empty when there is none.
    ///
    /// @param failed tries that failed in a row, at least 1
    /// @param asked for how long the source wants to be left alone, where it said so
    Optional<Duration> pause(int failed, Optional<Duration> asked) {
        if (failed > backOff.size()
                || asked.filter(wish -> wish.compareTo(longest) > 0).isPresent()) {
            return Optional.empty();
        }
        var usual = backOff.get(failed - 1);
        return Optional.of(asked.filter(wish -> wish.compareTo(usual) > 0).orElse(usual));
    }

    /// Reads `Retry-After` (RFC 9110 10.2.3) in both its forms: seconds, or a date.
    ///
    /// @return never negative; empty when it is neither
    static Optional<Duration> retryAfter(String header, Instant now) {
        var text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            var rest = Duration.between(now, until.toInstant());
            return Optional.of(rest.isNegative() ? Duration.ZERO : rest);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
