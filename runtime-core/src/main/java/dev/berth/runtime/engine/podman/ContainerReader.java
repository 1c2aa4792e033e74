package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.podman.Inspected.Exit;
import dev.berth.runtime.engine.podman.Inspected.Mount;
import dev.berth.runtime.engine.podman.Inspected.Phase;
import dev.berth.runtime.engine.podman.Inspected.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads the JSON of `podman container inspect`, of 4.3 to 6.x.
final class ContainerReader {
    private static final String VERB = "inspect";

    private ContainerReader() {}

    /// All that it lists. One that cannot be read makes the whole unreadable, for it might be the
    /// one that matters.
    static Answer<List<Inspected>> read(String json) {
        return Json.parse(VERB, json).then(ContainerReader::all);
    }

    private static Answer<List<Inspected>> all(JsonNode list) {
        var read = new ArrayList<Inspected>();
        for (var node : list.isArray() ? Json.elements(list) : List.of(list)) {
            switch (one(node)) {
                case Answer.Got<Inspected>(var container) -> read.add(container);
                case Answer.Failed<Inspected>(var failure) -> {
                    return Answer.failed(failure);
                }
            }
        }
        return Answer.got(List.copyOf(read));
    }

    private static Answer<Inspected> one(JsonNode node) {
        var id = Json.text(node, "Id").toLowerCase(Locale.ROOT);
        if (!ContainerId.isOne(id)) {
            return Json.unreadable(VERB, "a container without an id");
        }
        var status = Json.text(node, "State", "Status");
        return phase(status)
                .map(phase -> Answer.got(inspected(node, new ContainerId(id), phase)))
                .orElseGet(() -> Json.unreadable(VERB, "unknown state '" + status + "'"));
    }

    private static Inspected inspected(JsonNode node, ContainerId id, Phase phase) {
        var label = Json.at(node, "Config", "Labels").path(Ownership.LABEL);
        return new Inspected(
                id,
                Json.text(node, "Name"),
                Optional.of(label.asString("")).filter(value -> !value.isEmpty()),
                Json.text(node, "Image"),
                Json.moment(node, "Created").orElse(Instant.EPOCH),
                phase,
                port(node),
                mounts(node),
                exit(node),
                run(node));
    }

    /// A word that is not in this list is a later Podman's, thus unreadable and never "absent".
    private static Optional<Phase> phase(String status) {
        return Optional.ofNullable(
                switch (status.toLowerCase(Locale.ROOT)) {
                    case "configured", "created", "initialized" -> Phase.CREATED;
                    case "running", "stopping" -> Phase.RUNNING;
                    case "paused" -> Phase.PAUSED;
                    case "stopped", "exited", "dead" -> Phase.EXITED;
                    case "removing" -> Phase.REMOVING;
                    default -> null;
                });
    }

    /// Both maps look alike: `"18789/tcp": [{"HostIp": "127.0.0.1", "HostPort": "18789"}]`. The
    /// first is empty for one that never ran in some versions.
    private static OptionalInt port(JsonNode node) {
        return Stream.concat(
                        Json.values(node, "NetworkSettings", "Ports"),
                        Json.values(node, "HostConfig", "PortBindings"))
                .flatMap(bindings -> Json.elements(bindings).stream())
                .map(binding -> Json.number(binding, "HostPort"))
                .flatMapToInt(OptionalInt::stream)
                .filter(port -> port > 0 && port < 65536)
                .findFirst();
    }

    private static List<Mount> mounts(JsonNode node) {
        return Json.elements(node, "Mounts").stream()
                .filter(mount -> Json.text(mount, "Source").startsWith("/"))
                .map(mount ->
                        new Mount(
                                Path.of(Json.text(mount, "Source")),
                                !Json.text(mount, "RW").equalsIgnoreCase("false")))
                .toList();
    }

    /// A code that Podman does not know yet is negative there.
    private static Exit exit(JsonNode node) {
        return new Exit(
                Json.number(node, "State", "ExitCode").orElse(255) & 0xff,
                Json.flag(node, "State", "OOMKilled"),
                Json.moment(node, "State", "StartedAt").orElse(Instant.EPOCH),
                Json.moment(node, "State", "FinishedAt").orElse(Instant.EPOCH));
    }

    private static Run run(JsonNode node) {
        return new Run(
                process(node, "Pid"),
                process(node, "ConmonPid"),
                Json.text(node, "NetworkSettings", "SandboxKey"));
    }

    private static OptionalLong process(JsonNode node, String key) {
        var pid = Json.number(node, "State", key).orElse(0);
        return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
    }
}
