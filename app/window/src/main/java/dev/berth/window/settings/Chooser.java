package dev.berth.window.settings;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.window.link.Reply;
import dev.berth.window.page.Surroundings;
import dev.berth.words.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries a choice to the keeper at once, and says beside it what came of it. JavaFX thread only.
final class Chooser {
    private final Surroundings window;
    private final Consumer<Answer.Are> shown;
    private Settings settings = Settings.none();

    /// @param shown told what holds now, after each change and each refusal
    Chooser(Surroundings window, Consumer<Answer.Are> shown) {
        this.window = window;
        this.shown = shown;
    }

    /// Asks what holds now.
    void look(Consumer<String> failed) {
        window.keeper()
                .call(
                        berth -> berth.choices().now(),
                        reply -> {
                            switch (reply) {
                                case Reply.Got(Answer.Are are) -> take(are);
                                case Reply.Got(Answer.Refused(_, var sentence)) ->
                                        failed.accept(sentence);
                                case Reply.Lost<?> _ ->
                                        failed.accept(window.words().text("no-contact"));
                            }
                        });
    }

    private void take(Answer.Are are) {
        settings = are.settings();
        shown.accept(are);
    }

    /// Chooses one thing, unless that holds already.
    ///
    /// @param value as text; empty takes the choice back
    void choose(Setting setting, Optional<String> value, Row row) {
        choose(setting, value, row, before -> choose(setting, before, row));
    }

    /// The same.
    ///
    /// @param back takes the choice back, to what was chosen before
    void choose(Setting setting, Optional<String> value, Row row, Consumer<Optional<String>> back) {
        var before = Values.of(settings, setting);
        if (before.equals(value)) {
            row.quiet();
            return;
        }
        row.saving();
        row.setDisable(true);
        window.keeper()
                .call(
                        berth -> berth.choices().choose(setting, value),
                        reply -> {
                            row.setDisable(false);
                            chosen(setting, () -> back.accept(before), row, reply);
                        });
    }

    private void chosen(Setting setting, Runnable back, Row row, Reply<Answer> reply) {
        switch (reply) {
            case Reply.Got(Answer.Are are) -> {
                take(are);
                row.saved(back);
                if (setting == Setting.LANGUAGE || setting == Setting.THEME) {
                    window.wear(are.settings().look());
                }
            }
            case Reply.Got(Answer.Refused refused) ->
                    row.refused(sentence(window.words(), setting, refused));
            case Reply.Lost<?> _ -> row.refused(window.words().text("no-contact"));
        }
    }

    /// A refusal in the person's words.
    static String sentence(Words words, Setting setting, Answer.Refused refused) {
        return switch (refused.why()) {
            case PROGRAM_NOT_ABSOLUTE,
                    PROGRAM_MISSING,
                    PROGRAM_NOT_EXECUTABLE,
                    PROGRAM_ANOTHER,
                    TOO_MUCH,
                    ONLY_GROWS,
                    FILE_MISSING,
                    ADMINISTRATOR,
                    ONLY_WAY ->
                    words.text("refused." + key(refused.why()));
            case VALUE -> words.text("refused.value." + setting.id());
            case SETTINGS_FILE -> refused.sentence();
        };
    }

    private static String key(Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
