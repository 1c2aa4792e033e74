package dev.berth.window.face;

import dev.berth.words.Words;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The window's own texts, beside those that all say.
public final class WindowWords {
    /// One for the window, one for the first run.
    private static final List<String> BUNDLES =
            List.of("dev.berth.window.face.words", "dev.berth.window.wizard.words");

    private WindowWords() {}

    /// The texts in the person's language.
    ///
    /// @param chosen the language that the person chose
    /// @param zone whose clock the person reads
    public static Words in(Optional<String> chosen, Locale system, ZoneId zone) {
        var language = Words.language(chosen, system);
        var bundles =
                BUNDLES.stream().map(name -> ResourceBundle.getBundle(name, language)).toList();
        return new Words(new Joined(bundles), language, zone);
    }

    /// Several bundles in which no key stands twice.
    private static final class Joined extends ResourceBundle {
        private final List<ResourceBundle> bundles;

        Joined(List<ResourceBundle> bundles) {
            this.bundles = bundles;
        }

        @Override
        protected @Nullable Object handleGetObject(String key) {
            return bundles.stream()
                    .filter(bundle -> bundle.containsKey(key))
                    .findFirst()
                    .map(bundle -> bundle.getObject(key))
                    .orElse(null);
        }

        @Override
        public Enumeration<String> getKeys() {
            var keys = new TreeSet<String>();
            bundles.forEach(bundle -> keys.addAll(bundle.keySet()));
            return Collections.enumeration(keys);
        }
    }
}
