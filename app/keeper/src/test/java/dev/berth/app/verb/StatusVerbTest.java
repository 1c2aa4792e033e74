package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
final class StatusVerbTest {
    @TempDir Path root;

    /// The table of DESIGN 7.
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(ScriptedKeeper.READY, 0, "Ready: http://127.0.0.1:18789/"),
                Arguments.of(
                        ScriptedKeeper.STARTING, 10, "Starting: Fetching the assistant (42 %)"),
                Arguments.of(
                        ScriptedKeeper.NEEDS_ATTENTION,
                        20,
                        "Needs attention: Berth needs a program that is not installed yet;"
                                + " install it with the command in the details, and Berth goes on"
                                + " by itself."),
                Arguments.of(
                        new Status.Supervised(
                                new OperatorState.Starting(
                                        Progress.fetched(12_340_000, 340_400_000))),
                        10,
                        "Starting: Fetching the assistant, 12.3 of 340 MB"),
                Arguments.of(
                        ScriptedKeeper.NOT_SET_UP,
                        30,
                        "Not set up yet. Set it up with: berth setup"),
                Arguments.of(
                        ScriptedKeeper.NOT_RUNNING, 31, "Not running. Start it with: berth start"),
                Arguments.of(ScriptedKeeper.PAUSED, 32, "Paused. Go on with: berth start"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void theExitStatusSaysTheState(Status status, int exit, String headline) {
        var desk = new TestDesk(root);
        desk.keeper = Optional.of(new ScriptedKeeper(status));

        assertThat(desk.berth("status")).isEqualTo(exit);
        assertThat(desk.said()).startsWith(headline);
        assertThat(desk.complained()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("table")
    void jsonIsOneLineOfTheContract(Status status, int exit) {
        var desk = new TestDesk(root);
        desk.keeper = Optional.of(new ScriptedKeeper(status));

        assertThat(desk.berth("status", "--json")).isEqualTo(exit);
        assertThat(desk.said()).containsExactly(StatusJson.write(ScriptedKeeper.report(status)));
    }

    @Test
    void withoutAKeeperTheFilesAreAsked() {
        var desk = new TestDesk(root);
        assertThat(desk.berth("status", "--json")).isEqualTo(31);
        assertThat(desk.said())
                .singleElement()
                .asString()
                .contains("\"state\":\"not-running\"", "\"supervisor\":null");

        desk.unsupervised = ScriptedKeeper.NOT_SET_UP;
        assertThat(desk.berth("status")).isEqualTo(30);
    }

    @Test
    void aKeeperThatDoesNotAnswerNeedsAttention() {
        var desk = new TestDesk(root);
        desk.noAnswer = Optional.of("Berth is running but does not answer.");

        assertThat(desk.berth("status", "--json")).isEqualTo(20);
        assertThat(desk.said())
                .singleElement()
                .asString()
                .contains("\"code\":\"cannot-tell\"", "Berth is running but does not answer.");
    }

    /// It cannot be asked to repair anything, and nobody knows of its copies.
    @Test
    void aKeeperThatDoesNotAnswerIsALeadToTheDoctor() {
        var desk = new TestDesk(root);
        desk.noAnswer = Optional.of("Berth is running but does not answer.");

        assertThat(desk.berth("status")).isEqualTo(20);
        assertThat(desk.said())
                .containsExactly(
                        "Needs attention: Berth is running but does not answer.",
                        "What helps: berth doctor, which says how to end it");
    }

    @Test
    void aProblemLeadsToItsPage() {
        var desk = new TestDesk(root);
        desk.keeper = Optional.of(new ScriptedKeeper(ScriptedKeeper.NEEDS_ATTENTION));

        desk.berth("status");
        assertThat(desk.said()).anyMatch(line -> line.startsWith("More: berth doctor --explain "));
    }

    @Test
    void aWatchTellsEachChangeAndEndsWithTheKeeper() {
        var desk = new TestDesk(root);
        var keeper = new ScriptedKeeper(ScriptedKeeper.STARTING);
        keeper.onWatch = List.of(ScriptedKeeper.READY, ScriptedKeeper.NOT_RUNNING);
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("status", "--watch", "--json")).isEqualTo(31);
        assertThat(desk.said())
                .containsExactlyElementsOf(
                        Stream.of(
                                        ScriptedKeeper.STARTING,
                                        ScriptedKeeper.READY,
                                        ScriptedKeeper.NOT_RUNNING)
                                .map(status -> StatusJson.write(ScriptedKeeper.report(status)))
                                .toList());
    }

    @Test
    void technicalDetailsAreShownOnPurposeOnly() {
        var desk = new TestDesk(root);
        desk.keeper = Optional.of(new ScriptedKeeper(ScriptedKeeper.NEEDS_ATTENTION));

        desk.berth("status");
        assertThat(desk.out.toString())
                .doesNotContain("podman")
                .contains("Technical details: berth status --verbose");

        desk.berth("status", "--verbose");
        assertThat(desk.out.toString()).contains("  apt install podman");
    }
}
