package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.Program.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `.deb` in a clean Debian with what it declares and nothing else: installed, used, replaced
/// by the next one while it runs, removed, purged.
@Tag("packages")
final class PackageTest {
    private static final String APT = "apt-get --yes --no-install-recommends -qq ";
    private static final String AS_ANNA =
            "runuser -u anna -- env -i HOME=/home/anna USER=anna LANG=C.UTF-8 PATH=/usr/bin:/bin ";

    /// What a package manager notes about itself, and what programs of others keep.
    private static final String EVERYTHING =
            "find / -xdev \\( -path /proc -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/cache"
                    + " -o -path /var/log -o -path /tmp -o -path /run -o -path /root -o -path /home \\) -prune -o -print";

    @TempDir private Path folder;

    private static Outcome must(CleanSystem system, String line) throws Exception {
        var outcome = system.run(line + " </dev/null");
        assertThat(outcome.status()).as("%s: %s", line, outcome.text()).isZero();
        return outcome;
    }

    private static Set<String> everything(CleanSystem system) throws Exception {
        return new TreeSet<>(must(system, EVERYTHING).lines());
    }

    /// The same package, as another build of a later version.
    private Path next() throws Exception {
        var root = folder.resolve("next");
        run("dpkg-deb", "--raw-extract", PackedTest.packed(".deb").toString(), root.toString());
        var modules = root.resolve("usr/lib/berth/lib/modules");
        Files.write(modules, new byte[1], java.nio.file.StandardOpenOption.APPEND);
        var digest = run("sha256sum", modules.toString()).out().replaceFirst("(?s) .*", "");
        Files.writeString(root.resolve("usr/lib/berth/build"), "9.0.0 " + digest + "\n");
        var control = root.resolve("DEBIAN/control");
        Files.writeString(
                control,
                Files.readString(control).replaceFirst("\nVersion: .*\n", "\nVersion: 9.0.0\n"));
        var made = folder.resolve("berth-next.deb");
        run(
                "dpkg-deb",
                "--build",
                "--root-owner-group",
                "-Zgzip",
                "-z1",
                root.toString(),
                made.toString());
        return made;
    }

    private static Outcome run(String... command) throws Exception {
        var outcome = Program.run(List.of(command), Map.of(), Duration.ofMinutes(3));
        assertThat(outcome.status()).as(outcome.text()).isZero();
        return outcome;
    }

    @Test
    void itComesIsReplacedAndGoesWithoutATrace() throws Exception {
        try (var system = CleanSystem.made()) {
            Files.copy(PackedTest.packed(".deb"), system.root().resolve("berth.deb"));
            Files.copy(
                    next(),
                    system.root().resolve("berth-next.deb"),
                    StandardCopyOption.REPLACE_EXISTING);
            must(system, APT + "update");
            // The first time brings what it depends on, which stays.
            must(system, APT + "install /berth.deb");
            must(system, APT + "purge berth");
            must(system, "useradd --create-home anna");
            var before = everything(system);
            assertThat(before).noneMatch(path -> path.contains("/usr") && path.contains("berth"));

            must(system, APT + "install /berth.deb");
            assertThat(
                            must(
                                            system,
                                            "find /usr/lib/berth -name '*.so' -exec ldd {} + 2>/dev/null")
                                    .lines())
                    .as("libraries that no declared package brings")
                    .noneMatch(line -> line.contains("not found") && !line.contains("libjvm.so"));
            assertThat(must(system, AS_ANNA + "berth --version").out()).startsWith("berth ");
            assertThat(system.run(AS_ANNA + "berth status").status())
                    .as("not set up")
                    .isEqualTo(30);

            useIt(system);
            must(system, APT + "install /berth-next.deb");
            Await.until(
                    "word of the update",
                    Await.LONG,
                    () ->
                            Files.readString(system.root().resolve("home/anna/said"))
                                    .contains("was updated"));

            assertThat(must(system, APT + "remove berth").text())
                    .contains("/home/anna/.local/share/berth", "berth reset --erase-data");
            assertThat(system.leftBehind()).as("processes of Berth").isEmpty();
            var home = system.root().resolve("home/anna");
            assertThat(home.resolve(".config/autostart/dev.berth.Berth.desktop")).doesNotExist();
            assertThat(home.resolve(".local/state/berth/state/sign-in-entry")).doesNotExist();
            assertThat(home.resolve(".config/berth/settings.json")).content().contains("dark");
            assertThat(home.resolve(".local/share/berth/kept")).hasContent("anna's");

            // Removed, it left no settings of the system: apt knows it no more, and dpkg has
            // nothing to do.
            must(system, "dpkg --purge berth");
            assertThat(home.resolve(".local/share/berth/kept")).hasContent("anna's");
            assertThat(everything(system)).isEqualTo(before);
        }
    }

    /// A keeper that runs, a choice, data, and an entry at sign-in as Berth writes it.
    private static void useIt(CleanSystem system) throws Exception {
        must(system, AS_ANNA + "berth settings set theme dark");
        must(
                system,
                AS_ANNA
                        + """
                        sh -c 'mkdir -p ~/.local/share/berth ~/.config/autostart
                        printf "%s" "anna'"'"'s" >~/.local/share/berth/kept
                        printf "[Desktop Entry]\\nTryExec=/usr/lib/berth/bin/berth\\n" >~/.config/autostart/dev.berth.Berth.desktop
                        touch ~/.local/state/berth/state/sign-in-entry
                        setsid berth run >~/said 2>&1 </dev/null &'\
                        """);
        Await.until(
                "a keeper",
                Await.LONG,
                () -> system.run(AS_ANNA + "berth status --json").out().contains("\"pid\""));
    }
}
