package dev.berth.runtime.copies.archive;

import java.time.Instant;
import java.util.Optional;

/// What a copy says of itself before its content.
///
/// @param id its name, which says when and why too
/// @param made when it was begun
/// @param why for what it was made, as in [dev.berth.runtime.copies.Reason]
/// @param instance id of the home it is of
/// @param release of the service whose data it is, where known
/// @param berth version that made it
public record Facts(
        String id,
        Instant made,
        String why,
        String instance,
        Optional<String> release,
        String berth) {

    /// The form of the file; a newer one is refused.
    static final int FORMAT = 1;
}
