package dev.berth.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A hand on the engine: what a person could type beside Berth.
final class Podman {
    private static final String LABEL = "dev.berth.instance";
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private Podman() {}

    /// Must succeed.
    static String run(String... arguments) throws IOException, InterruptedException {
        var outcome = tried(arguments);
        if (outcome.status() != 0) {
            throw new AssertionError(
                    "podman %s: %d %s"
                            .formatted(List.of(arguments), outcome.status(), outcome.text()));
        }
        return outcome.out();
    }

    /// May fail.
    static Program.Outcome tried(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        return Program.run(command, Map.of(), DEADLINE);
    }

    /// Ids of all that carry the label of this home.
    static List<String> of(String instance) throws IOException, InterruptedException {
        return run("ps", "-aq", "--no-trunc", "--filter=label=" + LABEL + "=" + instance)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    static JsonNode inspect(String container) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(run("container", "inspect", container)).get(0);
    }

    /// The process that the container's init is, seen from outside; 0 when it does not run.
    static long pid(String container) throws IOException, InterruptedException {
        return inspect(container).path("State").path("Pid").asLong(0);
    }

    /// When its present run began.
    static String runOf(String container) throws IOException, InterruptedException {
        return inspect(container).path("State").path("StartedAt").asString("");
    }

    /// All secrets' names that belong to this home.
    static List<String> secretsOf(String instance) throws IOException, InterruptedException {
        var prefix = "berth-" + instance.substring(0, 8) + "-";
        return run("secret", "ls", "--format={{.Name}}")
                .lines()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /// Takes away everything of one home and nothing else.
    static void forget(String instance) throws IOException, InterruptedException {
        for (var id : of(instance)) {
            tried("rm", "--force", "--time=0", "--volumes", id);
        }
        for (var secret : secretsOf(instance)) {
            tried("secret", "rm", secret);
        }
    }
}
