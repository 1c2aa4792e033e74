package dev.berth.runtime.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What the last look for a newer release of the service told. Owner thread only.
public interface OfferFile {

    /// What is kept; empty where nothing is, or nothing that can be understood: a look brings it
    /// again.
    Optional<Offer> load() throws IOException;

    void save(Offer offer) throws IOException;

    /// Removes it; nothing there is no failure.
    void forget() throws IOException;

    /// What a look told.
    ///
    /// @param origin where it was looked: a release's name without tag and digest
    /// @param lookedAt when
    /// @param tag of the newest release that was newer than the one in use; empty where none was
    record Offer(String origin, Instant lookedAt, Optional<String> tag) {}
}
