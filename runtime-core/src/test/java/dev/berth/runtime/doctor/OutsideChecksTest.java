package dev.berth.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.berth.runtime.Home;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.doctor.KeeperChecks.Answering;
import dev.berth.runtime.door.Occupants;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.source.Reach;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.JsonlJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clock, address, network and key, each made to fail and to pass again.
@Timeout(60)
final class OutsideChecksTest {
    @TempDir private Path folder = Path.of("");

    private Home home = Home.under(Path.of("/"));
    private Settings settings = Settings.none();
    private Optional<HttpServer> source = Optional.empty();

    /// By our clock; the source tells the real one.
    private Instant now = Instant.now();

    @BeforeEach
    void aSourceThatAnswers() throws IOException {
        home = Home.under(folder.resolve("home"));
        Files.createDirectories(home.state().resolve("secrets"));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext(
                "/v2/",
                asked -> {
                    asked.sendResponseHeaders(401, -1);
                    asked.close();
                });
        server.start();
        source = Optional.of(server);
        mirror("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        source.ifPresent(server -> server.stop(0));
    }

    private void mirror(String address) throws IOException {
        settings = settings("\"mirror\":\"" + address + "\"");
    }

    private Settings settings(String members) throws IOException {
        var file = folder.resolve("settings.json");
        Files.writeString(file, "{\"schema\":1," + members + "}");
        return new JsonSettings(file, Clock.systemUTC()).load();
    }

    @Test
    void aSourceThatAnswersAnythingIsReached() throws IOException {
        assertThat(look(Part.NETWORK).code()).isEqualTo("network-well");
    }

    @Test
    void aSourceThatIsNotThereIsAWarningWithItsPage() throws IOException {
        stop();
        assertThat(look(Part.NETWORK))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("network-none", Verdict.WARN);
        assertThat(look(Part.NETWORK).problem()).isPresent();
    }

    @Test
    void aClockThatDiffersFromTheSourcesIsWrong() throws IOException {
        assertThat(look(Part.CLOCK).code()).isEqualTo("clock-well");
        now = now.minus(Duration.ofSeconds(1805));
        assertThat(look(Part.CLOCK))
                .extracting(Sign::code, Sign::sentence)
                .containsExactly("clock-off", "The clock is wrong by 30 minutes.");
        now = now.plus(Duration.ofDays(3));
        assertThat(look(Part.CLOCK))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("clock-wrong", Verdict.FAIL);
    }

    @Test
    void withoutASourceTheJournalTellsThatAClockWasSetBack() throws IOException {
        stop();
        assertThat(look(Part.CLOCK).code()).isEqualTo("clock-plausible");
        new JsonlJournal(home.state()).write(new Asked(now.plus(Duration.ofHours(5)), "start"));
        assertThat(look(Part.CLOCK))
                .extracting(Sign::code, Sign::sentence)
                .containsExactly(
                        "clock-back",
                        "The clock was set back: Berth's newest notes are of 5 hours later.");
    }

    @Test
    void whoHoldsTheAddressIsNamed() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            settings = settings("\"port\":" + other.getLocalPort());
            assertThat(look(Part.ADDRESS))
                    .extracting(Sign::code, Sign::verdict)
                    .containsExactly("address-taken", Verdict.FAIL);
            assertThat(look(Part.ADDRESS).sentence())
                    .contains("(process " + ProcessHandle.current().pid() + ")");
        }
        assertThat(look(Part.ADDRESS).code()).isEqualTo("address-free");
    }

    @Test
    void theFormOfTheKeyIsLookedAt() throws IOException {
        assertThat(look(Part.KEY).code()).isEqualTo("key-none");
        settings = settings.withProvider(Provider.usual(ProviderKind.ANTHROPIC));
        assertThat(look(Part.KEY).code()).isEqualTo("key-missing");
        key("sk-ant-api03-abcdefgh");
        assertThat(look(Part.KEY).code()).isEqualTo("key-well");
        key("sk-proj-abcdefghijkl");
        assertThat(look(Part.KEY).code()).isEqualTo("key-of-another");
        key("my-key-of-something");
        assertThat(look(Part.KEY).code()).isEqualTo("key-odd");
        key("sk-ant and more");
        assertThat(look(Part.KEY))
                .extracting(Sign::code, Sign::verdict)
                .containsExactly("key-wrong", Verdict.FAIL);
    }

    private void key(String text) throws IOException {
        Files.writeString(home.state().resolve("secrets/provider-key"), text + "\n");
    }

    private Sign look(Part part) throws IOException {
        return new OutsideChecks(
                        settings,
                        Optional.empty(),
                        home.state(),
                        new Keeping(home, Path.of("/proc")),
                        new Shared<>(_ -> nobody()),
                        Occupants.ofThisComputer(),
                        new Reach(Map.of(), "Berth/test"),
                        Clock.fixed(now, ZoneOffset.UTC))
                .all().stream()
                        .filter(check -> check.part() == part)
                        .findFirst()
                        .orElseThrow()
                        .look(new Limit(Duration.ofSeconds(15), new Cancellation()));
    }

    private static Answering nobody() {
        return new Answering.Said(
                StatusReport.unsupervised(new Status.NotRunning(), Instant.EPOCH));
    }
}
