package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Diagnosis.Health;
import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport.Copies;
import dev.berth.runtime.StatusReport.Newer;
import dev.berth.runtime.StatusReport.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// `status.golden.jsonl` is the contract with other people's programs: a line there changes only
/// with the schema's number.
final class StatusJsonTest {
    private static final Instant SINCE = Instant.parse("2026-11-20T22:15:04.120Z");
    private static final Service NOTHING_KNOWN = new Service(Optional.empty(), Optional.empty());
    private static final Copies NO_COPIES = new Copies(Optional.empty(), 0);
    private static final Optional<URI> NOWHERE = Optional.empty();
    private static final Optional<URI> ADDRESS = Optional.of(URI.create("http://127.0.0.1:18789/"));
    private static final Optional<StatusReport.Supervisor> KEEPER =
            Optional.of(new StatusReport.Supervisor(4711, "0.1.0"));

    private static final List<StatusReport> REPORTS =
            List.of(
                    new StatusReport(
                            7,
                            new Supervised(
                                    new Starting(Progress.at(Stage.WAITING_FOR_SERVICE, 0.6))),
                            SINCE,
                            ADDRESS,
                            new Service(Optional.of("2026.9.6"), Optional.empty()),
                            NO_COPIES,
                            List.of(),
                            Diagnosis.NONE,
                            KEEPER),
                    new StatusReport(
                            8,
                            new Supervised(new Ready(List.of("a channel"))),
                            Instant.parse("2026-11-20T22:15:04Z"),
                            ADDRESS,
                            new Service(
                                    Optional.of("2026.9.6"),
                                    Optional.of(Instant.parse("2026-11-20T22:15:01.500Z"))),
                            new Copies(Optional.of(Instant.parse("2026-11-19T03:00:00Z")), 2),
                            List.of(),
                            Diagnosis.NONE,
                            KEEPER),
                    report(
                            9,
                            new Supervised(
                                    new Starting(
                                            new Progress(
                                                    Stage.FETCHING,
                                                    OptionalDouble.of(0.333),
                                                    OptionalLong.of(1000),
                                                    OptionalLong.of(3000)))),
                            List.of()),
                    new StatusReport(
                            10,
                            new Supervised(
                                    new NeedsAttention(
                                            Problem.of(
                                                    ProblemKind.NO_ROOM,
                                                    List.of("12 MB left on /")))),
                            SINCE,
                            NOWHERE,
                            NOTHING_KNOWN,
                            NO_COPIES,
                            List.of(),
                            diagnosis(),
                            KEEPER),
                    report(11, new Status.Paused(), List.of()),
                    report(
                            12,
                            new Status.NotSetUp(),
                            List.of(
                                    new StatusReport.CleanUp(
                                            "the assistant's program", Optional.of(SINCE), 2),
                                    new StatusReport.CleanUp("a key", Optional.empty(), 0))),
                    StatusReport.unsupervised(new Status.NotRunning(), SINCE));

    private static Diagnosis diagnosis() {
        var silent =
                new Diagnosis.Trouble(
                        Plane.ENDPOINT, "fell-silent", "The assistant no longer answered", SINCE);
        var missing =
                new Diagnosis.Trouble(
                        Plane.ENGINE,
                        "engine-missing",
                        "A part that Berth needs is not installed",
                        SINCE);
        return new Diagnosis(
                Optional.of(silent),
                Optional.of(new Diagnosis.Over(missing, SINCE)),
                Optional.of(
                        new Diagnosis.Block(
                                Plane.SERVICE, "no-room", "There is not enough free space")),
                Optional.of(
                        new Diagnosis.Deed(
                                "a1", "start", "Started the assistant", SINCE, "failed")),
                List.of(
                        new Diagnosis.Finding(Plane.ENGINE, Health.WELL, Optional.empty()),
                        new Diagnosis.Finding(
                                Plane.ENDPOINT, Health.TROUBLED, Optional.of(silent))),
                4,
                Optional.of(SINCE));
    }

    private static StatusReport report(
            long revision, Status status, List<StatusReport.CleanUp> cleanUps) {
        return new StatusReport(
                revision,
                status,
                SINCE,
                NOWHERE,
                NOTHING_KNOWN,
                NO_COPIES,
                cleanUps,
                Diagnosis.NONE,
                KEEPER);
    }

