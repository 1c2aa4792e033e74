package dev.berth.runtime;

import dev.berth.runtime.Choices.Answer;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What holds, as one object on one line: what `berth settings get --json` prints. The same
/// promises as of [StatusJson].
public final class SettingsJson {

    private SettingsJson() {}

    /// All of them, and what is in use; null where nothing is chosen or known.
    public static String write(Answer.Are are) {
        var json = object();
        var settings = json.putObject("settings");
        for (var setting : Setting.values()) {
            settings.set(setting.id(), value(setting, are.settings()));
        }
        var used = json.putObject("inUse");
        used.set("engineProgram", text(are.inUse().engineProgram().map(Object::toString)));
        used.set("engineVersion", text(are.inUse().engineVersion()));
        used.put("release", are.inUse().release());
        used.put("memoryMiB", are.inUse().memoryMiB());
        used.put("computerMemoryMiB", are.inUse().computerMemoryMiB());
        used.put("dataFolder", are.inUse().dataFolder().toString());
        used.put("host", are.inUse().place().id());
        are.inUse()
                .own()
                .ifPresent(own ->
                        used.put("machineCpus", own.processors())
                                .put("machineMemoryMiB", own.memoryMiB())
                                .put("machineDiskGiB", own.diskGiB()));
        return json.toString();
    }

    /// One of them.
    public static String write(Setting setting, Settings settings) {
        var json = object().put("name", setting.id());
        json.set("value", value(setting, settings));
        return json.toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("schema", StatusJson.SCHEMA);
    }

    private static JsonNode value(Setting setting, Settings settings) {
        var shown = setting.shownIn(settings);
        return switch (setting) {
            case START_AT_SIGN_IN, LEAVE_RUNNING, NOTIFICATIONS, WAKE_WHEN_USED ->
                    JsonNodeFactory.instance.booleanNode(shown.equals(Optional.of("true")));
            case MEMORY, PORT, OWN_PROCESSORS, OWN_MEMORY, OWN_DISK, COPIES ->
                    shown.<JsonNode>map(number ->
                                    JsonNodeFactory.instance.numberNode(Long.parseLong(number)))
                            .orElseGet(JsonNodeFactory.instance::nullNode);
            case LANGUAGE,
                    THEME,
                    ENGINE_PROGRAM,
                    MIRROR,
                    PROXY,
                    PLACE,
                    OTHERS,
                    OWN_FILE,
                    NAMES,
                    UPDATES ->
                    text(shown);
        };
    }

    private static JsonNode text(Optional<String> text) {
        return text.<JsonNode>map(JsonNodeFactory.instance::stringNode)
                .orElseGet(JsonNodeFactory.instance::nullNode);
    }
}
