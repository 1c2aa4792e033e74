package dev.berth.runtime.firstrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.choice.Computer;
import dev.berth.runtime.engine.podman.NativeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Over the real adapter, and a program that says what Podman says where something is missing.
final class ComputerCheckUpsTest {
    private static final String COMMAND = "sudo apt-get install podman";

    @TempDir private Path folder;
    private long memory = 16_000;
    private Place place = Place.HERE;
    private boolean administrator;

    @Test
    void aMissingPartCanBeInstalled() throws IOException {
        says(
                "Error: cannot find newuidmap: exec: \"newuidmap\": executable file not found in $PATH");
        var check = check(Part.ENGINE);
        assertThat(check.verdict()).isEqualTo(Verdict.BAD);
        assertThat(check.cure()).isEqualTo(new Cure.Install(COMMAND));
    }

    @Test
    void missingIdsAreAddedByHandWithTheAccountsOwnName() throws IOException {
        says("Error: no subuid ranges found for user \"anna\" in /etc/subuid");
        assertThat(check(Part.ENGINE).cure())
                .isEqualTo(
                        new Cure.ByHand(
                                "sudo usermod --add-subuids 100000-165535 --add-subgids"
                                        + " 100000-165535 anna"));
    }

    @Test
    void aChosenProgramThatIsNotThereIsSaidInTheWordsOfItsProblem() {
        var check = check(Part.ENGINE);
        assertThat(check.verdict()).isEqualTo(Verdict.BAD);
        assertThat(check.cure())
                .isInstanceOfSatisfying(
                        Cure.AsSaid.class,
                        said ->
                                assertThat(said.problem().kind())
                                        .isEqualTo(ProblemKind.ENGINE_PROGRAM_UNFIT));
    }

    @ParameterizedTest
    @CsvSource({"1024, BAD", "1990, POOR", "3000, POOR", "3900, GOOD", "16000, GOOD"})
    void memoryIsJudgedByItsSize(long mebibytes, Verdict verdict) {
        memory = mebibytes;
        assertThat(check(Part.MEMORY).verdict()).isEqualTo(verdict);
        assertThat(check(Part.MEMORY).figure()).contains(mebibytes);
    }

    @Test
    void memoryThatCannotBeToldStandsInNobodysWay() {
        memory = 0;
        assertThat(check(Part.MEMORY).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(check(Part.MEMORY).figure()).isEmpty();
    }

    @Test
    void roomIsLookedForWhereTheDataWillLieAndNothingIsMade() throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace() >> 20;
        assertThat(check(Part.ROOM).figure())
                .hasValueSatisfying(figure -> assertThat(figure).isBetween(1L, free * 2));
        assertThat(folder.resolve("not/yet")).doesNotExist();
    }

    @Test
    void aPlaceOfItsOwnNeedsMoreMemory() throws IOException {
        says("nothing is asked here");
        place = Place.APART;
        memory = 3000;
        assertThat(check(Part.MEMORY).verdict()).isEqualTo(Verdict.BAD);
        assertThat(check(Part.MEMORY).cure())
                .isInstanceOfSatisfying(
                        Cure.AsSaid.class,
                        said ->
                                assertThat(said.problem().kind())
                                        .isEqualTo(ProblemKind.COMPUTER_TOO_SMALL));
        memory = 3600;
        assertThat(check(Part.MEMORY).verdict()).isEqualTo(Verdict.POOR);
        memory = 16_000;
        assertThat(check(Part.MEMORY).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void whatAPlaceOfItsOwnLacksIsNamed() throws IOException {
        says("nothing is asked here");
        place = Place.APART;
        assertThat(check(Part.ENGINE).details())
                .containsExactly("not found: qemu-system-x86_64", "not found: gvproxy");

        helper("qemu-system-x86_64");
        assertThat(check(Part.ENGINE).details()).containsExactly("not found: gvproxy");
        assertThat(check(Part.ENGINE).cure())
                .isInstanceOfSatisfying(
                        Cure.AsSaid.class,
                        said ->
                                assertThat(said.problem().kind())
                                        .isEqualTo(ProblemKind.ENGINE_PART_MISSING));

        helper("gvproxy");
        assertThat(check(Part.ENGINE).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(check(Part.ENGINE).details()).containsExactly("version 4.3.1");
    }

    @Test
    void helpersLieWhereTheEnginesSettingsSay() throws IOException {
        var conf =
                Files.writeString(
                        folder.resolve("engine.conf"),
                        "[engine]\nhelper_binaries_dir = [\n  \""
                                + folder.resolve("helpers")
                                + "\"\n]\n");
        helper("gvproxy");
        helper("qemu-system-aarch64");
        assertThat(
                        new OwnPlaceParts(
                                        Map.of("CONTAINERS_CONF", conf.toString()),
                                        "Linux",
                                        "aarch64")
                                .missing())
                .isEmpty();
        assertThat(new OwnPlaceParts(Map.of(), "Mac OS X", "aarch64").missing()).isEmpty();
    }

    @Test
    void anAdministratorsAccountCannotHaveOne() throws IOException {
        says("nothing is asked here");
        place = Place.APART;
        administrator = true;
        assertThat(check(Part.ENGINE).cure())
                .isInstanceOfSatisfying(
                        Cure.AsSaid.class,
                        said ->
                                assertThat(said.problem().kind())
                                        .isEqualTo(ProblemKind.NOT_FOR_ADMINISTRATORS));
    }

    private void helper(String name) throws IOException {
        var helpers = Files.createDirectories(folder.resolve("helpers"));
        var file = Files.writeString(helpers.resolve(name), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Check check(Part part) {
        var program = folder.resolve("podman");
        var host =
                new NativeHost(
                        Map.of("PATH", "/usr/bin:/bin"),
                        folder.resolve("notes"),
                        () -> Optional.of(program));
        return new ComputerCheckUps(
                        host,
                        folder.resolve("not/yet"),
                        "anna",
                        () -> memory,
                        Settings::none,
                        new OwnPlaceCheckUps(
                                host.program(),
                                new OwnPlaceParts(
                                        Map.of(
                                                "CONTAINERS_HELPER_BINARY_DIR",
                                                folder.resolve("helpers").toString()),
                                        "Linux",
                                        "amd64"),
                                List.of(folder),
                                new Computer(() -> memory, 4, administrator, Place.HERE),
                                () -> Optional.of(COMMAND)),
                        () -> Optional.of(COMMAND))
                .checkUp(Optional.of(place)).stream()
                        .filter(one -> one.part() == part)
                        .findFirst()
                        .orElseThrow();
    }

    private void says(String error) throws IOException {
        var program = folder.resolve("podman");
        Files.writeString(
                program,
                """
                #!/bin/sh
                case "$*" in
                *version*) echo "podman version 4.3.1" ;;
                *) echo '%s' >&2; exit 125 ;;
                esac
                """
                        .formatted(error));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
