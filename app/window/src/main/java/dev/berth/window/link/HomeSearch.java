package dev.berth.window.link;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berths;
import dev.berth.runtime.Home;
import dev.berth.runtime.StatusReport;
import java.util.Optional;

/// The keeper of a home on the disk.
public record HomeSearch(Home home) implements KeeperSearch {

    @Override
    public Optional<Berth> find() {
        return Berths.connect(home);
    }

    @Override
    public StatusReport without() {
        return Berths.unsupervised(home);
    }
}
