package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.podman.Inspected.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerReaderTest {

    @Test
    void aRunningOneNamesItsProcesses() {
        var seen = read(recorded("rootless-container-running"));
        assertThat(seen.run().conmon()).hasValue(13498);
        assertThat(seen.run().pid()).hasValue(13509);
        assertThat(seen.run().netNamespace()).startsWith("/run/user/1001/netns/");
    }

    @Test
    void anEndedOneSaysHowAndWhen() {
        var exit = read(recorded("root-container-killed")).exit();
        assertThat(exit.code()).isEqualTo(137);
        assertThat(Duration.between(exit.began(), exit.at()))
                .isBetween(Duration.ofMillis(1), Duration.ofSeconds(5));
    }

    @Test
    void numbersMayBeTextsAndMapsNull() {
        var seen =
                read(
                        """
                        [{"Id":"%s","Future":{"x":[1]},"State":{"Status":"Exited","ExitCode":"3","OOMKilled":"true"},
                          "NetworkSettings":{"Ports":null},"Config":{"Labels":null},"Mounts":null,
                          "HostConfig":{"PortBindings":{"1/udp":null,"18789/tcp":[{"HostIp":"127.0.0.1","HostPort":18790}]}}}]
                        """
                                .formatted("a".repeat(64)));
        assertThat(seen.port()).hasValue(18790);
        assertThat(seen.exit().code()).isEqualTo(3);
        assertThat(seen.exit().outOfMemory()).isTrue();
        assertThat(seen.exit().at()).isEqualTo(Instant.EPOCH);
        assertThat(seen.instance()).isEmpty();
        assertThat(seen.mounts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "configured, CREATED",
        "initialized, CREATED",
        "stopping, RUNNING",
        "stopped, EXITED",
        "removing, REMOVING"
    })
    void everyWordOfPodmanIsKnown(String status, Phase phase) {
        assertThat(read(minimal(status)).phase()).isEqualTo(phase);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[{\"Id\":\"aa",
                "[{}]",
                "\"text\"",
                "null",
                "[] trailing",
                "[{\"Id\":\"short\",\"State\":{\"Status\":\"running\"}}]"
            })
    void whatIsBrokenIsUnreadable(String json) {
        assertUnreadable(json);
    }

    @Test
    void everyTruncationIsUnreadable() {
        var whole = recorded("rootless-container-running").strip();
        for (int length = 1; length < whole.length(); length += 97) {
            assertUnreadable(whole.substring(0, length));
        }
    }

    @Test
    void aWordOfTheFutureIsUnreadableAndNeverAbsent() {
        assertUnreadable(minimal("hibernating"));
    }

    private static void assertUnreadable(String json) {
        assertThat(ContainerReader.read(json))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.UNREADABLE));
    }

    static String minimal(String status) {
        return "[{\"Id\":\"%s\",\"State\":{\"Status\":\"%s\"}}]".formatted("b".repeat(64), status);
    }

    private static Inspected read(String json) {
        assertThat(ContainerReader.read(json)).isInstanceOf(Answer.Got.class);
        return ((Answer.Got<List<Inspected>>) ContainerReader.read(json)).value().getFirst();
    }

    /// One of 4.3.1: `rootless-container-running`, `root-info`.
    static String recorded(String name) {
        var parts = name.split("-", 2);
        return new Recorded("4.3.1", parts[0]).text(parts[1] + ".json");
    }
}
