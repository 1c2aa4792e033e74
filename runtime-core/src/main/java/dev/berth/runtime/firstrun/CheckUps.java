package dev.berth.runtime.firstrun;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.Place;
import java.util.List;
import java.util.Optional;

/// Looks whether this computer has what the assistant needs. Any thread.
public interface CheckUps {

    /// Changes nothing; may wait 15 s.
    ///
    /// @param place where it shall live; empty means the one that was chosen, or the usual one
    List<Check> checkUp(Optional<Place> place);
}
