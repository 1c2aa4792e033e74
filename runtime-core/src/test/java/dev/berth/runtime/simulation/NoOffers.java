package dev.berth.runtime.simulation;

import dev.berth.runtime.store.OfferFile;
import java.util.Optional;

/// Keeps nothing.
final class NoOffers implements OfferFile {
    @Override
    public Optional<Offer> load() {
        return Optional.empty();
    }

    @Override
    public void save(Offer offer) {}

    @Override
    public void forget() {}
}
