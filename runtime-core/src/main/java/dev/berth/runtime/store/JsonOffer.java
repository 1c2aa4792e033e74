package dev.berth.runtime.store;

import dev.berth.runtime.store.JsonDocument.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The offer in `state/newer-release.json`. It can be had again at any time, so nothing is made of
/// a file that cannot be understood: the next one takes its place.
public final class JsonOffer implements OfferFile {
    private static final Logger LOG = LoggerFactory.getLogger(JsonOffer.class);

    private final JsonDocument document;
    private final Drive drive;

    /// The offer in one home.
    ///
    /// @param state the folder `state`
    public JsonOffer(Path state) {
        this(state, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public JsonOffer(Path state, Drive drive) {
        document = new JsonDocument(state.resolve("newer-release.json"), drive);
        this.drive = drive;
    }

    @Override
    public Optional<Offer> load() throws IOException {
        try {
            return document.read() instanceof Content.Good(var object)
                    ? Optional.of(read(new Fields(object)))
                    : Optional.empty();
        } catch (WrongField e) {
            LOG.info("{} {}", document.path(), e.expectation());
            return Optional.empty();
        }
    }

    private static Offer read(Fields in) throws WrongField {
        return new Offer(in.text("origin"), in.instant("lookedAt"), in.optionalText("tag"));
    }

    @Override
    public void save(Offer offer) throws IOException {
        var object =
                Json.object()
                        .put("origin", offer.origin())
                        .put("lookedAt", offer.lookedAt().toString());
        offer.tag().ifPresent(tag -> object.put("tag", tag));
        document.replace(object, Set.of(), Optional.empty());
    }

    @Override
    public void forget() throws IOException {
        if (!DurableFile.isThere(document.path())) {
            return;
        }
        var erasure = new Erasure(drive);
        erasure.removeForGood(document.path());
        var remaining = Optional.ofNullable(erasure.firstRemaining());
        if (remaining.isPresent()) {
            throw remaining.get();
        }
    }
}
