package dev.berth.runtime.wire;

import dev.berth.runtime.Choices;
import dev.berth.runtime.Place;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Says what a test tells it to, and remembers what was chosen.
final class ScriptedChoices implements Choices {
    static final InUse IN_USE =
            new InUse(
                    Optional.of(Path.of("/usr/bin/engine")),
                    Optional.of("5.4.2"),
                    "example.org/assistant:1",
                    2048,
                    16_000,
                    Path.of("/home/\u00fc/data"),
                    Place.APART,
                    Optional.of(new Size(2, 4096, 40)));

    record Chosen(Setting setting, Optional<String> value) {}

    final BlockingQueue<Chosen> chosen = new LinkedBlockingQueue<>();
    volatile Answer answer = new Answer.Are(Settings.none(), IN_USE);

    @Override
    public Answer now() {
        return answer;
    }

    @Override
    public Answer choose(Setting setting, Optional<String> value) {
        chosen.add(new Chosen(setting, value));
        return answer;
    }
}
