package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import dev.berth.runtime.Command.LookForRelease;
import dev.berth.runtime.Command.Update;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.StatusJson;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.StatusReport.Newer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class UpdateVerbTest {
    private static final String SEVEN = "example.org/assistant:2026.9.7";
    private static final String COPY = "20261120T221504Z-before-update";

    @TempDir private Path folder;
    private final ScriptedKeeper keeper = new ScriptedKeeper(ScriptedKeeper.READY);
    private TestDesk desk = new TestDesk(Path.of("/"));
    private Newer found = Newer.offered("2026.9.7", SEVEN);
    private Optional<String> trouble = Optional.empty();

    @BeforeEach
    void layOut() {
        desk = new TestDesk(folder);
        desk.keeper = Optional.of(keeper);
        keeper.answering(this::report);
    }

    private StatusReport report(Command command) {
        var ready = ScriptedKeeper.report(ScriptedKeeper.READY);
        return new StatusReport(
                ready.revision(),
                ready.status(),
                ready.since(),
                ready.address(),
                new StatusReport.Service(
                        ready.service().release(),
                        ready.service().runningSince(),
                        command instanceof LookForRelease ? found : Newer.none()),
                new StatusReport.Copies(Optional.empty(), 1, Optional.empty(), trouble),
                ready.cleanUps(),
                ready.diagnosis(),
                ready.supervisor());
    }

    private static Update to(String reference) {
        return new Update(new Source.Named(reference), Optional.empty());
    }

    @Test
    void checkingSaysWhatCanBeUsedAndChangesNothing() {
        assertThat(desk.berth("update", "--check")).isZero();
        assertThat(desk.said())
                .containsExactly("A newer release, 2026.9.7, can be used: berth update");
        assertThat(keeper.asked).containsExactly(new LookForRelease());
    }

    @Test
    void checkingSaysThatThereIsNone() {
        found = Newer.none();
        assertThat(desk.berth("update", "--check")).isZero();
        assertThat(desk.said()).containsExactly("This is the newest release.");
    }

    @Test
    void checkingSaysWhyNobodyCanTell() {
        found = Newer.unknown("Your assistant came from a file.");
        assertThat(desk.berth("update", "--check")).isZero();
        assertThat(desk.said()).containsExactly("Your assistant came from a file.");
    }

    @Test
    void checkingWorksWithoutAKeeper() {
        desk.keeper = Optional.empty();
        desk.opening = new Opening.Supervising(keeper);

        assertThat(desk.berth("update", "--check")).isZero();
        assertThat(desk.said())
                .containsExactly("A newer release, 2026.9.7, can be used: berth update");
    }

    @Test
    void programsGetTheReport() {
        assertThat(desk.berth("update", "--check", "--json")).isZero();

        assertThat(desk.said()).hasSize(1);
        assertThat(StatusJson.readReport(desk.said().getFirst()).orElseThrow().service().newer())
                .isEqualTo(found);
    }

    @Test
    void whatIsOfferedIsUsed() {
        assertThat(desk.berth("update")).isZero();

        assertThat(keeper.asked).containsExactly(new LookForRelease(), to(SEVEN));
        assertThat(desk.said())
                .containsExactly(
                        "A newer release, 2026.9.7, can be used.",
                        "Your assistant uses %s now.".formatted(SEVEN),
                        "Ready: http://127.0.0.1:18789/");
    }

    @Test
    void withoutANewerOneNothingIsDone() {
        found = Newer.none();

        assertThat(desk.berth("update")).isZero();

        assertThat(keeper.asked).containsExactly(new LookForRelease());
        assertThat(desk.said()).containsExactly("This is the newest release.");
    }

    @Test
    void whereNobodyCanTellNothingIsDone() {
        found = Newer.unknown("Berth could not find out.");

        assertThat(desk.berth("update")).isEqualTo(1);

        assertThat(keeper.asked).containsExactly(new LookForRelease());
        assertThat(desk.complained()).containsExactly("Berth could not find out.");
    }

    @Test
    void programsGetOneObjectForAnUpdateToo() {
        assertThat(desk.berth("update", "--json")).isZero();
        assertThat(desk.said()).hasSize(1);
        assertThat(StatusJson.readReport(desk.said().getFirst())).isPresent();

        trouble = Optional.of("It went back.");
        assertThat(desk.berth("update", "--json")).isEqualTo(1);
        assertThat(desk.said().getLast()).contains("\"trouble\":\"It went back.\"");
    }

    @Test
    void theOneThatIsNamedIsUsed() {
        assertThat(desk.berth("update", "--image", SEVEN, "--copy", COPY)).isZero();

        assertThat(keeper.asked)
                .containsExactly(new Update(new Source.Named(SEVEN), Optional.of(COPY)));
    }

    @Test
    void theOneInAFileIsUsed() throws IOException {
        var file = Files.write(folder.resolve("a.tar"), BadArgumentsTest.archive());

        assertThat(desk.berth("update", "--image-file", file.toString())).isZero();

        assertThat(keeper.asked)
                .containsExactly(new Update(new Source.FromFile(file), Optional.empty()));
    }

    @Test
    void whatTheKeeperRefusesIsSaid() {
        trouble = Optional.of("There is no safety copy that fits.");

        assertThat(desk.berth("update", "--image", SEVEN)).isEqualTo(1);

        assertThat(desk.complained()).containsExactly("There is no safety copy that fits.");
    }

    @Test
    void withoutAKeeperNothingIsUpdated() {
        desk.keeper = Optional.empty();

        assertThat(desk.berth("update")).isEqualTo(ExitStatus.NOT_RUNNING);
        assertThat(desk.berth("update", "--image", SEVEN)).isEqualTo(ExitStatus.NOT_RUNNING);
        assertThat(desk.complained())
                .hasSize(2)
                .allMatch(line -> line.contains("not running") && line.contains("berth start"));
    }

    @Test
    void whatIsTypedWronglyAsksNobody() {
        assertThat(desk.berth("update", "--image", "Not A Name")).isEqualTo(2);
        assertThat(desk.berth("update", "--image-file", folder.resolve("none.tar").toString()))
                .isEqualTo(2);
        assertThat(desk.berth("update", "--copy", COPY)).isEqualTo(2);
        assertThat(desk.berth("update", "--check", "--image", SEVEN)).isEqualTo(2);
        assertThat(keeper.asked).isEmpty();
        assertThat(desk.complained())
                .anyMatch(line -> line.contains("ghcr.io/openclaw/openclaw"))
                .anyMatch(line -> line.contains("none.tar"))
                .anyMatch(line -> line.contains("--copy"));
    }
}
