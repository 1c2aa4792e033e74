package dev.berth.runtime.supervisor;

import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.store.SettingsFile.UnreadableSettings;
import dev.berth.runtime.store.UnusableFile;
import java.io.IOException;
import java.util.List;

/// Files of our own that stop us, as problems. Where the store says in one sentence which file it
/// is and what helps, that is what the person reads.
final class OwnTrouble {

    private OwnTrouble() {}

    /// The settings cannot be read.
    static Problem unreadable(IOException e) {
        return problem(ProblemKind.SETTINGS_UNREADABLE, e);
    }

    /// Something could not be written down.
    static Problem unwritten(IOException e) {
        return problem(
                e instanceof UnreadableSettings
                        ? ProblemKind.SETTINGS_UNREADABLE
                        : ProblemKind.STATE_UNWRITABLE,
                e);
    }

    private static Problem problem(ProblemKind kind, IOException e) {
        var message = e.getMessage();
        return message != null && (e instanceof UnusableFile || e instanceof UnreadableSettings)
                ? new Problem(kind, message, List.of())
                : Problem.of(kind, List.of());
    }
}
