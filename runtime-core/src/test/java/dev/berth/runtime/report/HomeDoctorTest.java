package dev.berth.runtime.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Doctor.Saved;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Examination;
import dev.berth.runtime.Home;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.runtime.diagnosis.PlantedSecrets;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Insight;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class HomeDoctorTest {
    private static final long MOST = 20_000_000;

    @TempDir private Path folder = Path.of("");

    private Home home = Home.under(Path.of("/"));
    private String said = "fine\n";
    private String status = "{}\n";
    private List<Episode> story = List.of();
    private List<String> details = List.of();

    @BeforeEach
    void aHome() throws IOException {
        home = Home.under(folder.resolve("home"));
        for (var one :
                List.of(
                        home.config(),
                        home.state().resolve("secrets"),
                        home.logs(),
                        home.run(),
                        home.data())) {
            Files.createDirectories(one);
        }
    }

    /// Forty, in every spelling, in every place that the report is made of.
    @Test
    void noneOfFortySecretsIsInTheReport() throws IOException {
        int number = 0;
        for (var secret : PlantedSecrets.known()) {
            Files.writeString(home.state().resolve("secrets/planted-" + number++), secret + "\n");
        }
        var everyWay = new StringBuilder();
        for (var secret : PlantedSecrets.all()) {
            PlantedSecrets.written(secret)
                    .forEach((way, text) -> everyWay.append(text).append("\n\n"));
        }
        var text = everyWay.toString();
        Files.writeString(home.settingsFile(), text);
        Files.writeString(home.state().resolve("runtime-state.json"), text);
        Files.writeString(home.state().resolve("journal.jsonl"), text);
        Files.writeString(home.state().resolve("lock"), text);
        Files.writeString(home.logs().resolve("keeper.log"), text);
        Files.writeString(home.logs().resolve("of-ghp_1234567890abcdefGHIJKLMNOPqrstuv.log"), text);
        Files.writeString(home.data().resolve("ghp_1234567890abcdefGHIJKLMNOPqrstuv.txt"), "");
        said = text;
        status = text;
        story =
                List.of(
                        new Episode(
                                Instant.EPOCH,
                                Optional.empty(),
                                "ready",
                                Optional.empty(),
                                1,
                                Episode.End.NONE,
                                text,
                                true));
        details = List.of(text);

        var entries = entries(saved(folder.resolve("report.zip")));

        assertThat(entries.keySet())
                .contains(
                        "summary.html",
                        "settings.json",
                        "journal/journal.jsonl",
                        "logs/keeper.log",
                        "logs/assistant.log",
                        "engine/info.txt",
                        "status.json",
                        "doctor.json",
                        "files.txt",
                        "versions.txt");
        var shown = new ArrayList<String>();
        entries.forEach((name, content) -> {
            for (var secret : PlantedSecrets.all()) {
                if (PlantedSecrets.shows(content, secret) || PlantedSecrets.shows(name, secret)) {
                    shown.add(name + ": " + secret);
                }
            }
        });
        assertThat(shown).isEmpty();
    }

    /// The keys themselves lie in the home and are never a part of it.
    @Test
    void keysAndDataAreNotInTheReport() throws IOException {
        Files.writeString(home.state().resolve("secrets/provider-key"), "a-key-of-no-shape-at-all");
        Files.writeString(home.data().resolve("chat.json"), "what was said in confidence");

        var entries = entries(saved(folder.resolve("report.zip")));

        assertThat(entries.keySet()).noneMatch(name -> name.contains("secrets"));
        assertThat(entries.values()).noneMatch(text -> text.contains("in confidence"));
        assertThat(entries.get("files.txt")).contains("chat.json");
    }

    @Test
    void aHomeWithAGigabyteOfLogsFits() throws IOException {
        var lines =
                "2026-11-22T02:13:05.120Z INFO  Supervisor: turn 4711 took 12 ms, state ready\n";
        for (int file = 0; file < 4; file++) {
            var log = home.logs().resolve("keeper.log." + file);
            try (var out = new RandomAccessFile(log.toFile(), "rw")) {
                out.setLength(250_000_000);
                out.seek(248_000_000);
                out.write(lines.repeat(2_000_000 / lines.length()).getBytes(UTF_8));
            }
        }
        said = lines.repeat(100_000);

        var report = saved(folder.resolve("report.zip"));

        assertThat(Files.size(report)).isLessThan(MOST);
        var entries = entries(report);
        assertThat(entries.values().stream().mapToLong(String::length).sum()).isLessThan(MOST);
        assertThat(entries.get("logs/keeper.log.0")).contains("turn 4711");
        assertThat(entries.get("summary.html")).contains("the newest part; it has 250000000 bytes");
    }

    /// An engine and a keeper that never answer.
    @Test
    void whatHangsIsLeftOutAndSaidSo() throws IOException {
        Files.writeString(home.logs().resolve("keeper.log"), "still here\n");
        var never = new CountDownLatch(1);
        var doctor =
                doctor(
                        () -> {
                            await(never);
                            return "";
                        },
                        () -> {
                            await(never);
                            return new Scripted("");
                        });

        var written = (Saved.Written) doctor.save(folder.resolve("report.zip"));
        never.countDown();

        var entries = entries(written.file());
        assertThat(entries.get("status.json")).contains("nobody answered in time");
        assertThat(entries.get("summary.html")).contains("it gave no answer in time");
        assertThat(entries.get("logs/keeper.log")).isEqualTo("still here\n");
    }

    @Test
    void whereNothingCanBeWrittenThatIsSaidAndNothingStays() throws IOException {
        var nowhere = doctor().save(folder.resolve("no/such/folder/report.zip"));
        assertThat(nowhere)
                .isInstanceOfSatisfying(
                        Saved.NotWritten.class,
                        refused ->
                                assertThat(refused.sentence()).contains("there is no such folder"));
        assertThat(doctor().save(folder))
                .isInstanceOfSatisfying(
                        Saved.NotWritten.class,
                        refused -> assertThat(refused.sentence()).contains("is a folder"));
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("home"));
        }
    }

    @Test
    void aReportThatIsThereIsReplaced() throws IOException {
        var file = Files.writeString(folder.resolve("report.zip"), "old");
        saved(file);
        assertThat(entries(file)).containsKey("summary.html");
    }

    @Test
    void theReportIsTheOwnersAlone() throws IOException {
        var file = saved(folder.resolve("report.zip"));
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    /// The person sees their own names, and no secrets all the same.
    @Test
    void whatIsSaidToThePersonHasNoSecrets() throws IOException {
        Files.writeString(home.state().resolve("secrets/provider-key"), "a-key-of-no-shape-at-all");
        details = List.of("/home/anna: a-key-of-no-shape-at-all");
        assertThat(doctor().examine(_ -> {}).signs())
                .flatExtracting(Sign::details)
                .containsExactly("/home/anna: (hidden)");
    }

    private Path saved(Path file) {
        return ((Saved.Written) doctor().save(file)).file();
    }

    private HomeDoctor doctor() {
        return doctor(() -> status, () -> new Scripted(said));
    }

    private HomeDoctor doctor(Supplier<String> keeper, Supplier<Insight> insight) {
        return new HomeDoctor(
                new HomeDoctor.Means(
                        home,
                        Map.of("PATH", "/usr/bin"),
                        folder.resolve("root"),
                        "0.1.0",
                        told -> {
                            var sign =
                                    new Sign(
                                            Part.CLOCK,
                                            Verdict.OK,
                                            "clock-well",
                                            "The clock is right.",
                                            Optional.empty(),
                                            Optional.empty(),
                                            List.of(),
                                            details);
                            told.accept(sign);
                            return new Examination(
                                    Instant.parse("2026-11-22T02:13:00Z"),
                                    Duration.ofMillis(3),
                                    List.of(sign));
                        },
                        insight,
                        () ->
                                Optional.of(
                                        new ContainerId("3f2a91c07be4".repeat(6).substring(0, 64))),
                        keeper,
                        () -> story));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> entries(Path file) throws IOException {
        var all = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                try (var in = zip.getInputStream(entry)) {
                    all.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
                }
            }
        }
        return all;
    }

    /// An engine that says one thing to all questions.
    private record Scripted(String words) implements Insight {
        @Override
        public Answer<Innards> look(Limit limit) {
            return Answer.failed(new EngineFailure(EngineFailure.Kind.UNREADABLE, "info", words));
        }

        @Override
        public List<Raw> raw(Optional<ContainerId> service, int lines, Limit limit) {
            return List.of(
                    new Raw("info", "podman info", words),
                    new Raw("service-log", "podman logs", words));
        }
    }
}
