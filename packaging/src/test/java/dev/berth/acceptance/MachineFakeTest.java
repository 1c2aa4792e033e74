package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands in for the engine's machines is held to what the real ones do: their whole life, in
/// each version and on each provider.
@Tag("real")
final class MachineFakeTest {
    private static final Duration SOON = Await.LONG;

    @ParameterizedTest
    @CsvSource({
        "4.3.1, qemu",
        "4.9.4, qemu",
        "5.0.3, applehv",
        "5.3.2, hyperv",
        "5.4.2, qemu",
        "5.8.6, wsl",
        "6.1.1, libkrun"
    })
    void livesAndServes(String version, String provider) throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("theirs");
            machines.connect("elsewhere");
            var before = machines.foreign("berth");
            var data = Files.createDirectories(fake.folder().resolve("mounted/data"));

            machines.make("berth", "--volume=" + data.getParent() + ":" + data.getParent());
            assertThat(machines.names()).containsExactly("berth", "theirs");
            assertThat(machines.listed("berth").orElseThrow().path("Running").asBoolean())
                    .isFalse();
            machines.start("berth");
            assertThat(machines.listed("berth").orElseThrow().path("Running").asBoolean()).isTrue();
            assertThat(machines.inspected("berth").path("State").asString("")).isEqualTo("running");
            assertThat(fake.tried("machine", "start", "berth").text()).contains("already running");

            var engine = fake.inside("berth");
            int port = TestHome.freePort();
            engine.run("load", "--input=" + Surroundings.fixture().archive());
            var id = create(engine, data, port);
            engine.run("start", "--", id);
            assertThat(get(port)).contains("live");

            machines.killHelper("berth");
            assertThat(refuses(port)).isTrue();
            assertThat(engine.tried("ps").status()).isEqualTo(125);
            machines.stop("berth");
            machines.start("berth");
            assertThat(refuses(port)).isTrue();
            engine.run("start", "--", id);
            assertThat(get(port)).contains("live");

            machines.remove("berth");
            assertThat(machines.names()).containsExactly("theirs");
            machines.awaitOff("berth");
            assertThat(refuses(port)).isTrue();
            assertThat(machines.foreign("berth")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.1, qemu, false",
        "4.9.4, qemu, false",
        "5.4.2, applehv, true",
        "6.1.1, libkrun, true"
    })
    void keepsTheFlagOfAKilledStart(String version, String provider, boolean startable)
            throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            machines.make("berth");
            fake.plan(FakeFault.always("hang").at("flag"), "machine-start");
            var start = fake.asked("machine", "start", "berth");
            awaitStarting(machines);
            start.destroyForcibly().waitFor();
            fake.heal();
            assertThat(machines.listed("berth").orElseThrow().path("Starting").asBoolean())
                    .isTrue();
            assertThat(fake.tried("machine", "start", "berth").status())
                    .isEqualTo(startable ? 0 : 125);
        }
    }

    private static void awaitStarting(FakeMachine machines) throws Exception {
        Await.until(
                "the flag",
                SOON,
                () -> machines.listed("berth").orElseThrow().path("Starting").asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"4.3.1, qemu", "5.4.2, applehv", "6.1.1, libkrun"})
    void aHungStartHoldsUpTheStop(String version, String provider) throws Exception {
        try (var fake = FakePodman.of(version)) {
            var machines = new FakeMachine(fake, provider);
            fake.profile("grace", 0.5);
            machines.make("berth");
            fake.plan(FakeFault.always("never-ready"), "machine-start");
            var start = fake.asked("machine", "start", "berth");
            Await.until("the guest", SOON, () -> machines.hypervisor("berth").isPresent());
            var stop = fake.asked("machine", "stop", "berth");
            assertThat(stop.waitFor(700, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(start.isAlive()).isTrue();
            start.destroy();
            assertThat(start.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(start.exitValue()).isEqualTo(1);
            if (version.startsWith("4.")) {
                machines.killHypervisor("berth");
            }
            assertThat(stop.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            machines.awaitOff("berth");
        }
    }

    private static String create(FakePodman engine, Path data, int port) throws Exception {
        return engine.run(
                        "create",
                        "--name=one",
                        "--cidfile=" + data.resolveSibling("cid"),
                        "--mount=type=bind,source=" + data + ",target=/home/node/.openclaw",
                        "--publish=127.0.0.1:" + port + ":18789",
                        "--",
                        FakePodman.IMAGE,
                        "node",
                        "openclaw.mjs",
                        "gateway",
                        "--bind",
                        "lan",
                        "--port",
                        "18789")
                .strip();
    }

    private static String get(int port) throws Exception {
        return Await.value("an answer", SOON, () -> answer(port), () -> "nothing");
    }

    private static Optional<String> answer(int port) throws Exception {
        try {
            return Optional.of(Http.get("http://127.0.0.1:" + port + "/healthz").body());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static boolean refuses(int port) throws Exception {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }
}
