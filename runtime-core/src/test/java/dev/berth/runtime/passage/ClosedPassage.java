package dev.berth.runtime.passage;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Leads nowhere.
public final class ClosedPassage implements Passage {

    @Override
    public Path folder() {
        return Path.of("/nowhere");
    }

    @Override
    public void make(int owner) {}

    @Override
    public void lead(Optional<URI> server) {}
}
