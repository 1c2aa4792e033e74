package dev.berth.runtime.copies.archive;

import java.io.IOException;

/// Hears how much has been done.
@FunctionalInterface
public interface Told {

    /// So many more bytes of content.
    ///
    /// @throws IOException when nothing more should be done
    void passed(long bytes) throws IOException;
}
