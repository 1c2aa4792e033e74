package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;

/// The folder with the service's files.
public interface DataFolder {

    /// Its absolute path, links resolved where it exists.
    Path path();

    /// How it stands now.
    ///
    /// @param made whether it was ever made
    /// @param used whether the service was ever Ready on it: from then on an empty folder counts as
    ///   gone (a disk that is not connected looks like that)
    State look(boolean made, boolean used) throws IOException;

    /// Makes it, owner-only, unless it is there.
    ///
    /// @param owner numeric user and group that must own it, or -1 for whoever runs Berth
    void make(int owner) throws IOException;

    /// Erases it with all that is in it. Only ever with the person's explicit word.
    void erase() throws IOException;

    sealed interface State {
        record Present() implements State {}

        record NeverMade() implements State {}

        record Gone() implements State {}

        record ReadOnly() implements State {}

        /// The disk is too full to start.
        ///
        /// @param freeBytes what is left
        /// @param neededBytes what a start needs
        record NoRoom(long freeBytes, long neededBytes) implements State {}
    }
}
