package dev.berth.window.link;

import dev.berth.runtime.Choices;
import dev.berth.runtime.Place;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Settings.Fetching;
import dev.berth.runtime.Settings.Look;
import dev.berth.runtime.Settings.Others;
import dev.berth.runtime.Settings.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Choices that are kept in memory, and refused where a test says so.
public final class ScriptedChoices implements Choices {

    /// Something chosen.
    public record Chosen(Setting setting, Optional<String> value) {}

    private final Map<Setting, Answer.Refused> refusals = new ConcurrentHashMap<>();
    private final Map<Setting, String> values = new ConcurrentHashMap<>();
    private final List<Chosen> chosen = new CopyOnWriteArrayList<>();

    /// From now on this setting is refused.
    public void refuse(Setting setting, Why why, String sentence) {
        refusals.put(setting, new Answer.Refused(why, sentence));
    }

    /// What was chosen, in order.
    public List<Chosen> chosen() {
        return chosen;
    }

    @Override
    public Answer now() {
        var in =
                new InUse(
                        Optional.of(Path.of("/usr/bin/engine")),
                        Optional.of("5.4.2"),
                        "ghcr.io/openclaw/openclaw:2026.9.6",
                        2048,
                        16_000,
                        Path.of("/home/anna/.local/share/berth/data"),
                        settings().place(),
                        settings().place() == Place.APART
                                ? Optional.of(new Size(2, 4096, 40))
                                : Optional.empty());
        return new Answer.Are(settings(), in);
    }

    @Override
    public Answer choose(Setting setting, Optional<String> value) {
        chosen.add(new Chosen(setting, value));
        if (refusals.containsKey(setting) && value.isPresent()) {
            return refusals.get(setting);
        }
        value.ifPresentOrElse(text -> values.put(setting, text), () -> values.remove(setting));
        return now();
    }

    private Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    private boolean is(Setting setting, boolean otherwise) {
        return value(setting).map(Boolean::valueOf).orElse(otherwise);
    }

    private Settings settings() {
        var none = Settings.none();
        return new Settings(
                Optional.of("ghcr.io/openclaw/openclaw:2026.9.6"),
                Optional.empty(),
                none.port(),
                value(Setting.MEMORY)
                        .map(mib -> OptionalLong.of(Long.parseLong(mib)))
                        .orElse(OptionalLong.empty()),
                Optional.empty(),
                is(Setting.LEAVE_RUNNING, false),
                new Fetching(value(Setting.MIRROR), value(Setting.PROXY)),
                value(Setting.ENGINE_PROGRAM).map(Path::of),
                is(Setting.START_AT_SIGN_IN, false),
                is(Setting.NOTIFICATIONS, true),
                new Look(
                        value(Setting.LANGUAGE),
                        value(Setting.THEME)
                                .map(id ->
                                        switch (id) {
                                            case "light" -> Theme.LIGHT;
                                            case "dark" -> Theme.DARK;
                                            default -> Theme.SYSTEM;
                                        })
                                .orElse(Theme.SYSTEM)),
                new Settings.Dwelling(
                        value(Setting.PLACE).flatMap(Place::of),
                        value(Setting.OTHERS)
                                .map(id -> id.equals("always") ? Others.ALWAYS_STOP : Others.ASK)
                                .orElse(Others.ASK),
                        value(Setting.OWN_PROCESSORS).stream()
                                .mapToInt(Integer::parseInt)
                                .findFirst(),
                        value(Setting.OWN_MEMORY).stream().mapToLong(Long::parseLong).findFirst(),
                        value(Setting.OWN_DISK).stream().mapToLong(Long::parseLong).findFirst(),
                        value(Setting.OWN_FILE).map(Path::of)),
                Settings.Access.usual(),
                value(Setting.COPIES)
                        .map(gib -> OptionalLong.of(Long.parseLong(gib)))
                        .orElse(OptionalLong.empty()));
    }
}
