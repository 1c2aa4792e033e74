package dev.berth.window.link;

import dev.berth.runtime.Berth;
import dev.berth.runtime.StatusReport;
import java.util.Optional;

/// Where a keeper is found. May wait: never called on the JavaFX thread.
public interface KeeperSearch {

    /// The keeper, connected; empty when none runs.
    ///
    /// @throws Berth.LostContact when one is there that cannot be talked to
    Optional<Berth> find();

    /// How things stand while none runs.
    StatusReport without();
}
