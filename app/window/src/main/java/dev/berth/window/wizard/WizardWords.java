package dev.berth.window.wizard;

import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress.Stage;
import dev.berth.words.Words;
import java.time.Duration;

/// The texts of the first run.
///
/// @param all those of the window, which hold them
record WizardWords(Words all) {
    private static final int MEBIBYTES_OF_A_GIBIBYTE = 1024;
    private static final long MINUTES_WORTH_HOURS = 90;

    String text(String key, Object... places) {
        return all.text("wizard." + key, places);
    }

    /// The text without the mark of the letter that chooses.
    String plain(String key) {
        return text(key).replace("_", "");
    }

    String title(Problem problem) {
        return all.title(problem);
    }

    String sentence(Problem problem) {
        return all.sentence(problem);
    }

    String stage(Stage stage) {
        return all.text("stage." + stage.id());
    }

    /// An amount of room or memory.
    String amount(long mebibytes) {
        return mebibytes < MEBIBYTES_OF_A_GIBIBYTE
                ? text("megabytes", mebibytes)
                : text("gigabytes", (double) mebibytes / MEBIBYTES_OF_A_GIBIBYTE);
    }

    /// How long something still takes, no finer than can be known.
    String left(Duration left) {
        long minutes = (left.toSeconds() + 30) / 60;
        if (minutes < 1) {
            return text("progress.left.moment");
        }
        if (minutes == 1) {
            return text("progress.left.minute");
        }
        return minutes < MINUTES_WORTH_HOURS
                ? text("progress.left.minutes", minutes)
                : text("progress.left.hours", (minutes + 30) / 60);
    }
}
