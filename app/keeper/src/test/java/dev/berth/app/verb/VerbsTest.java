package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.words.StatusWords;
import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every verb: help, words, and failures in one line.
final class VerbsTest {
    private static final List<String> VERBS =
            List.of(
                    "run", "setup", "status", "start", "pause", "restart", "repair", "reset",
                    "quit", "open", "logs", "journal", "doctor", "help");

    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path root) {
        desk = new TestDesk(root);
    }

    @Test
    void theVerbsOfTheContractAreOffered() {
        assertThat(desk.berth("--help")).isEqualTo(0);
        assertThat(desk.out.toString()).contains("Examples:").contains(VERBS);
    }

    @Test
    void theVersionIsSaid() {
        assertThat(desk.berth("--version")).isEqualTo(0);
        assertThat(desk.said()).singleElement().asString().startsWith("berth ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dance",
                "--dance",
                "status extra",
                "status --dance",
                "start --timeout",
                "start --timeout soon",
                "start --timeout 0",
                "logs -n",
                "logs -n many",
                "logs -n 0",
                "journal -n -5",
                "window",
                "doctor extra",
                "help dance",
                "status --watch=perhaps",
                "status\nfoo"
            })
    void badUsageIsOneLineThatSaysWhatWasExpected(String line) {
        assertThat(desk.berth(line.split(" "))).isEqualTo(2);
        assertThat(desk.said()).isEmpty();
        assertThat(desk.complained())
                .singleElement()
                .asString()
                .startsWith("berth")
                .contains("expect")
                .doesNotContain("Exception");
        assertThat(OPTION.matcher(desk.err.toString()).replaceAll(""))
                .doesNotContainPattern(Forbidden.WORDS);
    }

    @Test
    void aMistakeOfOursIsSaidInOneSentenceWithTheLog() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY);
        desk.keeper = Optional.of(keeper);
        keeper.onWatch = new ArrayList<>(Arrays.asList(ScriptedKeeper.READY, null));

        assertThat(desk.berth("start")).isEqualTo(1);
        assertThat(desk.complained())
                .singleElement()
                .asString()
                .contains("commands.log")
                .doesNotContain("Exception");
        assertThat(desk.logs).containsExactly("commands.log");
    }

    @Test
    void everyHelpKeepsToTheOperatorsWords() {
        for (var verb : VERBS) {
            assertThat(desk.berth(verb, "--help")).as(verb).isEqualTo(0);
        }
        desk.berth("--help");

        assertThat(desk.out.toString()).contains(VERBS);
        assertThat(OPTION.matcher(desk.out.toString()).replaceAll(""))
                .doesNotContainPattern(Forbidden.WORDS);
    }

    @Test
    void everythingThatIsSaidAboutAStateKeepsToTheOperatorsWords() {
        var words =
                Stream.of(
                                Arrays.stream(ProblemKind.values()).map(ProblemKind::title),
                                Arrays.stream(ProblemKind.values()).map(ProblemKind::sentence),
                                Arrays.stream(Progress.Stage.values()).map(Progress.Stage::text),
                                Stream.of(
                                                ScriptedKeeper.READY,
                                                ScriptedKeeper.STARTING,
                                                ScriptedKeeper.NEEDS_ATTENTION,
                                                ScriptedKeeper.PAUSED,
                                                ScriptedKeeper.NOT_SET_UP,
                                                ScriptedKeeper.NOT_RUNNING)
                                        .map(ScriptedKeeper::report)
                                        .flatMap(report ->
                                                new StatusWords(ZoneOffset.UTC)
                                                        .lines(report, false).stream()))
                        .flatMap(lines -> lines)
                        .toList();

        assertThat(words)
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern(Forbidden.WORDS));
    }

    @Test
    void everythingThatVerbsSayKeepsToTheOperatorsWords() {
        desk.unsupervised = ScriptedKeeper.NOT_SET_UP;
        for (var verb : VERBS) {
            desk.berth(verb);
        }
        desk.unsupervised = ScriptedKeeper.NOT_RUNNING;
        desk.opening = new Opening.HeldBy(1);
        desk.diesAtOnce = true;
        for (var verb : VERBS) {
            desk.berth(verb);
        }

        assertThat(
                        OPTION.matcher(desk.out + "" + desk.err)
                                .replaceAll("")
                                .replace(desk.home.logs().toString(), ""))
                .doesNotContainPattern(Forbidden.WORDS);
    }

    @Test
    void everyActionThatIsAVerbIsOffered() {
        assertThat(VERBS)
                .contains(
                        Problem.Action.REPAIR.id(),
                        Problem.Action.RESET.id(),
                        Problem.Action.RESTART.id(),
                        Problem.Action.SET_UP.id(),
                        Problem.Action.LOOK_AT_LOG.id());
    }
}