    private static List<String> golden() throws IOException {
        try (var file = StatusJsonTest.class.getResourceAsStream("status.golden.jsonl")) {
            var text = Objects.requireNonNull(file).readAllBytes();
            return new String(text, StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void everyStateIsWrittenAsAgreed() throws IOException {
        assertThat(REPORTS.stream().map(StatusJson::write)).containsExactlyElementsOf(golden());
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        assertThat(golden().stream().map(line -> StatusJson.readReport(line).orElseThrow()))
                .containsExactlyElementsOf(REPORTS);
    }

    @Test
    void momentsAreToTheMillisecondAndFractionsToTheThousandth() {
        var report =
                new StatusReport(
                        1,
                        new Supervised(new Starting(Progress.at(Stage.CHECKING, 1 / 3d))),
                        Instant.parse("2026-11-20T22:15:04.123456789Z"),
                        NOWHERE,
                        NOTHING_KNOWN,
                        NO_COPIES,
                        List.of(),
                        Diagnosis.NONE,
                        KEEPER);

        assertThat(StatusJson.write(report))
                .contains("\"since\":\"2026-11-20T22:15:04.123Z\"")
                .contains("\"fraction\":0.333,");
    }

    @Test
    void whatANewerBerthAddsIsPassedOver() {
        var line =
                "{\"schema\":1,\"state\":\"ready\",\"since\":\"2026-11-20T22:15:04Z\",\"moods\":[1],"
                        + "\"service\":{\"colour\":\"blue\"}}";

        assertThat(StatusJson.readReport(line).orElseThrow().status())
                .isEqualTo(new Supervised(new Ready(List.of())));
    }

    @Test
    void aNewerBerthsProblemKeepsItsSentence() {
        var line =
                "{\"state\":\"needs-attention\",\"since\":\"2026-11-20T22:15:04Z\",\"problem\":"
                        + "{\"code\":\"moon-is-full\",\"sentence\":\"Wait.\",\"details\":[\"d\"]}}";

        assertThat(StatusJson.readReport(line).orElseThrow().status())
                .isEqualTo(
                        new Supervised(
                                new NeedsAttention(
                                        new Problem(
                                                ProblemKind.CANNOT_TELL, "Wait.", List.of("d")))));
    }

    @Test
    void whoIsInTheWayIsToldWithTheEvidence() {
        var stranger =
                new Stranger("3f2a91c07be4".repeat(5), "somebody", Stranger.Evidence.OTHER_HOME);
        var problem = new Problem(ProblemKind.OWNER_UNSAFE, "s", List.of(), Optional.of(stranger));
        var line =
                "{\"state\":\"needs-attention\",\"since\":\"2026-11-20T22:15:04Z\",\"problem\":"
                        + "{\"code\":\"owner-unsafe\",\"sentence\":\"s\",\"stranger\":{\"id\":\""
                        + stranger.id()
                        + "\",\"name\":\"somebody\",\"evidence\":\"other-home\"}}}";

        var report = StatusJson.readReport(line).orElseThrow();

        assertThat(report.status()).isEqualTo(new Supervised(new NeedsAttention(problem)));
        assertThat(StatusJson.readReport(StatusJson.write(report)).orElseThrow().status())
                .isEqualTo(report.status());
    }

    @Test
    void whichProgramIsInTheWayIsTold() {
        var problem =
                Problem.of(ProblemKind.SOMEBODY_ELSE_ANSWERS, List.of())
                        .by("python3 (process 4711)");
        var report =
                StatusReport.unsupervised(
                        new Supervised(new NeedsAttention(problem)), Instant.EPOCH);

        assertThat(StatusJson.write(report)).contains("\"program\":\"python3 (process 4711)\"");
        assertThat(StatusJson.readReport(StatusJson.write(report)).orElseThrow().status())
                .isEqualTo(report.status());
    }

    @Test
    void whatIsNoReportIsNone() {
        assertThat(
                        List.of(
                                "",
                                "{",
                                "[]",
                                "null",
                                "{}",
                                "{\"state\":\"ready\"}",
                                "{\"state\":\"ready\",\"since\":\"yesterday\"}",
                                "{\"state\":\"dreaming\",\"since\":\"2026-11-20T22:15:04Z\"}",
                                "{\"state\":7,\"since\":8}"))
                .allSatisfy(line -> assertThat(StatusJson.readReport(line)).isEmpty());
    }

    @Test
    void theJournalsLineIsWrittenAndReadAgain() {
        var activity =
                new Activity(
                        "a1",
                        SINCE,
                        "person",
                        "start",
                        "Starting your assistant",
                        Optional.of(SINCE.plusMillis(5)),
                        "done",
                        Optional.empty());

        var line = StatusJson.write(activity);

        assertThat(line)
                .isEqualTo(
                        "{\"schema\":1,\"id\":\"a1\",\"at\":\"2026-11-20T22:15:04.120Z\","
                                + "\"trigger\":\"person\",\"step\":\"start\",\"text\":\"Starting your"
                                + " assistant\",\"ended\":\"2026-11-20T22:15:04.125Z\","
                                + "\"outcome\":\"done\",\"detail\":null}");
        assertThat(StatusJson.readActivity(line)).contains(activity);
    }

    @Test
    void aNewerReleaseIsOfferedBesideWhatWasThere() {
        var offered =
                new Service(
                        Optional.of("2026.9.6"),
                        Optional.empty(),
                        Newer.offered("2026.9.7", "example.org/assistant:2026.9.7"));

        var line = StatusJson.write(with(offered));

        assertThat(line)
                .contains(
                        "\"newer\":{\"release\":\"2026.9.7\",\"reference\":\"example.org/assistant:2026.9.7\"}");
        assertThat(StatusJson.readReport(line).orElseThrow().service()).isEqualTo(offered);
    }

    @Test
    void whyNobodyCanTellOfANewerReleaseIsTold() {
        var unknown =
                new Service(Optional.empty(), Optional.empty(), Newer.unknown("Nobody looked."));

        var line = StatusJson.write(with(unknown));

        assertThat(line).contains("\"newerUnknown\":\"Nobody looked.\"");
        assertThat(StatusJson.readReport(line).orElseThrow().service()).isEqualTo(unknown);
    }

    private static StatusReport with(Service service) {
        return new StatusReport(
                1,
                new Status.Paused(),
                SINCE,
                NOWHERE,
                service,
                NO_COPIES,
                List.of(),
                Diagnosis.NONE,
                KEEPER);
    }
}
