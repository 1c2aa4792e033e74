package dev.berth.runtime;

import java.time.Duration;
import java.util.List;

/// What a home has on this computer, looked at without the keeper: before an erasure, so that the
/// person sees what will go, and after it, so that nobody has to believe that it went. Changes
/// nothing. Any thread; the caller waits.
public interface Belongings {

    /// All that is there.
    ///
    /// @param atMost how long is counted; what was not counted by then says so
    List<Belonging> all(Duration atMost);

    /// What is there still, each thing looked at afresh, of what an erasure was to take. What could
    /// not be looked at counts as there.
    ///
    /// @param before what [#all] told before the erasure
    List<Belonging> remaining(List<Belonging> before, EraseScope scope, Duration atMost);
}
