package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class AskingVerbTest {
    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path root) {
        desk = new TestDesk(root);
    }

    /// 0 when what was asked for is reached, else as `berth status` (DESIGN 7).
    static Stream<Arguments> outcomes() {
        return Stream.of(
                        outcomes("start", new Command.Start(), 0, 10, 20, 30, 31, 32),
                        outcomes("restart", new Command.Restart(), 0, 10, 20, 30, 31, 32),
                        outcomes("repair", new Command.Repair(), 0, 10, 20, 30, 31, 32),
                        outcomes("pause", new Command.Pause(), 10, 10, 20, 30, 31, 0),
                        outcomes(
                                "reset",
                                new Command.Reset(EraseScope.KEEP_DATA),
                                10,
                                10,
                                20,
                                0,
                                31,
                                32),
                        outcomes("quit", new Command.Quit(), 10, 10, 20, 30, 0, 32))
                .flatMap(List::stream);
    }

    private static List<Arguments> outcomes(
            String verb,
            Command command,
            int ready,
            int starting,
            int attention,
            int notSetUp,
            int notRunning,
            int paused) {
        return List.of(
                Arguments.of(verb, command, ScriptedKeeper.READY, ready),
                Arguments.of(verb, command, ScriptedKeeper.STARTING, starting),
                Arguments.of(verb, command, ScriptedKeeper.NEEDS_ATTENTION, attention),
                Arguments.of(verb, command, ScriptedKeeper.NOT_SET_UP, notSetUp),
                Arguments.of(verb, command, ScriptedKeeper.NOT_RUNNING, notRunning),
                Arguments.of(verb, command, ScriptedKeeper.PAUSED, paused));
    }

    @ParameterizedTest(name = "{0} settled by {2}: {3}")
    @MethodSource("outcomes")
    void theExitStatusSaysWhatCameOfIt(String verb, Command command, Status settled, int exit) {
        var keeper = new ScriptedKeeper(ScriptedKeeper.STARTING).settling(settled);
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth(verb)).isEqualTo(exit);
        assertThat(keeper.asked).containsExactly(command);
        assertThat(keeper.closed).isTrue();
        assertThat(desk.complained()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "pause", "restart", "repair", "reset", "quit"})
    void whoDoesNotWaitHearsThatItIsUnderWay(String verb) {
        desk.keeper = Optional.of(new ScriptedKeeper(ScriptedKeeper.STARTING));

        assertThat(desk.berth(verb, "--no-wait")).isEqualTo(10);
        assertThat(desk.keeper.get().asked).hasSize(1);
        assertThat(desk.said()).contains("Under way. See how it goes with: berth status");
    }

    @Test
    void aTimePassedIsNotAFailure() {
        desk.keeper = Optional.of(new ScriptedKeeper(ScriptedKeeper.STARTING));

        assertThat(desk.berth("start", "--timeout", "1")).isEqualTo(10);
    }

    @Test
    void theStagesAreToldOnTheWay() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.STARTING).settling(ScriptedKeeper.READY);
        desk.keeper = Optional.of(keeper);

        desk.berth("start");

        assertThat(desk.said())
                .containsExactly(
                        "Starting: Fetching the assistant (42 %) …",
                        "Ready: http://127.0.0.1:18789/");
    }

    @Test
    void aKeeperThatEndsMeanwhileIsSaidSoExceptWhenItShouldEnd() {
        desk.keeper = Optional.of(new ScriptedKeeper(ScriptedKeeper.STARTING).losing());

        assertThat(desk.berth("start")).isEqualTo(31);
        assertThat(desk.complained()).singleElement().asString().contains("ended before");
        assertThat(desk.berth("quit")).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart", "repair"})
    void whatNeedsAKeeperSaysSoWithoutOne(String verb) {
        assertThat(desk.berth(verb)).isEqualTo(31);
        assertThat(desk.complained()).singleElement().asString().contains("not running");
    }

    @Test
    void quitWithoutAKeeperIsReachedAlready() {
        assertThat(desk.berth("quit")).isEqualTo(0);
    }

    @Test
    void startWithoutAKeeperStartsOneAndWaitsForReady() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.STARTING).settling(ScriptedKeeper.READY);
        desk.keeperOnceStarted = Optional.of(keeper);

        assertThat(desk.berth("start")).isEqualTo(0);
        assertThat(desk.started).isEqualTo(1);
        assertThat(keeper.asked).containsExactly(new Command.Start());
    }

    @Test
    void aKeeperThatCannotBeStartedIsSaidSoWithItsOutput() {
        desk.diesAtOnce = true;

        assertThat(desk.berth("start")).isEqualTo(31);
        assertThat(desk.complained()).singleElement().asString().contains("keeper-output.log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "pause"})
    void beforeSetUpThereIsNothingToDo(String verb) {
        desk.unsupervised = ScriptedKeeper.NOT_SET_UP;

        assertThat(desk.berth(verb)).isEqualTo(30);
        assertThat(desk.started).isZero();
        assertThat(desk.complained()).singleElement().asString().contains("berth setup");
    }

    @Test
    void pauseAndResetActAloneWithoutAKeeper() {
        var pausing = new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.PAUSED);
        desk.opening = new Opening.Supervising(pausing);
        assertThat(desk.berth("pause")).isEqualTo(0);
        assertThat(pausing.closed).isTrue();

        var resetting =
                new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.NOT_SET_UP);
        desk.opening = new Opening.Supervising(resetting);
        assertThat(desk.berth("reset")).isEqualTo(0);
        assertThat(resetting.asked).containsExactly(new Command.Reset(EraseScope.KEEP_DATA));
    }

    @Test
    void aHomeThatSomebodyHoldsIsLeftAlone() {
        desk.opening = new Opening.HeldBy(4711);
        assertThat(desk.berth("pause")).isEqualTo(1);
        assertThat(desk.complained()).singleElement().asString().contains("4711");
    }

    @Test
    void aHomeThatCannotBeSupervisedIsSaidSo() {
        desk.opening = new Opening.Refused("Your disk is full.");
        assertThat(desk.berth("reset")).isEqualTo(1);
        assertThat(desk.complained()).containsExactly("Your disk is full.");
    }

    @Test
    void dataIsErasedOnTheTypedWordOnly() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.NOT_SET_UP);
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("reset", "--erase-data")).isEqualTo(2);
        assertThat(desk.complained()).singleElement().asString().contains("--yes");

        desk.somebodyThere = true;
        desk.answers.add("yes");
        assertThat(desk.berth("reset", "--erase-data")).isEqualTo(1);
        assertThat(desk.berth("reset", "--erase-data")).as("no answer").isEqualTo(1);
        assertThat(keeper.asked).isEmpty();

        desk.answers.add("ERASE");
        assertThat(desk.berth("reset", "--erase-data")).isEqualTo(0);
        assertThat(desk.berth("reset", "--erase-data", "--yes")).isEqualTo(0);
        assertThat(keeper.asked)
                .containsExactly(
                        new Command.Reset(EraseScope.EVERYTHING),
                        new Command.Reset(EraseScope.EVERYTHING));
        assertThat(desk.questions).hasSize(3);
    }

    private static Belonging belonging(Belonging.Kind kind, String where, long files) {
        return new Belonging(kind, where, files, files * 1_000_000, true, Optional.empty());
    }

    @Test
    void whatWillBeErasedIsShownBefore() {
        desk.belongings =
                List.of(
                        belonging(Belonging.Kind.DATA, "/home/anna/data", 12),
                        belonging(Belonging.Kind.COPIES, "/home/anna/copies", 2));
        desk.keeper = Optional.of(new ScriptedKeeper(ScriptedKeeper.READY));

        assertThat(desk.berth("reset", "--erase-data", "--dry-run")).isZero();
        assertThat(desk.said())
                .containsExactly(
                        "This will be erased, for ever:",
                        "  what your assistant knows and has made, 12 files, 12.0 MB: /home/anna/data",
                        "This stays:",
                        "  safety copies, 2 files, 2.0 MB: /home/anna/copies");
        assertThat(desk.keeper.get().asked).isEmpty();
        assertThat(desk.berth("reset", "--dry-run")).isEqualTo(2);
        assertThat(desk.berth("reset", "--erase-copies")).isEqualTo(2);
    }

    @Test
    void copiesAreErasedOnAWordOfTheirOwnOnly() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.NOT_SET_UP);
        desk.keeper = Optional.of(keeper);

        desk.berth("reset", "--erase-data", "--erase-copies", "--yes");

        assertThat(keeper.asked)
                .containsExactly(new Command.Reset(EraseScope.EVERYTHING_AND_COPIES));
    }

    @Test
    void anErasureIsDoneWhenALookAfreshFindsNothing() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.NOT_SET_UP);
        desk.keeper = Optional.of(keeper);
        assertThat(desk.berth("reset", "--erase-data", "--yes")).isZero();
        assertThat(desk.said()).contains("Berth looked again: nothing of it is left.");

        desk.remains = List.of(belonging(Belonging.Kind.DATA, "/home/anna/data", 1));
        assertThat(desk.berth("reset", "--erase-data", "--yes")).isEqualTo(30);
        assertThat(desk.said())
                .endsWith(
                        "Berth looked again: this is left.",
                        "  what your assistant knows and has made, 1 file, 1.0 MB: /home/anna/data");

        assertThat(desk.berth("reset", "--erase-data", "--yes", "--json")).isEqualTo(30);
        assertThat(desk.said())
                .last()
                .asString()
                .startsWith(
                        "{\"schema\":1,\"erases\":[],\"keeps\":[],\"remains\":[{\"kind\":\"data\"");
    }

    @Test
    void anUnansweringKeeperIsSaidSoInItsWords() {
        desk.noAnswer = Optional.of("Berth is running but does not answer.");

        assertThat(desk.berth("pause")).isEqualTo(20);
        assertThat(desk.complained()).containsExactly("Berth is running but does not answer.");
    }

    @Test
    void repairCarriesWhatThePersonAgreesTo() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY);
        desk.keeper = Optional.of(keeper);

        desk.berth("repair", "--rebuild", "--no-wait");
        desk.berth("repair", "--stop-other", "--no-wait");
        desk.berth("repair", "--rebuild", "--stop-other", "--no-wait");

        assertThat(keeper.asked)
                .containsExactly(
                        new Command.Repair(Set.of(Consent.REBUILD)),
                        new Command.Repair(Set.of(Consent.STOP_OTHER)),
                        new Command.Repair(Set.of(Consent.REBUILD, Consent.STOP_OTHER)));
    }

    @Test
    void repairNamesWhoIsToBeTakenAway() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY);
        desk.keeper = Optional.of(keeper);

        desk.berth("repair", "--take-away", "3f2a91c07be4", "--no-wait");

        assertThat(keeper.asked)
                .containsExactly(new Command.Repair(Set.of(), Optional.of("3f2a91c07be4")));
        assertThat(desk.berth("repair", "--take-away", "berth-3f2a91c0")).isEqualTo(2);
    }
}
