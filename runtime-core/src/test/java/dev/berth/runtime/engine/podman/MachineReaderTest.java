package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.engine.podman.Inspection.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against what each version prints on each system (see the README beside the texts).
final class MachineReaderTest {

    static Stream<Path> lists() {
        return texts("list-.*\\.json");
    }

    static Stream<Path> inspections() {
        return texts("inspect-.*\\.json");
    }

    static Stream<Path> infos() {
        return texts("info-.*\\.json");
    }

    private static Stream<Path> texts(String name) {
        try (var all = Files.walk(root())) {
            return all
                    .filter(file -> file.getFileName().toString().matches(name))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(MachineReaderTest.class.getResource("machine").toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyListIsRead(Path file) throws IOException {
        var name = file.getFileName().toString();
        var all = ((Answer.Got<List<MachineEntry>>) MachineReader.list(Files.readString(file)));
        if (name.equals("list-none.json")) {
            assertThat(all.value()).isEmpty();
        }
        if (name.equals("list-running.json")) {
            assertThat(all.value()).anyMatch(MachineEntry::running);
        }
        if (name.equals("list-starting.json")) {
            assertThat(all.value()).anyMatch(one -> one.starting() || one.running());
        }
        assertThat(all.value())
                .allSatisfy(one -> {
                    assertThat(one.name()).isNotBlank().doesNotContain("*");
                    assertThat(one.provider()).isPresent();
                });
    }

    @ParameterizedTest
    @MethodSource("inspections")
    void everyInspectionIsRead(Path file) throws IOException {
        var text = Files.readString(file);
        var machine = Json.text(Json.elements(tree(text)).getFirst(), "Name");
        var seen = ((Answer.Got<Inspection>) MachineReader.inspect(machine, text)).value();
        assertThat(seen.created()).isPresent();
        assertThat(seen.entryFile().toString()).endsWith(machine + ".json");
        assertThat(seen.door()).isPresent();
        var name = file.getFileName().toString();
        if (name.equals("inspect-running.json")) {
            assertThat(seen.standing()).isEqualTo(Standing.RUNNING);
        }
        if (name.startsWith("inspect-stopped")) {
            assertThat(seen.standing()).isEqualTo(Standing.STOPPED);
        }
        assertThat(seen.disk().isPresent()).isEqualTo(file.toString().contains("-4."));
    }

    private static tools.jackson.databind.JsonNode tree(String text) {
        return ((Answer.Got<tools.jackson.databind.JsonNode>) Json.parse("inspect", text)).value();
    }

    @ParameterizedTest
    @MethodSource("infos")
    void everyInfoIsRead(Path file) throws IOException {
        var info =
                ((Answer.Got<MachineReader.Info>) MachineReader.info(Files.readString(file)))
                        .value();
        assertThat(info.provider()).isIn("qemu", "applehv", "libkrun", "wsl", "hyperv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"Name\":\"berth\"}]",
                "[{\"Running\":false}]",
                "{}",
                "",
                "[{\"Name\":\"berth\",\"Runn"
            })
    void aListThatIsNotUnderstoodIsAFailureAndNeverEmpty(String text) {
        assertThat(MachineReader.list(text)).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aStateOfNoKnownNameIsAFailure() {
        var text =
                """
                [{"Name":"berth","Created":"2026-11-20T22:57:35Z","State":"melting",
                  "ConfigDir":{"Path":"/c"}}]
                """;
        assertThat(MachineReader.inspect("berth", text))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed ->
                                assertThat(((Answer.Failed<?>) failed).failure().kind())
                                        .isEqualTo(Kind.UNREADABLE));
    }
}
