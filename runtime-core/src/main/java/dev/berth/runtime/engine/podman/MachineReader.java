package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.podman.Inspection.Standing;
import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.store.MachineSize;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Reads the JSON of `podman machine …` of 4.3 to 6.1 (podman.md A2: names, units and spellings
/// differ). What it does not know is a failure, never "not there".
final class MachineReader {
    static final String LIST = "machine-list";
    static final String INSPECT = "machine-inspect";
    static final String INFO = "machine-info";

    private MachineReader() {}

    /// What `machine info` says of this computer.
    ///
    /// @param provider of a machine that is made now
    /// @param images where disks are kept
    /// @param entries where the machines' own files are kept
    record Info(String provider, Path images, Path entries) {}

    static Answer<List<MachineEntry>> list(String json) {
        return Json.parse(LIST, json)
                .then(list -> {
                    if (!list.isArray()) {
                        return Json.unreadable(LIST, "expected a list");
                    }
                    var all = new ArrayList<MachineEntry>();
                    for (var one : Json.elements(list)) {
                        var name = Json.text(one, "Name");
                        if (name.isEmpty() || one.path("Running").isMissingNode()) {
                            return Json.unreadable(LIST, "an entry without name or state");
                        }
                        all.add(
                                new MachineEntry(
                                        name.endsWith("*")
                                                ? name.substring(0, name.length() - 1)
                                                : name,
                                        Json.flag(one, "Running"),
                                        Json.flag(one, "Starting"),
                                        Optional.of(
                                                        Json.text(one, "VMType")
                                                                .toLowerCase(Locale.ROOT))
                                                .filter(type -> !type.isEmpty())));
                    }
                    return Answer.got(List.copyOf(all));
                });
    }

    static Answer<Info> info(String json) {
        return Json.parse(INFO, json)
                .then(info -> {
                    var images = path(Json.text(info, "Host", "MachineImageDir"));
                    var entries = path(Json.text(info, "Host", "MachineConfigDir"));
                    return images.isPresent() && entries.isPresent()
                            ? Answer.got(
                                    new Info(
                                            Json.text(info, "Host", "VMType")
                                                    .toLowerCase(Locale.ROOT),
                                            images.get(),
                                            entries.get()))
                            : Json.unreadable(INFO, "no folders in it");
                });
    }

    static Answer<Inspection> inspect(String name, String json) {
        return Json.parse(INSPECT, json)
                .then(list ->
                        Json.elements(list).stream()
                                .filter(one -> Json.text(one, "Name").equals(name))
                                .findFirst()
                                .map(one -> inspection(name, one))
                                .orElseGet(() ->
                                        Json.unreadable(
                                                INSPECT, "success, but no " + name + " in it")));
    }

    private static Answer<Inspection> inspection(String name, JsonNode one) {
        var config =
                Optional.of(Json.text(one, "ConfigPath", "Path"))
                        .filter(path -> !path.isEmpty())
                        .orElseGet(() -> Json.text(one, "ConfigDir", "Path"));
        var created = Json.text(one, "Created");
        if (created.isEmpty() || path(config).isEmpty()) {
            return Json.unreadable(INSPECT, name + " does not say when and where it was made");
        }
        var standing = standing(Json.text(one, "State"));
        if (standing.isEmpty()) {
            return Json.unreadable(
                    INSPECT, name + " is in a state of no known name: " + Json.text(one, "State"));
        }
        return Answer.got(
                new Inspection(
                        name,
                        new Identity(created, config, Json.number(one, "SSHConfig", "Port")),
                        Json.moment(one, "Created"),
                        standing.get(),
                        door(one),
                        size(one),
                        path(Json.text(one, "Image", "ImagePath", "Path")),
                        path(Json.text(one, "Image", "IgnitionFilePath", "Path"))));
    }

    /// 4.3 says nothing of one that does not run, not `stopped` (seen on 4.3.1).
    private static Optional<Standing> standing(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "", "stopped" -> Optional.of(Standing.STOPPED);
            case "starting" -> Optional.of(Standing.STARTING);
            case "running" -> Optional.of(Standing.RUNNING);
            default -> Optional.empty();
        };
    }

    private static Optional<Door> door(JsonNode one) {
        var socket = Json.text(one, "ConnectionInfo", "PodmanSocket", "Path");
        var pipe = Json.text(one, "ConnectionInfo", "PodmanPipe", "Path");
        if (!socket.isEmpty() && !System.getProperty("os.name", "").startsWith("Windows")) {
            return Optional.of(new Door.Socket(socket));
        }
        if (!pipe.isEmpty()) {
            return Optional.of(new Door.Pipe(pipe));
        }
        return socket.isEmpty() ? Optional.empty() : Optional.of(new Door.Socket(socket));
    }

    /// In MiB and GiB; `wsl` says 0.
    private static Optional<MachineSize> size(JsonNode one) {
        var processors = Json.number(one, "Resources", "CPUs");
        var memory = number(one, "Resources", "Memory");
        var disk = number(one, "Resources", "DiskSize");
        return processors.orElse(0) > 0 && memory.orElse(0) > 0 && disk.orElse(0) > 0
                ? Optional.of(
                        new MachineSize(
                                processors.getAsInt(), memory.getAsLong(), disk.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong number(JsonNode node, String... path) {
        try {
            return OptionalLong.of(Long.parseLong(Json.text(node, path).strip()));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
