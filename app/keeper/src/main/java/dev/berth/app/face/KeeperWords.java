package dev.berth.app.face;

import dev.berth.words.Words;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// The keeper's own texts, beside those that all say.
public final class KeeperWords {
    private static final String BUNDLE = "dev.berth.app.face.words";

    private KeeperWords() {}

    /// The texts in the person's language.
    ///
    /// @param chosen the language that the person chose
    /// @param zone whose clock the person reads
    public static Words in(Optional<String> chosen, Locale system, ZoneId zone) {
        var language = Words.language(chosen, system);
        return new Words(ResourceBundle.getBundle(BUNDLE, language), language, zone);
    }
}
