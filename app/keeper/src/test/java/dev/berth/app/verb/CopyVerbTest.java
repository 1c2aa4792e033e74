package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.SafetyCopy.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class CopyVerbTest {
    private static final String DAILY = "20261122T151500Z-daily";
    private static final String HAND = "20261121T101500Z-hand";
    private static final String TROUBLE =
            "There is too little free room: less than 2 GB would be left on the disk.";

    private TestDesk desk;
    private final ScriptedShelf shelf = new ScriptedShelf();

    @BeforeEach
    void layOut(@TempDir Path root) {
        desk = new TestDesk(root);
        desk.shelf = Optional.of(shelf);
    }

    private ScriptedKeeper keeper(ScriptedKeeper one) {
        desk.keeper = Optional.of(one);
        return one;
    }

    // -- create

    @Test
    void theKeeperMakesOne() {
        var keeper =
                keeper(new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.READY));
        shelf.with(ScriptedShelf.copy(HAND, State.GOOD));

        assertThat(desk.berth("copy", "create")).isZero();
        assertThat(keeper.asked).containsExactly(new Command.MakeCopy());
        assertThat(desk.said()).containsExactly(HAND + " was made and read back.");
        assertThat(desk.complained()).isEmpty();
        assertThat(keeper.closed).isTrue();
    }

    @Test
    void oneThatIsNotCompleteIsSaidToBeSo() {
        keeper(new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.READY));
        shelf.with(ScriptedShelf.copy(HAND, State.PARTIAL, "a: it cannot be read"));

        assertThat(desk.berth("copy", "create")).isZero();
        assertThat(desk.said())
                .containsExactly(
                        HAND + " was made, but some things are not in it: berth copy list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "restore " + DAILY + " --yes"})
    void whatCameToNothingIsSaidInOneSentence(String words) {
        keeper(new ScriptedKeeper(ScriptedKeeper.READY).troubled(TROUBLE));
        shelf.with(ScriptedShelf.copy(DAILY, State.GOOD));

        assertThat(desk.berth(("copy " + words).split(" "))).isEqualTo(1);
        assertThat(desk.complained()).containsExactly(TROUBLE);
        assertThat(desk.said()).isEmpty();
    }

    @Test
    void aKeeperThatEndedIsSaid() {
        keeper(new ScriptedKeeper(ScriptedKeeper.READY).losing());

        assertThat(desk.berth("copy", "create")).isEqualTo(31);
        assertThat(desk.complained()).containsExactly("Berth ended before this was done.");
    }

    @Test
    void aHomeThatCannotBeHadIsSaid() {
        assertThat(desk.berth("copy", "create")).isEqualTo(1);
        assertThat(desk.complained()).containsExactly("not laid out");
    }

    // -- list

    @Test
    void theListSaysWhatIsInThemAndWhatIsNot() {
        shelf.with(
                ScriptedShelf.copy(DAILY, State.GOOD),
                ScriptedShelf.copy(HAND, State.DAMAGED, "its end is damaged"));

        assertThat(desk.berth("copy", "list")).isZero();
        assertThat(desk.said())
                .containsExactly(
                        DAILY
                                + "                 5.6 MB       12 files  good     ghcr.io/openclaw:2026.9.6",
                        HAND
                                + "                  5.6 MB       12 files  damaged  ghcr.io/openclaw:2026.9.6",
                        "    its end is damaged");
    }

    @Test
    void anEmptyListSaysHowToMakeOne() {
        assertThat(desk.berth("copy", "list")).isZero();
        assertThat(desk.said())
                .containsExactly("There is no safety copy yet. Make one with: berth copy create");
    }

    @Test
    void theListForProgramsIsOneObjectOnOneLine() {
        shelf.with(ScriptedShelf.copy(DAILY, State.PARTIAL, "a: it cannot be read"));

        assertThat(desk.berth("copy", "list", "--json")).isZero();
        assertThat(desk.said())
                .containsExactly(
                        "{\"schema\":1,\"copies\":[{\"id\":\"20261122T151500Z-daily\","
                                + "\"made\":\"2026-11-22T15:15:00Z\",\"why\":\"daily\","
                                + "\"release\":\"ghcr.io/openclaw:2026.9.6\",\"files\":12,"
                                + "\"bytes\":34000000,\"fileBytes\":5600000,\"state\":\"partial\","
                                + "\"notes\":[\"a: it cannot be read\"]}]}");
    }

    @Test
    void anEmptyListForProgramsIsAListToo() {
        assertThat(desk.berth("copy", "list", "--json")).isZero();
        assertThat(desk.said()).containsExactly("{\"schema\":1,\"copies\":[]}");
    }

    @Test
    void aNameCannotSteerTheTerminal() {
        shelf.with(ScriptedShelf.copy(DAILY, State.PARTIAL, "a\u001b[2Jb: it cannot be read"));

        desk.berth("copy", "list");
        assertThat(desk.out.toString()).doesNotContain("\u001b");
    }

    // -- verify, export, import

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify "
                        + DAILY
                        + "        | verify "
                        + DAILY
                        + "        | "
                        + DAILY
                        + " is as it was made.",
                "export to.tar.zst           | export "
                        + DAILY
                        + " to.tar.zst | "
                        + DAILY
                        + " was written to to.tar.zst.",
                "export 100%s.zst --copy "
                        + HAND
                        + " | export "
                        + HAND
                        + " 100%s.zst | "
                        + DAILY
                        + " was written to 100%s.zst.",
                "import from.tar.zst         | import from.tar.zst | "
                        + DAILY
                        + " is among the safety copies. Bring it back with: berth copy restore "
                        + DAILY
            })
    void theyAreDoneHereAndTold(String words, String asked, String outcome) {
        shelf.with(ScriptedShelf.copy(DAILY, State.GOOD), ScriptedShelf.copy(HAND, State.GOOD));

        assertThat(desk.berth(("copy " + words).split(" "))).isZero();
        assertThat(shelf.asked).containsExactly(asked);
        assertThat(desk.said()).last().isEqualTo(outcome);
        assertThat(desk.said()).first().isEqualTo("Reading it back, 0.0 of 0.0 MB (50 %) …");
        assertThat(desk.complained()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list --json",
                "verify " + DAILY,
                "restore " + DAILY + " --yes",
                "export to.tar.zst",
                "import from.tar.zst"
            })
    void whatDoesNotWorkIsSaidInOneSentence(String words) {
        shelf.failing(TROUBLE);

        assertThat(desk.berth(("copy " + words).split(" "))).isEqualTo(1);
        assertThat(desk.complained()).containsExactly(TROUBLE);
        assertThat(desk.said()).isEmpty();
    }

    /// What is exported is meant to be whole.
    @Test
    void onlyAGoodOneIsExportedUnasked() {
        shelf.with(ScriptedShelf.copy(DAILY, State.PARTIAL), ScriptedShelf.copy(HAND, State.GOOD));

        assertThat(desk.berth("copy", "export", "to.tar.zst")).isZero();
        assertThat(shelf.asked).containsExactly("export " + HAND + " to.tar.zst");
    }

    @Test
    void withoutOneNothingIsExported() {
        assertThat(desk.berth("copy", "export", "to.tar.zst")).isEqualTo(1);
        assertThat(desk.complained())
                .containsExactly("There is no safety copy yet. Make one with: berth copy create");
    }

    // -- restore

    @Test
    void theKeeperBringsOneBack() {
        var keeper =
                keeper(new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.READY));
        shelf.with(ScriptedShelf.copy(DAILY, State.GOOD));

        assertThat(desk.berth("copy", "restore", DAILY, "--yes")).isZero();
        assertThat(keeper.asked).containsExactly(new Command.Restore(DAILY));
        assertThat(desk.said()).singleElement().asString().startsWith(DAILY + " is in place. ");
        assertThat(desk.questions).isEmpty();
    }

    @Test
    void whatWasThereBeforeAndCouldNotBeCopiedWasKept() {
        keeper(new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.READY));
        shelf.with(
                ScriptedShelf.copy("20261122T161500Z-before-restore", State.PARTIAL),
                ScriptedShelf.copy(DAILY, State.GOOD));

        assertThat(desk.berth("copy", "restore", DAILY, "--yes")).isZero();
        assertThat(desk.said())
                .singleElement()
                .asString()
                .endsWith("kept beside its data, in a folder named data-kept.");
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "YES, true", "y, false", "'', false"})
    void theOneWhoIsThereIsAsked(String answer, boolean agreed) {
        var keeper =
                keeper(new ScriptedKeeper(ScriptedKeeper.READY).settling(ScriptedKeeper.READY));
        shelf.with(ScriptedShelf.copy(DAILY, State.GOOD));
        desk.somebodyThere = true;
        desk.answers.add(answer);

        assertThat(desk.berth("copy", "restore", DAILY)).isEqualTo(agreed ? 0 : 1);
        assertThat(desk.questions).hasSize(1);
        assertThat(keeper.asked).hasSize(agreed ? 1 : 0);
        assertThat(desk.complained())
                .isEqualTo(agreed ? List.of() : List.of("Nothing was changed."));
    }

    @Test
    void whereNobodyCanBeAskedItHasToBeSaidBefore() {
        var keeper = keeper(new ScriptedKeeper(ScriptedKeeper.READY));
        shelf.with(ScriptedShelf.copy(DAILY, State.GOOD));

        assertThat(desk.berth("copy", "restore", DAILY)).isEqualTo(2);
        assertThat(desk.complained())
                .singleElement()
                .asString()
                .contains("restore expects --yes with it where nobody can be asked");
        assertThat(keeper.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {HAND, "20261122T151500Z-hand", "../../etc/passwd", "x"})
    void oneThatIsDamagedOrNotThereIsNotBroughtBack(String copy) {
        var keeper = keeper(new ScriptedKeeper(ScriptedKeeper.READY));
        shelf.with(ScriptedShelf.copy(DAILY, State.GOOD), ScriptedShelf.copy(HAND, State.DAMAGED));

        assertThat(desk.berth("copy", "restore", copy, "--yes")).isEqualTo(2);
        assertThat(desk.complained())
                .singleElement()
                .asString()
                .contains("COPY expects the name of a usable safety copy", copy);
        assertThat(keeper.asked).isEmpty();
    }

    // -- bad use

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bake",
                "create now",
                "list all",
                "verify",
                "verify a b",
                "restore",
                "restore --yes",
                "restore a b --yes",
                "export",
                "export a b",
                "export a --copy",
                "import",
                "import a b",
                "work",
                "work make hand"
            })
    void badUseIsOneLineThatSaysWhatWasExpected(String words) {
        var all = words.isEmpty() ? "copy" : "copy " + words;

        assertThat(desk.berth(all.split(" "))).isEqualTo(2);
        assertThat(desk.complained()).hasSize(1);
        assertThat(desk.said()).isEmpty();
        assertThat(shelf.asked).isEmpty();
    }
}
