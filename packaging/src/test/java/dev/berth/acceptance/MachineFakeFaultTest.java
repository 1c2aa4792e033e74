package dev.berth.acceptance;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands in for the engine's machines goes wrong as the real ones do, in each version's
/// words.
@Tag("real")
final class MachineFakeFaultTest {
    private static final Duration SOON = Await.LONG;

    @ParameterizedTest
    @CsvSource({
        "4.3.1, qemu, cannot start VM berth. VM theirs is currently running or starting",
        "4.9.4, qemu, cannot start VM berth. VM theirs is currently running or starting",
        "5.0.3, applehv, 'unable to start \"berth\": machine theirs: VM already running or starting'",
        "5.3.2, applehv, machine theirs is already running: only one VM can be active at a time",
        "5.8.6, hyperv, theirs already starting or running: only one VM can be active at a time",
        "6.1.1, libkrun, theirs already starting or running: only one VM can be active at a time"
    })
    void onlyOneIsOn(String version, String provider, String said) throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("theirs");
            machines.make("berth");
            machines.start("theirs");
            assertThat(fake.tried("machine", "start", "berth").err()).contains(said);
            machines.awaitOff("berth");
        }
    }

    @Test
    void windowsDistributionsRunSideBySide() throws Exception {
        try (var fake = FakePodman.of("5.8.6")) {
            var machines = new FakeMachine(fake, "wsl");
            machines.make("theirs");
            machines.make("berth");
            machines.start("theirs");
            machines.start("berth");
            assertThat(new String(machines.wsl("--list", "--verbose"), UTF_16LE))
                    .contains("podman-berth")
                    .contains("Running");
            assertThat(machines.wsl("--terminate", "podman-berth")).isNotEmpty();
            machines.awaitOff("berth");
            fake.profile("language", "de");
            assertThat(new String(machines.wsl("--list", "--verbose"), UTF_16LE))
                    .contains("Beendet")
                    .contains("Wird ausgeführt");
            machines.wsl("--unregister", "podman-berth");
            assertThat(fake.tried("machine", "start", "berth").err()).contains("0xffffffff");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.1, qemu, disk, false, false",
        "4.3.1, qemu, connections, false, true",
        "4.3.1, qemu, entry, true, true",
        "5.4.2, applehv, disk, false, false",
        "5.4.2, applehv, connections, false, true",
        "6.1.1, wsl, distribution, false, false"
    })
    void aKilledInitLeavesItsHalf(
            String version, String provider, String step, boolean entry, boolean connections)
            throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("theirs");
            var before = machines.foreign("berth");
            fake.plan(FakeFault.always("die").at(step), "machine-init");
            var init = fake.asked("machine", "init", "berth");
            assertThat(init.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(init.exitValue()).isEqualTo(137);
            assertThat(machines.names().contains("berth")).isEqualTo(entry);
            var left = fake.run("system", "connection", "list", "--format", "json");
            assertThat(left.contains("\"berth-root\"")).isEqualTo(connections);
            assertThat(machines.foreign("berth")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.9.4, qemu, eof, unexpected EOF",
        "5.4.2, applehv, portal, text/html",
        "5.8.6, wsl, certificate, x509",
        "6.1.1, libkrun, no-space, no space left on device"
    })
    void aRefusedInitLeavesNothingListed(
            String version, String provider, String situation, String said) throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            fake.plan(FakeFault.refusing(situation).at("download"), "machine-init");
            var init = fake.asked("machine", "init", "berth");
            assertThat(init.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(init.exitValue()).isEqualTo(125);
            assertThat(fake.said()).contains(said);
            fake.heal();
            assertThat(machines.names()).isEmpty();
            fake.run("machine", "init", "berth");
            assertThat(machines.names()).containsExactly("berth");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.1, qemu, Could not open",
        "5.4.2, applehv, vfkit exited unexpectedly with exit code 1",
        "6.1.1, libkrun, krunkit exited unexpectedly with exit code 1"
    })
    void aLostDiskIsNoticedByTheStart(String version, String provider, String said)
            throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("berth");
            machines.loseDisk("berth");
            assertThat(fake.tried("machine", "start", "berth").err()).contains(said);
            assertThat(machines.helper("berth"))
                    .matches(one -> one.isEmpty() || version.startsWith("4."));
            machines.remove("berth");
            assertThat(machines.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "4.9.4, qemu", "5.4.2, applehv", "6.1.1, wsl"})
    void oneBadEntrySpoilsTheList(String version, String provider) throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("berth");
            machines.spoilt("berth", "theirs", new byte[4]);
            var list = fake.tried("machine", "list", "--format", "json");
            assertThat(list.status()).isEqualTo(125);
            assertThat(list.err()).contains("invalid character '\\x00'");
            assertThat(fake.tried("machine", "inspect", "berth").status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"4.9.4, qemu, 0", "5.4.2, applehv, 125", "6.1.1, libkrun, 125"})
    void aLostConnectionIsComplainedOfWhenAllIsGone(String version, String provider, int status)
            throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("berth");
            machines.loseConnections("berth");
            assertThat(fake.tried("machine", "rm", "--force", "berth").status()).isEqualTo(status);
            assertThat(machines.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"4.9.4, qemu", "5.4.2, libkrun", "6.1.1, wsl"})
    void saysRunningAndIsDeaf(String version, String provider) throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("berth");
            machines.start("berth");
            machines.deafen("berth");
            assertThat(machines.inspected("berth").path("State").asString("")).isEqualTo("running");
            var ping = fake.asked("--url", "unix://" + machines.socket("berth"), "ps");
            assertThat(ping.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
            ping.destroyForcibly();
            machines.cure("berth");
            machines.stop("berth");
            machines.awaitOff("berth");
            assertThat(machines.helper("berth")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"5.4.2, applehv", "6.1.1, libkrun"})
    void whatHeldThePortMakesItMove(String version, String provider) throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("berth");
            int before = machines.inspected("berth").path("SSHConfig").path("Port").asInt();
            machines.start("berth");
            machines.killHypervisor("berth"); // its network helper stays, and with it the port
            var start = fake.tried("machine", "start", "berth");
            assertThat(start.status()).isZero();
            assertThat(start.err())
                    .contains("detected port conflict on machine ssh port [" + before + "]");
            assertThat(machines.inspected("berth").path("SSHConfig").path("Port").asInt())
                    .isNotEqualTo(before);
            fake.inside("berth").run("ps");
        }
    }

    @Test
    void theGuestsClockIsSetFromOutside() throws Exception {
        try (var fake = FakePodman.of("5.8.6")) {
            var machines = new FakeMachine(fake, "applehv");
            machines.make("berth");
            machines.start("berth");
            machines.clock("berth", -3600);
            long told =
                    Long.parseLong(
                            fake.run("machine", "ssh", "berth", "date", "-u", "+%s").strip());
            assertThat(System.currentTimeMillis() / 1000 - told).isBetween(3590L, 3610L);
            fake.run("machine", "ssh", "berth", "sudo", "hwclock", "-s");
            assertThat(machines.clock("berth")).isZero();
        }
    }

    @Test
    void liesAndLosesItsTongue() throws Exception {
        try (var fake = FakePodman.of("5.4.2")) {
            var machines = new FakeMachine(fake, "applehv");
            machines.make("berth");
            fake.plan(FakeFault.always("lie"), "machine-list");
            assertThat(asked(fake, "machine", "list", "--format", "json"))
                    .contains("\"Running\": true");
            fake.plan(FakeFault.always("truncated"), "machine-list");
            assertThat(asked(fake, "machine", "list", "--format", "json")).doesNotContain("]");
            fake.plan(FakeFault.always("dies-in-boot"), "machine-start");
            assertThat(asked(fake, "machine", "start", "berth"))
                    .contains("vfkit exited unexpectedly with exit code 1");
            fake.plan(FakeFault.always("no-ping"), "machine-start");
            assertThat(asked(fake, "machine", "start", "berth"))
                    .contains("API socket failed ping test")
                    .contains("started successfully");
            assertThat(fake.calls("machine-start")).isEqualTo(2);
            machines.stop("berth");
            machines.takeAway("gvproxy");
            assertThat(fake.tried("machine", "start", "berth").err())
                    .contains("could not find \"gvproxy\"");
            machines.giveBack("gvproxy");
            machines.start("berth");
        }
    }

    private static String asked(FakePodman fake, String... arguments) throws Exception {
        assertThat(fake.asked(arguments).waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return fake.said();
    }
}
