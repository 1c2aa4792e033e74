package dev.berth.runtime.wire;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.InUse;
import dev.berth.runtime.Choices.Size;
import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.Place;
import dev.berth.runtime.Setting;
import dev.berth.runtime.store.SettingsCodec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Choices as they travel. A proxy's address may hold a password: never log them.
final class ChoicesJson {

    private ChoicesJson() {}

    static ObjectNode write(Answer answer) {
        var json = Protocol.object();
        switch (answer) {
            case Answer.Refused(var why, var sentence) ->
                    json.putObject("refused").put("why", word(why)).put("sentence", sentence);
            case Answer.Are(var settings, var inUse) -> {
                json.set("settings", SettingsCodec.json(settings));
                var used =
                        json.putObject("inUse")
                                .put("release", inUse.release())
                                .put("memoryMiB", inUse.memoryMiB())
                                .put("computerMemoryMiB", inUse.computerMemoryMiB())
                                .put("dataFolder", inUse.dataFolder().toString())
                                .put("host", inUse.place().id());
                inUse.own()
                        .ifPresent(own ->
                                used.put("machineCpus", own.processors())
                                        .put("machineMemoryMiB", own.memoryMiB())
                                        .put("machineDiskGiB", own.diskGiB()));
                inUse.engineProgram().ifPresent(path -> used.put("engineProgram", path.toString()));
                inUse.engineVersion().ifPresent(version -> used.put("engineVersion", version));
            }
        }
        return json;
    }

    /// The answer; empty when there is none that we know whole.
    static Optional<Answer> answer(JsonNode json) {
        if (json.path("refused") instanceof ObjectNode refused) {
            return refused.path("sentence")
                    .stringValueOpt()
                    .map(sentence ->
                            new Answer.Refused(why(refused.path("why").stringValue("")), sentence));
        }
        if (!(json.path("settings") instanceof ObjectNode fields)) {
            return Optional.empty();
        }
        var used = json.path("inUse");
        return SettingsCodec.settings(fields)
                .map(settings ->
                        new Answer.Are(
                                settings,
                                new InUse(
                                        text(used, "engineProgram").map(Path::of),
                                        text(used, "engineVersion"),
                                        text(used, "release").orElse(""),
                                        used.path("memoryMiB").longValue(0),
                                        used.path("computerMemoryMiB").longValue(0),
                                        Path.of(text(used, "dataFolder").orElse("")),
                                        text(used, "host")
                                                .flatMap(Place::of)
                                                .orElseGet(settings::place),
                                        own(used))));
    }

    private static Optional<Size> own(JsonNode used) {
        return used.path("machineCpus").isNumber()
                ? Optional.of(
                        new Size(
                                used.path("machineCpus").intValue(0),
                                used.path("machineMemoryMiB").longValue(0),
                                used.path("machineDiskGiB").longValue(0)))
                : Optional.empty();
    }

    private static String word(Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Of a reason that we do not know yet the sentence says all.
    private static Why why(String word) {
        return Arrays.stream(Why.values())
                .filter(one -> word(one).equals(word))
                .findFirst()
                .orElse(Why.SETTINGS_FILE);
    }

    static Optional<Setting> setting(JsonNode request) {
        return text(request, "setting").flatMap(Setting::of);
    }

    static Optional<String> value(JsonNode request) {
        return text(request, "value");
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt();
    }
}
