package dev.berth.window;

import dev.berth.runtime.Berths;
import dev.berth.runtime.Home;
import dev.berth.runtime.Settings.Look;
import dev.berth.window.face.WindowWords;
import dev.berth.words.Words;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// What each process with a window finds when it begins.
///
/// @param home whose Berth it is
/// @param look how it looks and speaks, as far as that was chosen
record Surroundings(Home home, Look look) {

    /// Those of this process; may read files.
    static Surroundings ofThisProcess() {
        var home =
                Home.of(
                        System.getenv(),
                        System.getProperty("os.name"),
                        System.getProperty("user.home"));
        return new Surroundings(home, Berths.look(home));
    }

    /// The texts in the chosen language.
    Words words() {
        return words(look.language());
    }

    /// The texts in another language; empty: the system's.
    Words words(Optional<String> language) {
        return WindowWords.in(
                language, Locale.getDefault(Locale.Category.DISPLAY), ZoneId.systemDefault());
    }
}
