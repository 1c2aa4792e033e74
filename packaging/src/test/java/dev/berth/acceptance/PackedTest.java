package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies in the packages, looked at without installing one.
@Tag("real")
final class PackedTest {
    private static final Duration SOON = Await.LONG;

    @TempDir private Path folder;

    /// The one package of this kind, as `./dev test` has made it.
    static Path packed(String ending) throws IOException {
        var made = Path.of(Surroundings.named("BERTH_PACKAGES", "the folder with the packages"));
        try (var files = Files.list(made)) {
            var found = files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).as("%s in %s", ending, made).hasSize(1);
            return found.getFirst();
        }
    }

    private static Outcome must(String... command) throws Exception {
        var outcome = Program.run(List.of(command), Map.of(), SOON);
        assertThat(outcome.status())
                .as("%s: %s", String.join(" ", command), outcome.text())
                .isZero();
        return outcome;
    }

    @Test
    void theSystemsOwnToolsTakeWhatTheDebBrings() throws Exception {
        var root = folder.resolve("root");
        must("dpkg-deb", "--extract", packed(".deb").toString(), root.toString());
        var share = root.resolve("usr/share");

        must(
                "desktop-file-validate",
                share.resolve("applications/dev.berth.Berth.desktop").toString());
        must(
                "appstreamcli",
                "validate",
                "--strict",
                "--no-net",
                share.resolve("metainfo/dev.berth.Berth.metainfo.xml").toString());
        must("bash", "-n", share.resolve("bash-completion/completions/berth").toString());
        assertThat(
                        must(
                                        "bash",
                                        "-c",
                                        """
                                        . "$1"
                                        COMP_WORDS=(berth st) COMP_CWORD=1 COMP_LINE='berth st' COMP_POINT=8
                                        _complete_berth
                                        printf '%s\\n' "${COMPREPLY[@]}"
                                        """,
                                        "complete",
                                        share.resolve("bash-completion/completions/berth")
                                                .toString())
                                .lines()
                                .stream()
                                .map(String::strip))
                .contains("start", "status");
        assertThat(must("zcat", share.resolve("man/man1/berth.1.gz").toString()).out())
                .contains(".TH BERTH 1", "berth setup", "\\-\\-isolated", "BERTH_HOME");
        assertThat(share.resolve("icons/hicolor/scalable/apps/dev.berth.Berth.svg")).exists();
        assertThat(share.resolve("icons/hicolor/48x48/apps/dev.berth.Berth.png")).exists();
        assertThat(share.resolve("doc/berth/sbom.cdx.json"))
                .content()
                .contains("\"OpenJDK\"", "pkg:maven/org.openjfx/javafx-graphics@");
        assertThat(share.resolve("doc/berth/copyright"))
                .content()
                .contains("Apache-2.0", "logback-core");
        assertThat(Files.readSymbolicLink(root.resolve("usr/bin/berth")))
                .hasToString("../lib/berth/bin/berth");
        assertThat(new Program(root.resolve("usr/bin/berth")).run(Map.of(), "--version").out())
                .startsWith("berth ");
    }

    @Test
    void nothingIsAskedAndNothingIsLeftWritable() throws Exception {
        var control = folder.resolve("control");
        must("dpkg-deb", "--control", packed(".deb").toString(), control.toString());

        assertThat(control).isDirectoryNotContaining("glob:**/{config,templates,postrm}");
        must("dash", "-n", control.resolve("prerm").toString());
        assertThat(Files.readString(control.resolve("control")))
                .contains("Package: berth\n", "\nDepends: ", "\nRecommends: podman ");
        var listed = must("dpkg-deb", "--contents", packed(".deb").toString()).lines();
        assertThat(listed)
                .allMatch(line -> line.contains(" root/root "))
                .noneMatch(line -> line.matches("[-d].{4}w.{4} .*|[-d].{7}w.*"));
    }

    @Test
    void theArchiveRunsFromAFarAndAwkwardFolderThatCannotBeWritten() throws Exception {
        var far = folder;
        for (int depth = 0; depth < 12; depth++) {
            far = far.resolve("Ein ziemlich langer Ordner für Äpfel & Öl " + depth);
        }
        Files.createDirectories(far);
        must(
                "tar",
                "--extract",
                "--file",
                packed(".tar.gz").toString(),
                "--directory",
                far.toString());
        try (var inside = Files.list(far)) {
            var program = inside.findFirst().orElseThrow();
            must("chmod", "-R", "a-w", program.toString());
            var home =
                    Map.of(
                            "BERTH_HOME",
                            folder.resolve("home").toString(),
                            "LANG",
                            "C",
                            "LC_ALL",
                            "");
            var portable = new Program(program.resolve("bin/berth"));

            assertThat(portable.run(home, "--version").err()).isEmpty();
            assertThat(portable.run(home, "status").status()).as("not set up").isEqualTo(30);
            assertThat(portable.run(home, "settings", "set", "theme", "dark").status()).isZero();
            assertThat(portable.run(home, "settings", "get", "theme").out().strip())
                    .isEqualTo("dark");
            must("chmod", "-R", "u+w", program.toString());
        }
    }
}
