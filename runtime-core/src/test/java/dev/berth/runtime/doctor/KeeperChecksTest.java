package dev.berth.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Home;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.doctor.KeeperChecks.Answering;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is said of the keeper, on a computer whose processes are files.
@EnabledOnOs(OS.LINUX)
final class KeeperChecksTest {
    @TempDir private Path folder = Path.of("");

    private Home home = Home.under(Path.of("/"));
    private Path proc = Path.of("/");
    private Status files = new Status.NotRunning();

    @BeforeEach
    void aHome() throws IOException {
        home = Home.under(folder.resolve("home"));
        proc = Files.createDirectories(folder.resolve("proc"));
        Files.createDirectories(home.state());
        Files.writeString(home.state().resolve("lock"), "{}");
        Files.writeString(proc.resolve("locks"), "");
    }

    @Test
    void aKeeperThatAnswersSaysHowTheAssistantIs() throws IOException {
        assertThat(code(Part.ASSISTANT, said(new Status.Supervised(new Ready(List.of())))))
                .isEqualTo("ready");
        assertThat(
                        code(
                                Part.ASSISTANT,
                                said(new Status.Supervised(new Ready(List.of("telegram"))))))
                .isEqualTo("degraded");
        assertThat(code(Part.ASSISTANT, said(new Status.Paused()))).isEqualTo("paused");
        assertThat(
                        code(
                                Part.ASSISTANT,
                                said(
                                        new Status.Supervised(
                                                new NeedsAttention(
                                                        Problem.of(
                                                                ProblemKind.DATA_GONE,
                                                                List.of()))))))
                .isEqualTo("data-gone");
        assertThat(code(Part.KEEPER, said(new Status.Paused()))).isEqualTo("keeper-well");
    }

    @Test
    void whereNobodyIsTheFilesSayWhetherSomebodyShouldBe() throws IOException {
        assertThat(code(Part.KEEPER, new Answering.NobodyThere())).isEqualTo("keeper-off");
        assertThat(code(Part.ASSISTANT, new Answering.NobodyThere())).isEqualTo("assistant-off");
        files = new Status.NotSetUp();
        assertThat(code(Part.KEEPER, new Answering.NobodyThere())).isEqualTo("keeper-not-needed");
        assertThat(code(Part.ASSISTANT, new Answering.NobodyThere())).isEqualTo("not-set-up");
    }

    @Test
    void oneThatIsHaltedIsToldFromOneThatHangs() throws IOException {
        held(4711);
        state(4711, "T");
        assertThat(look(Part.KEEPER, new Answering.Silent("no answer")))
                .extracting(Sign::code, sign -> sign.cure().orElse(""))
                .containsExactly("keeper-halted", "Let it go on with: kill -CONT 4711");
        state(4711, "S");
        assertThat(code(Part.KEEPER, new Answering.Silent("no answer"))).isEqualTo("keeper-silent");
        assertThat(code(Part.ASSISTANT, new Answering.Silent("no answer")))
                .isEqualTo("assistant-unknown");
    }

    @Test
    void aLockThatIsHeldWithNobodyAtTheAddressIsNoGoodSign() throws IOException {
        held(4711);
        assertThat(code(Part.KEEPER, new Answering.NobodyThere())).isEqualTo("keeper-silent");
    }

    @Test
    void somebodyElseInItsPlaceIsSaidToBeSo() throws IOException {
        assertThat(code(Part.KEEPER, new Answering.Silent("another"))).isEqualTo("keeper-unknown");
    }

    @Test
    void theLockIsReadFromTheKernelAndNotTaken() throws IOException {
        assertThat(code(Part.LOCK, new Answering.NobodyThere())).isEqualTo("lock-free");
        held(4711);
        assertThat(look(Part.LOCK, new Answering.NobodyThere()).sentence())
                .isEqualTo("One Berth looks after your assistant (process 4711).");
    }

    @Test
    void whatIsNoFileIsSaidToBeInTheWay() throws IOException {
        Files.delete(home.state().resolve("lock"));
        Files.createDirectory(home.state().resolve("lock"));
        assertThat(code(Part.LOCK, new Answering.NobodyThere())).isEqualTo("lock-no-file");
    }

    private void held(long pid) throws IOException {
        var inode = Files.getAttribute(home.state().resolve("lock"), "unix:ino");
        Files.writeString(
                proc.resolve("locks"),
                "1: POSIX  ADVISORY  WRITE %d fe:00:%s 9223372036854775806 9223372036854775806%n"
                        .formatted(pid, inode));
    }

    private void state(long pid, String letter) throws IOException {
        var process = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(process.resolve("stat"), "%d (java (x) y) %s 1 1".formatted(pid, letter));
    }

    private static Answering said(Status status) {
        return new Answering.Said(StatusReport.unsupervised(status, Instant.EPOCH));
    }

    private String code(Part part, Answering answer) throws IOException {
        return look(part, answer).code();
    }

    private Sign look(Part part, Answering answer) throws IOException {
        return new KeeperChecks(
                        new Keeping(home, proc),
                        new Shared<>(_ -> answer),
                        () -> StatusReport.unsupervised(files, Instant.EPOCH))
                .all().stream()
                        .filter(check -> check.part() == part)
                        .findFirst()
                        .orElseThrow()
                        .look(new Limit(Duration.ofSeconds(15), new Cancellation()));
    }
}
