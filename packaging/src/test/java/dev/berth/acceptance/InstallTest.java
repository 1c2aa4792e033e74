package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.Program.Outcome;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What this computer lacks is installed by its own package manager: a real one, in a clean system
/// of its own below a folder.
@Tag("root")
final class InstallTest {
    private static final String PREPARE = "/berth/bin/berth setup --yes --image localhost/none:1";

    @Test
    void aptBringsWhatIsMissing() throws Exception {
        try (var system = system()) {
            var before = system.run(PREPARE);
            assertThat(before.text()).contains("needs a program that is not installed yet");
            assertThat(system.run("podman --version").status()).isEqualTo(127);

            var installing = system.run(PREPARE + " --install");
            assertThat(installing.out()).as(installing.text()).contains("Installed.");
            assertThat(shares(installing)).as(installing.text()).isSorted().hasSizeGreaterThan(3);
            assertThat(installing.text()).doesNotContain("not installed yet");
            assertThat(system.run("podman --version").out()).startsWith("podman version");
            assertThat(system.run("newuidmap --version; command -v newuidmap").status()).isZero();

            var again = system.run(PREPARE + " --install");
            assertThat(again.text()).as("nothing is missing now").doesNotContain("Install");
            assertThat(system.leftBehind()).as("package managers that still run").isEmpty();
        }
    }

    private static CleanSystem system() throws Exception {
        var system = CleanSystem.made();
        try {
            var program = Program.underTest().launcher().resolve("../..").normalize();
            CleanSystem.must(
                    "cp", "-R", program.toString(), system.root().resolve("berth").toString());
            return system;
        } catch (Exception | Error e) {
            system.close();
            throw e;
        }
    }

    private static List<Integer> shares(Outcome outcome) {
        return outcome.lines().stream()
                .filter(line -> line.matches("\\d+ %"))
                .map(line -> Integer.valueOf(line.substring(0, line.length() - 2)))
                .toList();
    }
}
