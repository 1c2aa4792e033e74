package dev.berth.runtime;

import java.nio.file.Path;
import java.util.List;

/// The safety copies of a home, as far as nothing else has to hold still for it. What takes long
/// blocks its thread. Any thread.
public interface Copies {

    /// All of them, newest first.
    ///
    /// @throws Failure when they cannot be listed
    List<SafetyCopy> list() throws Failure;

    /// Reads one from its first byte to its last.
    ///
    /// @throws Failure when it is not what it was
    SafetyCopy verify(String id, Watcher watcher) throws Failure;

    /// Writes one to a file that is not there yet, and reads it back.
    SafetyCopy export(String id, Path file, Watcher watcher) throws Failure;

    /// Takes one in from a file, once it was read from its first byte to its last.
    SafetyCopy importFrom(Path file, Watcher watcher) throws Failure;

    /// Hears how far it has come.
    @FunctionalInterface
    interface Watcher {

        /// So far it has come.
        ///
        /// @param part `copying`, `checking` or `extracting`
        /// @param done bytes of this part
        /// @param of how many; 0 where nobody knows
        /// @return whether it shall go on
        boolean at(String part, long done, long of);
    }

    /// Why it came to nothing; the message is a sentence for people.
    final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        public Failure(String sentence) {
            super(sentence);
        }
    }
}
