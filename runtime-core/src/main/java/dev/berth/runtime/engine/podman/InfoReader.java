package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads the JSON of `podman info` and judges whether the engine is good enough for us.
final class InfoReader {
    private static final String VERB = "info";

    /// The service's own user inside needs an id, and so do all below it.
    private static final int IDS_NEEDED = 1001;

    private InfoReader() {}

    static Answer<EngineReport> read(String json) {
        return Json.parse(VERB, json).then(InfoReader::judge);
    }

    /// Where images are kept.
    static Answer<Path> store(String json) {
        return Json.parse(VERB, json)
                .then(info -> {
                    var folder = Json.text(info, "store", "graphRoot");
                    return folder.startsWith("/")
                            ? Answer.got(Path.of(folder))
                            : Json.unreadable(VERB, "no folder of images in it: '" + folder + "'");
                });
    }

    private static Answer<EngineReport> judge(JsonNode info) {
        var version = Json.text(info, "version", "Version");
        var parsed = PodmanVersion.parse(version);
        if (parsed.isEmpty()) {
            return Json.unreadable(VERB, "no version in it: '" + version + "'");
        }
        var harm = FailureCatalogue.harm(parsed.get());
        if (harm.isPresent()) {
            return Answer.failed(harm.get());
        }
        var rootless = Json.flag(info, "host", "security", "rootless");
        if (rootless && ids(info) < IDS_NEEDED) {
            return Answer.failed(
                    new EngineFailure(
                            EngineFailure.Kind.USER_IDS_MISSING,
                            VERB,
                            "the account has "
                                    + ids(info)
                                    + " user ids, "
                                    + IDS_NEEDED
                                    + " are needed",
                            Remedy.ADD_IDS.cure()));
        }
        return Answer.got(
                new EngineReport(
                        version,
                        rootless,
                        Json.flag(info, "host", "security", "selinuxEnabled"),
                        limitsMemory(info, rootless)));
    }

    /// Without entries in `/etc/subuid` Podman works with one id only, and says so once in a
    /// warning (podman.md L-03), but here every time. Where the map is not told, it is taken for
    /// good.
    private static int ids(JsonNode info) {
        var map = Json.elements(info, "host", "idMappings", "uidmap");
        return map.isEmpty()
                ? Integer.MAX_VALUE
                : map.stream().mapToInt(part -> Json.number(part, "size").orElse(0)).sum();
    }

    /// Both controllers must be there, also for root: without them a limit keeps the container from
    /// starting (seen on 6.1.1 with crun). With the first version of the kernel's control groups an
    /// ordinary user's limits are ignored with a warning (seen on 4.3.1).
    private static boolean limitsMemory(JsonNode info, boolean rootless) {
        var controllers =
                Json.elements(info, "host", "cgroupControllers").stream()
                        .map(controller -> controller.asString(""))
                        .toList();
        return (!rootless || Json.text(info, "host", "cgroupVersion").equals("v2"))
                && controllers.containsAll(List.of("memory", "pids"));
    }
}
