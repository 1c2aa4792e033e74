package dev.berth.app.face;

import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice;
import dev.berth.words.Words;
import java.util.Optional;
import java.util.function.Function;

/// Speaks on the waiting page in the language that the person chose last. Any thread.
public final class WaitingVoice implements Voice {
    private final Function<Optional<String>, Words> wordsIn;
    private volatile WaitingWords words;

    /// @param wordsIn the keeper's texts in a language that was chosen, or the system's
    public WaitingVoice(Function<Optional<String>, Words> wordsIn) {
        this.wordsIn = wordsIn;
        this.words = new WaitingWords(wordsIn.apply(Optional.empty()));
    }

    /// In this language from now on, or the system's where none was chosen.
    public void speak(Optional<String> chosen) {
        words = new WaitingWords(wordsIn.apply(chosen));
    }

    @Override
    public Notice notice(StatusReport report) {
        return words.of(report);
    }

    @Override
    public Notice lost(Loss loss) {
        return words.of(loss);
    }
}
