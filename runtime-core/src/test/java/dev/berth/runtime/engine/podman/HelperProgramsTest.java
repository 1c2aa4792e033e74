package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.Insight.Helper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@EnabledOnOs(OS.LINUX)
final class HelperProgramsTest {
    @TempDir private Path folder = Path.of("");

    /// Since 4.6 the engine names them all.
    @Test
    void whatTheEngineNamesCounts() throws IOException {
        var there = program("netavark");
        assertThat(
                        helpers(
                                """
                                {"host":{"networkBackend":"netavark","networkBackendInfo":{"path":"%s"}}}\
                                """
                                        .formatted(there)))
                .filteredOn(helper -> helper.names().contains("netavark"))
                .singleElement()
                .matches(helper -> helper.found().isPresent());
        assertThat(
                        helpers(
                                """
                                {"host":{"networkBackend":"netavark",
                                 "networkBackendInfo":{"path":"/nowhere/netavark"}}}\
                                """))
                .filteredOn(helper -> helper.names().contains("netavark"))
                .singleElement()
                .matches(helper -> helper.found().isEmpty());
    }

    @Test
    void whereItNamesNothingTheFoldersAreLookedThrough() throws IOException {
        var there = program("conmon");
        assertThat(helpers("{\"host\":{}}"))
                .filteredOn(helper -> helper.names().contains("conmon"))
                .singleElement()
                .extracting(helper -> helper.found().orElseThrow())
                .isEqualTo(there);
    }

    @Test
    void onlyAnOrdinaryAccountNeedsAForwarder() throws IOException {
        assertThat(helpers("{\"host\":{\"security\":{\"rootless\":false}}}"))
                .noneMatch(helper -> helper.names().contains("pasta"));
        program("pasta");
        assertThat(helpers("{\"host\":{\"security\":{\"rootless\":true}}}"))
                .anyMatch(helper ->
                        helper.names().contains("slirp4netns") && helper.found().isPresent());
    }

    @Test
    void plugInsOfOldNeedNoConnector() {
        assertThat(helpers("{\"host\":{\"networkBackend\":\"cni\"}}"))
                .noneMatch(helper -> helper.names().contains("netavark"));
    }

    private Path program(String name) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<Helper> helpers(String info) {
        return new HelperPrograms(Map.of("CONTAINERS_HELPER_BINARY_DIR", folder.toString()))
                .of(JsonMapper.shared().readTree(info));
    }
}
