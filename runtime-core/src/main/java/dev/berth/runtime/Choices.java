package dev.berth.runtime;

import java.nio.file.Path;
import java.util.Optional;

/// What the person chose. Every method may wait for a file or the keeper, 10 s at most; any thread.
public interface Choices {

    /// What holds now.
    Answer now();

    /// Chooses one thing; it holds from the next moment on at which it can, and is written down
    /// before this returns.
    ///
    /// @param value as text; empty takes the choice back
    Answer choose(Setting setting, Optional<String> value);

    /// What came of it.
    sealed interface Answer {

        /// What holds now.
        record Are(Settings settings, InUse inUse) implements Answer {}

        /// Nothing was changed, or nothing can be read.
        ///
        /// @param why what it is about, for whoever has words of their own
        /// @param sentence what, where, what was expected, what to do
        record Refused(Why why, String sentence) implements Answer {}
    }

    /// What a refusal is about.
    enum Why {
        PROGRAM_NOT_ABSOLUTE,
        PROGRAM_MISSING,
        PROGRAM_NOT_EXECUTABLE,

        /// It runs and is not the program that Berth needs.
        PROGRAM_ANOTHER,

        /// The value is not what [Setting#expected] says.
        VALUE,

        /// The service has more than this computer can give.
        TOO_MUCH,

        /// What only grows cannot be made smaller.
        ONLY_GROWS,

        /// There is no such file, or it cannot be read.
        FILE_MISSING,

        /// The administrator's account cannot do this.
        ADMINISTRATOR,

        /// This computer knows one way only.
        ONLY_WAY,

        /// The settings cannot be read or written; the sentence says all.
        SETTINGS_FILE
    }

    /// What is in use where nothing, or something, was chosen.
    ///
    /// @param engineProgram the program that keeps the assistant apart
    /// @param engineVersion its version
    /// @param release the service's release
    /// @param memoryMiB how much memory the service may use, in MiB
    /// @param computerMemoryMiB how much this computer has, in MiB; 0 where it cannot be told
    /// @param dataFolder where the service's data lies
    /// @param place where the service lives now, or will
    /// @param own how large its own place is; empty where there is none yet
    record InUse(
            Optional<Path> engineProgram,
            Optional<String> engineVersion,
            String release,
            long memoryMiB,
            long computerMemoryMiB,
            Path dataFolder,
            Place place,
            Optional<Size> own) {}

    /// How large a place of its own is.
    record Size(int processors, long memoryMiB, long diskGiB) {}
}
