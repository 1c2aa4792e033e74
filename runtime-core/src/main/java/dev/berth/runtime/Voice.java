package dev.berth.runtime;

import java.util.List;
import java.util.Optional;

/// Says a report in the person's language, on the page that a browser shows while the service is
/// not Ready. Any thread; never waits.
public interface Voice {

    /// What is written on the waiting page.
    Notice notice(StatusReport report);

    /// What is written where a link of ours leads nowhere.
    default Notice lost(Loss loss) {
        return switch (loss) {
            case SPENT -> Notice.plain("en", "This link was used already", "Open Berth again.");
            case OF_ANOTHER ->
                    Notice.plain(
                            "en", "This link is not yours", "Open Berth from your own account.");
        };
    }

    /// Why a link of ours leads nowhere.
    enum Loss {
        /// It was used before, or is too old.
        SPENT,
        /// It was made for another user of this computer.
        OF_ANOTHER
    }

    /// A report in words.
    ///
    /// @param language of the words, as in HTML (`en`, `de`)
    /// @param title one line, such as "Starting"
    /// @param sentence what is going on, or what is wrong
    /// @param progress what is done at the moment, such as "Getting the assistant ready, 3 of 4"
    /// @param actions what the person can do about it, one sentence each
    record Notice(
            String language,
            String title,
            String sentence,
            Optional<String> progress,
            List<String> actions) {
        public Notice {
            actions = List.copyOf(actions);
        }

        /// Words alone.
        public static Notice plain(String language, String title, String sentence) {
            return new Notice(language, title, sentence, Optional.empty(), List.of());
        }
    }
}
