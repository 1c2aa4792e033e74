package dev.berth.window.wizard.course;

import dev.berth.window.wizard.course.Event.Known;
import java.nio.file.Path;
import java.util.Optional;

/// The choices that have a good answer already.
///
/// @param startAtSignIn whether Berth starts when the person signs in to the computer
/// @param notifications whether the desktop tells when attention is needed
/// @param before what held before this first run, and holds again when it is given up
/// @param dataFolder where the assistant's data lies; empty while nobody has told
public record Options(
        boolean startAtSignIn, boolean notifications, Before before, Optional<Path> dataFolder) {

    /// What held before.
    public record Before(boolean startAtSignIn, boolean notifications) {}

    static Options usual() {
        return new Options(true, true, new Before(false, true), Optional.empty());
    }

    /// The same with the person's other word.
    Options choosing(boolean atSignIn, boolean telling) {
        return new Options(atSignIn, telling, before, dataFolder);
    }

    Options startingAtSignIn(boolean atSignIn) {
        return choosing(atSignIn, notifications);
    }

    Options knowing(Known known) {
        var settings = known.settings();
        // What a keeper that was lost and found again says is what this first run has chosen.
        return dataFolder.isPresent()
                ? this
                : new Options(
                        startAtSignIn,
                        settings.notifications(),
                        new Before(settings.startAtSignIn(), settings.notifications()),
                        Optional.of(known.dataFolder()));
    }
}
