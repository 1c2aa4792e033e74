package dev.berth.runtime.store;

import dev.berth.runtime.FirstRun.Draft;
import java.io.IOException;
import java.util.Optional;

/// `state/first-run.json`: what the person has filled in so far, without the key.
public interface DraftFile {

    /// The draft, as if no key were kept for it. One that cannot be read is put aside and counts as
    /// none: it costs the person a few clicks.
    Optional<Draft> load() throws IOException;

    void save(Draft draft) throws IOException;

    /// Forgets it; nothing happens where there is none.
    void erase() throws IOException;
}
