package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.service.ServiceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class CreateCommandTest {
    private static final EngineReport ORDINARY = new EngineReport("4.3.1", true, false, false);
    private static final EngineReport ROOT = new EngineReport("4.3.1", false, true, true);

    @Test
    void anOrdinaryUsersOwnIdIsKeptAndLimitsAreLeftOutWhereTheyAreIgnored() {
        assertThat(arguments(ORDINARY, OptionalInt.empty(), Map.of()))
                .contains(
                        "--userns=keep-id:uid=1000,gid=1000",
                        "--publish=127.0.0.1::18789",
                        "--cidfile=/notes/id",
                        "--mount=type=bind,\"source=/d,\"\"q\"\":ü\",target=/data")
                .noneMatch(one -> one.startsWith("--memory") || one.startsWith("--pids"));
    }

    @Test
    void asRootLimitsAndLabelsAreSet() {
        assertThat(arguments(ROOT, OptionalInt.of(5), Map.of()))
                .contains(
                        "--memory=2048m",
                        "--memory-swap=2048m",
                        "--pids-limit=512",
                        "--publish=127.0.0.1:5:18789",
                        "--mount=type=bind,\"source=/d,\"\"q\"\":ü\",target=/data,relabel=private")
                .noneMatch(one -> one.startsWith("--userns"));
    }

    @Test
    void secretsAreFilesThatBecomeVariablesInside() {
        assertThat(arguments(ROOT, OptionalInt.empty(), Map.of("TOK", "berth-token")))
                .contains(
                        "--secret=berth-token,type=mount,target=/run/secrets/TOK,uid=1000,gid=1000,mode=0400")
                .noneMatch(one -> one.contains("type=env"))
                .endsWith(
                        "--",
                        "image",
                        "sh",
                        "-c",
                        "IFS= read -r TOK </run/secrets/TOK || [ -n \"$TOK\" ] || exit 78;"
                                + " export TOK; exec \"$@\"",
                        "berth",
                        "run",
                        "it");
    }

    /// With another host name a service would take the lease of its forerunner for a stranger's.
    @Test
    void itIsKeptApartAndRestartedByNobodyElse() {
        for (var engine : List.of(ORDINARY, ROOT)) {
            assertThat(arguments(engine, OptionalInt.empty(), Map.of()))
                    .contains(
                            "--name=berth-01234567",
                            "--hostname=berth-01234567",
                            "--label=dev.berth.instance=0123456789",
                            "--cap-drop=ALL",
                            "--security-opt=no-new-privileges",
                            "--user=1000:1000",
                            "--pull=never",
                            "--restart=no",
                            "--no-healthcheck",
                            "--init",
                            "--stop-timeout=30")
                    .noneMatch(one -> one.startsWith("--privileged"));
        }
    }

    @Test
    void aVariableThatIsNoNameNeverReachesTheShell() {
        assertThatThrownBy(() -> arguments(ROOT, OptionalInt.empty(), Map.of("A;rm -rf /", "s")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> arguments(
            EngineReport engine, OptionalInt port, Map<String, String> secrets) {
        var data = Path.of("/d,\"q\":ü");
        var spec =
                new ServiceSpec(
                        "image",
                        List.of("run", "it"),
                        Map.of(),
                        secrets,
                        data,
                        "/data",
                        1000,
                        18789,
                        port,
                        2048,
                        512,
                        Optional.empty(),
                        Duration.ofSeconds(30));
        var ours = new Ownership("0123456789", Optional.empty(), data);
        return new CreateCommand(spec, ours, engine, Path.of("/notes/id")).arguments(ours.name());
    }
}
