package dev.berth.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One safety copy.
///
/// @param id its name, which says when and why it was made: `20261122T151500Z-daily`
/// @param made when, where it can be read
/// @param why `hand`, `daily`, `imported`, `before-restore`, …
/// @param release of the service whose data it is, where known
/// @param files how many it holds
/// @param bytes in these files
/// @param fileBytes how large the copy itself is
/// @param state whether it can be used
/// @param notes what is not in it or wrong with it, for people
public record SafetyCopy(
        String id,
        Optional<Instant> made,
        String why,
        Optional<String> release,
        long files,
        long bytes,
        long fileBytes,
        State state,
        List<String> notes) {
    public SafetyCopy {
        notes = List.copyOf(notes);
    }

    /// Whether a copy can be used.
    public enum State {
        /// It was read back when it was made.
        GOOD("good"),
        /// The same, but something that should be in it is not.
        PARTIAL("partial"),
        /// It cannot be used.
        DAMAGED("damaged");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /// Stable name.
        public String id() {
            return id;
        }
    }
}
