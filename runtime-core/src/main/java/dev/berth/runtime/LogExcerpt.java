package dev.berth.runtime;

import java.util.List;

/// Lines of the service's log, oldest first, redacted, each with its moment in UTC in front.
///
/// @param upToDate whether the newest ones are among them; otherwise it could not be found out
public record LogExcerpt(List<String> lines, boolean upToDate) {
    public LogExcerpt {
        lines = List.copyOf(lines);
    }
}
