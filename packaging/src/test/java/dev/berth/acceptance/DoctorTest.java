package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Doctor finds what is wrong and changes nothing: each check made to fail and to pass again, as
/// far as this computer lets itself be broken (labels, forbidden namespaces and a wrong clock are
/// broken beside the code, on a computer made of files). And the report is written while others
/// hang.
@Tag("real")
final class DoctorTest {
    /// Of the contract; the program's own start included.
    private static final Duration PROMISED = Duration.ofSeconds(3);

    private static final Duration PROMISED_FOR_A_REPORT = Duration.ofSeconds(10);

    @Test
    void aFreshHomeIsSaidToBeNotSetUpAndStaysUntouched() throws Exception {
        try (var home = TestHome.fresh()) {
            var before = files(home);
            var seen = examined(home);
            assertThat(found(seen, "assistant")).isEqualTo("ok not-set-up");
            assertThat(found(seen, "berth")).isEqualTo("ok keeper-not-needed");
            assertThat(found(seen, "notes")).isEqualTo("ok notes-none");
            assertThat(files(home)).isEqualTo(before);
        }
    }

    @Test
    void aServiceThatWorksIsWellInEveryPart() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            var seen = examined(home);
            for (var part :
                    List.of(
                            "assistant",
                            "berth",
                            "lock",
                            "notes",
                            "settings",
                            "ownership",
                            "data",
                            "data-use",
                            "engine",
                            "engine-version",
                            "release",
                            "address",
                            "key")) {
                assertThat(found(seen, part)).as(part).startsWith("ok ");
            }
            assertThat(found(seen, "assistant")).isEqualTo("ok ready");
            assertThat(found(seen, "address")).isEqualTo("ok address-well");
            assertThat(seen.path("verdict").asString("")).isIn("ok", "warn");
        }
    }

    @Test
    void anEngineThatHangsIsFoundInTime() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            fake.plan(FakeFault.always("hang"), "any");
            var began = System.nanoTime();
            var seen = examined(home);
            var took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(found(seen, "engine")).isEqualTo("fail cannot-tell");
            assertThat(took).isLessThan(PROMISED);
            assertThat(home.processes()).as("what was asked is ended").isEmpty();

            fake.heal();
            assertThat(found(examined(home), "engine")).isEqualTo("ok engine-well");
        }
    }

    @Test
    void anEngineThatIsMissingHarmfulOrIncompleteIsFound() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            fake.becomes("5.8.0");
            assertThat(found(examined(home), "engine-version"))
                    .isEqualTo("fail engine-version-harmful");
            fake.becomes("4.1.0");
            assertThat(found(examined(home), "engine-version")).isEqualTo("fail engine-too-old");
            fake.becomes("4.9.4");
            assertThat(found(examined(home), "engine-version")).isEqualTo("ok version-well");

            fake.profile("network_helper", "/nowhere/netavark");
            var seen = examined(home);
            assertThat(found(seen, "engine-parts")).isEqualTo("fail engine-part-missing");
            assertThat(details(seen, "engine-parts")).contains("netavark");
            fake.profile("network_helper", "/bin/true");
            assertThat(found(examined(home), "engine-parts")).isEqualTo("ok parts-well");

            fake.profile("ids", 1);
            assertThat(found(examined(home), "engine")).isEqualTo("fail user-ids-missing");
            fake.profile("ids", 65536);

            var program = fake.program();
            var aside = Files.move(program, program.resolveSibling("away"));
            assertThat(found(examined(home), "engine")).isEqualTo("fail engine-program-unfit");
            Files.move(aside, program);
            assertThat(found(examined(home), "engine")).isEqualTo("ok engine-well");
        }
    }

    @Test
    void whoHoldsTheAddressIsNamedByProgramAndProcess() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            var port =
                    JsonMapper.shared()
                            .readTree(
                                    Files.readString(home.folder().resolve("config/settings.json")))
                            .path("port")
                            .asInt();
            try (var _ = new ForeignServer(port, false)) {
                var seen = examined(home);
                assertThat(found(seen, "address")).isEqualTo("fail address-taken");
                assertThat(sign(seen, "address").path("sentence").asString(""))
                        .contains("java (process " + ProcessHandle.current().pid() + ")");

                home.superviseToReady();
                assertThat(found(examined(home), "address")).isEqualTo("warn address-moved");
            }
        }
    }

    @Test
    void aKeeperThatIsHaltedDeadOrGoneIsToldApart() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            assertThat(found(examined(home), "berth")).isEqualTo("warn keeper-off");
            var keeper = home.superviseToReady();
            assertThat(found(examined(home), "berth")).isEqualTo("ok keeper-well");
            assertThat(found(examined(home), "lock")).isEqualTo("ok lock-held");

            signal("STOP", keeper.pid());
            try {
                var seen = examined(home);
                assertThat(found(seen, "berth")).isEqualTo("fail keeper-halted");
                assertThat(sign(seen, "berth").path("cure").asString(""))
                        .contains("kill -CONT " + keeper.pid());
                assertThat(found(seen, "assistant")).isEqualTo("fail assistant-unknown");
            } finally {
                signal("CONT", keeper.pid());
            }
            TestHome.crash(keeper);
            assertThat(found(examined(home), "berth")).isEqualTo("warn keeper-off");
            assertThat(found(examined(home), "lock")).isEqualTo("ok lock-free");
        }
    }

    @Test
    void whatLiesInTheHomeIsLookedAtAndLeftAsItIs() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            var settings = home.folder().resolve("config/settings.json");
            var good = Files.readString(settings);
            Files.writeString(settings, "{\"schema\":1,\"port\":1}");
            assertThat(found(examined(home), "settings")).isEqualTo("fail settings-unreadable");
            assertThat(settings).hasContent("{\"schema\":1,\"port\":1}");
            Files.writeString(settings, good);
            assertThat(found(examined(home), "settings")).isEqualTo("ok settings-well");

            var state = home.state().resolve("runtime-state.json");
            var notes = Files.readString(state);
            Files.writeString(state, "{");
            assertThat(found(examined(home), "notes")).isEqualTo("warn notes-damaged");
            assertThat(state).hasContent("{");
            Files.writeString(state, notes);
            assertThat(found(examined(home), "notes")).isEqualTo("ok notes-well");

            Files.setPosixFilePermissions(
                    home.state(), PosixFilePermissions.fromString("rwxr-xr-x"));
            assertThat(found(examined(home), "ownership")).isEqualTo("warn folders-open");
            Files.setPosixFilePermissions(
                    home.state(), PosixFilePermissions.fromString("rwx------"));
            assertThat(found(examined(home), "ownership")).isEqualTo("ok folders-well");

            var aside = Files.move(home.data(), home.folder().resolve("away"));
            assertThat(found(examined(home), "data")).isEqualTo("fail data-gone");
            Files.move(aside, home.data());
            assertThat(found(examined(home), "data")).isEqualTo("ok data-well");
        }
    }

    @Test
    void theFormOfTheKeyIsLookedAt() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            assertThat(found(examined(home), "key")).isEqualTo("ok key-none");
            var outcome =
                    home.berthReading(
                            "sk-ant-api03-abcdefghijklmnop\n",
                            "setup",
                            "--image",
                            FakePodman.IMAGE,
                            "--provider",
                            "anthropic",
                            "--key-stdin",
                            "--yes");
            assertThat(outcome.status()).as(outcome.text()).isZero();
            assertThat(found(examined(home), "key")).isEqualTo("ok key-well");

            var key = home.state().resolve("secrets/provider-key");
            var good = Files.readString(key);
            Files.writeString(key, "sk-proj-abcdefghijklmnop");
            assertThat(found(examined(home), "key")).isEqualTo("fail key-of-another");
            Files.writeString(key, "sk-ant cut here");
            assertThat(found(examined(home), "key")).isEqualTo("fail key-wrong");
            Files.delete(key);
            assertThat(found(examined(home), "key")).isEqualTo("fail key-missing");
            Files.writeString(key, good);
            assertThat(found(examined(home), "key")).isEqualTo("ok key-well");
        }
    }

    @Test
    void aNetworkThatLeadsNowhereIsSaid() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.environment("HTTPS_PROXY", "http://127.0.0.1:" + TestHome.freePort());
            assertThat(found(examined(home), "network")).startsWith("warn ");
        }
    }

    @Test
    void everythingIsSaidInPlainWords() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            fake.plan(FakeFault.always("hang"), "any");
            var said = home.berth("doctor");
            assertThat(said.status()).isEqualTo(1);
            assertThat(said.out().toLowerCase(Locale.ROOT)).doesNotContain("podman");
            assertThat(home.berth("doctor", "--explain", "cannot-tell").out())
                    .contains("What you can do");
        }
    }

    // -- reports

    @Test
    void aReportIsWrittenWhileTheEngineHangs() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            fake.plan(FakeFault.always("hang"), "any");
            var report = reported(home);
            assertThat(report.entry("engine/info.txt")).contains("TIMED_OUT");
            assertThat(report.entry("doctor.json")).contains("cannot-tell");
            assertThat(home.processes()).as("what was asked is ended").isEmpty();
        }
    }

    @Test
    void aReportIsWrittenWhileTheKeeperIsHaltedAndWhenItIsDead() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            var keeper = home.superviseToReady();
            signal("STOP", keeper.pid());
            try {
                var report = reported(home);
                assertThat(report.entry("doctor.json")).contains("keeper-halted");
                assertThat(report.entry("journal/journal.jsonl")).contains("\"start\"");
                assertThat(report.entry("logs/assistant.log")).isNotBlank();
                assertThat(report.entry("engine/info.txt")).contains("4.9.4");
            } finally {
                signal("CONT", keeper.pid());
            }
            TestHome.crash(keeper);
            assertThat(reported(home).entry("doctor.json")).contains("keeper-off");
        }
    }

    @Test
    void aReportHasNoKeysAndNoNames() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            var token = home.token();
            Files.writeString(
                    home.folder().resolve("logs/extra.log"),
                    "token %s for anna.berger@firma.example at 192.168.7.21%n".formatted(token));
            var report = reported(home);
            assertThat(report.everything())
                    .doesNotContain(token, "anna.berger", "192.168.7.21")
                    .doesNotContain(System.getProperty("user.name") + "/");
            assertThat(report.entry("logs/extra.log")).contains("(mail)", "(address)");
        }
    }

    @Test
    void theStoryTellsAFallAndTheWayBack() throws Exception {
        try (var fake = FakePodman.of("4.9.4");
                var home = TestHome.on(fake)) {
            home.superviseToReady();
            int mark = home.watch().mark();
            fake.services().forEach(ProcessHandle::destroyForcibly);
            home.awaitFallAndReturn(mark);
            assertThat(home.berth("journal", "--story").out())
                    .containsPattern(
                            "At \\d\\d:\\d\\d  The assistant .*; Berth brought it back in \\d+ s\\.");
        }
    }

    private static Report reported(TestHome home) throws Exception {
        var file = home.folder().resolve("report.zip");
        var began = System.nanoTime();
        var said = home.berth("doctor", "--bundle", file.toString());
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMISED_FOR_A_REPORT);
        return Report.in(file);
    }

    private static JsonNode examined(TestHome home) throws Exception {
        return JsonMapper.shared().readTree(home.berth("doctor", "--json").out());
    }

    private static JsonNode sign(JsonNode seen, String part) {
        return seen.path("signs")
                .valueStream()
                .filter(sign -> sign.path("part").asString("").equals(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + part + " in " + seen));
    }

    private static String found(JsonNode seen, String part) {
        var sign = sign(seen, part);
        return sign.path("verdict").asString("") + " " + sign.path("code").asString("");
    }

    private static String details(JsonNode seen, String part) {
        return sign(seen, part).path("details").toString();
    }

    private static void signal(String name, long pid) throws Exception {
        var outcome =
                Program.run(List.of("kill", "-" + name, Long.toString(pid)), Map.of(), Await.LONG);
        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    /// Each file with its size, mode and time.
    private static Map<Path, String> files(TestHome home) throws IOException {
        var all = new HashMap<Path, String>();
        try (Stream<Path> paths = Files.walk(home.folder())) {
            for (var path : paths.toList()) {
                all.put(
                        path,
                        Files.size(path)
                                + " "
                                + Files.getPosixFilePermissions(path)
                                + " "
                                + Files.getLastModifiedTime(path));
            }
        }
        return all;
    }
}
