package dev.berth.app.verb;

import dev.berth.runtime.Choices;
import dev.berth.runtime.Place;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers as a test tells it to, and remembers what was chosen.
final class ScriptedChoices implements Choices {
    private static final InUse IN_USE =
            new InUse(
                    Optional.of(Path.of("/usr/bin/program")),
                    Optional.of("5.4.2"),
                    "example.org/assistant:1",
                    2048,
                    16_000,
                    Path.of("/home/person/berth/data"),
                    Place.APART,
                    Optional.of(new Size(2, 4096, 40)));

    final List<String> chosen = new ArrayList<>();
    Settings settings = Settings.none();
    Optional<Answer> refusal = Optional.empty();

    @Override
    public Answer now() {
        return refusal.orElseGet(() -> new Answer.Are(settings, IN_USE));
    }

    @Override
    public Answer choose(Setting setting, Optional<String> value) {
        chosen.add(setting.id() + " " + value.orElse("(back)"));
        return now();
    }
}
