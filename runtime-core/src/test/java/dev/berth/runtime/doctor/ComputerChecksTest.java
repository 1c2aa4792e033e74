package dev.berth.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import dev.berth.runtime.Place;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Each check of this computer made to fail and to pass again, on a computer made of files.
@EnabledOnOs(OS.LINUX)
final class ComputerChecksTest {
    @TempDir private Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private Path root = Path.of("");
    private Home home = Home.under(Path.of("/"));
    private Account account = new Account("anna", 1001, Path.of("/proc"));
    private Place place = Place.HERE;
    private long memory = 8000;

    @BeforeEach
    void aComputerOnWhichAllIsWell() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        home = Home.under(folder.resolve("home"));
        Files.createDirectories(home.data());
        write("proc/self/stat", "");
        write("proc/meminfo", "MemTotal: 8192000 kB\nMemAvailable: 4096000 kB");
        write("proc/sys/user/max_user_namespaces", "28633");
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory pids");
        write("etc/subuid", "anna:100000:65536");
        write("etc/subgid", "1001:100000:65536");
        program("newuidmap", "exit 0");
        environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        environment.put("XDG_RUNTIME_DIR", folder.toString());
    }

    @Test
    void allIsWell() throws IOException {
        for (var part :
                new Part[] {Part.LABELS, Part.ROOM, Part.MEMORY, Part.SESSION, Part.SUPPORT}) {
            assertThat(look(part).verdict()).as(look(part).toString()).isEqualTo(Verdict.OK);
        }
    }

    @Test
    void forbiddenNamespacesAreSaidWithTheCommandThatAllowsThem() throws IOException {
        write("proc/sys/kernel/unprivileged_userns_clone", "0");
        assertThat(look(Part.SUPPORT))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("support-forbidden", Verdict.FAIL);
        assertThat(look(Part.SUPPORT).details())
                .containsExactly("sudo sysctl kernel.unprivileged_userns_clone=1");

        write("proc/sys/kernel/unprivileged_userns_clone", "1");
        assertThat(look(Part.SUPPORT).verdict()).isEqualTo(Verdict.OK);

        write("proc/sys/user/max_user_namespaces", "0");
        assertThat(look(Part.SUPPORT).code()).isEqualTo("support-forbidden");
    }

    @Test
    void anAccountWithoutNumbersIsSaidToLackThem() throws IOException {
        write("etc/subgid", "berta:100000:65536");
        assertThat(look(Part.SUPPORT))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("user-ids-missing", Verdict.FAIL);
        assertThat(look(Part.SUPPORT).details()).singleElement().asString().contains("/etc/subgid");

        write("etc/nsswitch.conf", "subid: sss");
        assertThat(look(Part.SUPPORT).verdict()).as("a directory gives them").isEqualTo(Verdict.OK);
    }

    @Test
    void noBoundsAreAWarning() throws IOException {
        Files.delete(root.resolve("sys/fs/cgroup/cgroup.controllers"));
        assertThat(look(Part.SUPPORT))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("support-unbounded", Verdict.WARN);
    }

    @Test
    void theAdministratorNeedsNoNumbersAndGetsNoPlaceApart() throws IOException {
        account = new Account("root", 0, Path.of("/proc"));
        Files.delete(root.resolve("etc/subuid"));
        assertThat(look(Part.SUPPORT).verdict()).isEqualTo(Verdict.OK);

        place = Place.APART;
        assertThat(look(Part.SUPPORT).code()).isEqualTo("not-for-administrators");
    }

    @Test
    void aWrongLabelIsFoundOnlyWhereLabelsCount() throws IOException {
        program("stat", "echo unconfined_u:object_r:user_home_t:s0");
        assertThat(look(Part.LABELS).code()).isEqualTo("labels-not-needed");

        write("sys/fs/selinux/enforce", "1");
        assertThat(look(Part.LABELS))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("labels-wrong", Verdict.FAIL);

        program("stat", "echo system_u:object_r:container_file_t:s0:c1,c2");
        assertThat(look(Part.LABELS).code()).isEqualTo("labels-well");

        program("stat", "echo unconfined_u:object_r:user_home_t:s0");
        place = Place.APART;
        assertThat(look(Part.LABELS).code()).isEqualTo("labels-not-needed");
    }

    @Test
    void memoryThatIsSmallOrUsedUpIsSaid() throws IOException {
        memory = 1000;
        assertThat(look(Part.MEMORY).code()).isEqualTo("memory-too-small");
        memory = 3000;
        assertThat(look(Part.MEMORY).code()).isEqualTo("memory-small");
        memory = 0;
        assertThat(look(Part.MEMORY).code()).isEqualTo("memory-unknown");
        memory = 8000;
        write("proc/meminfo", "MemTotal: 8192000 kB\nMemAvailable: 102400 kB");
        assertThat(look(Part.MEMORY))
                .extracting(Sign::code, Sign::sentence)
                .containsExactly("memory-used", "Nearly all memory is in use: 100 MB are left.");
    }

    @Test
    void aMissingSessionIsSaid() throws IOException {
        environment.remove("XDG_RUNTIME_DIR");
        assertThat(look(Part.SESSION))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("outside-session", Verdict.WARN);
        environment.put("XDG_RUNTIME_DIR", folder.resolve("nowhere").toString());
        assertThat(look(Part.SESSION))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("outside-session", Verdict.FAIL);
    }

    private Sign look(Part part) throws IOException {
        return new ComputerChecks(
                        home, root, environment, account, place, () -> memory, Optional::empty)
                .all().stream()
                        .filter(check -> check.part() == part)
                        .findFirst()
                        .orElseThrow()
                        .look(new Limit(Duration.ofSeconds(15), new Cancellation()));
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text + "\n");
    }

    private void program(String name, String does) throws IOException {
        write("bin/" + name, "#!/bin/sh\n" + does);
        Files.setPosixFilePermissions(
                root.resolve("bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
