package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SetUpVerbTest {
    private static final String KEY = "sk-ant-0123456789";
    private final ScriptedKeeper keeper =
            new ScriptedKeeper(ScriptedKeeper.NOT_SET_UP).settling(ScriptedKeeper.STARTING);
    private Path root;
    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path folder) {
        root = folder;
        desk = new TestDesk(folder);
        desk.opening = new Opening.Supervising(keeper);
    }

    private SetUpWishes wishes() {
        return ((Command.SetUp) keeper.asked.getFirst()).wishes();
    }

    @Test
    void withoutWishesTheStandardIsPrepared() {
        assertThat(desk.berth("setup", "--yes")).isEqualTo(0);
        assertThat(wishes()).isEqualTo(new SetUpWishes(Optional.empty(), Optional.empty()));
        assertThat(keeper.closed).isTrue();
    }

    @Test
    void aRunningKeeperIsAsked() {
        desk.opening = new Opening.HeldBy(1);
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("setup", "--image", "localhost/berth/openclaw:1", "--yes"))
                .isEqualTo(0);
        assertThat(wishes().source())
                .contains(new SetUpWishes.Source.Named("localhost/berth/openclaw:1"));
    }

    @Test
    void aFileIsNamedByItsWholePath() throws IOException {
        var file = Files.write(root.resolve("assistant.tar"), BadArgumentsTest.archive());

        assertThat(desk.berth("setup", "--image-file", file.toString(), "--yes")).isEqualTo(0);
        assertThat(wishes().source()).contains(new SetUpWishes.Source.FromFile(file));
    }

    @Test
    void theKeyIsReadFromTheInputAndNeverShown() {
        desk.input = Optional.of("  " + KEY + "\r");

        assertThat(desk.berth("setup", "--provider", "anthropic", "--key-stdin", "--yes"))
                .isEqualTo(0);
        assertThat(wishes().provider())
                .contains(SetUpWishes.Keyed.usual(ProviderKind.ANTHROPIC, KEY));
        assertThat(desk.out + "" + desk.err).doesNotContain(KEY);
    }

    @Test
    void atATerminalThePersonIsAskedFirst() {
        desk.somebodyThere = true;
        desk.answers.add("n");
        assertThat(desk.berth("setup")).isEqualTo(1);
        assertThat(keeper.asked).isEmpty();

        desk.answers.add("y");
        desk.answers.add(KEY);
        assertThat(desk.berth("setup", "--provider", "anthropic")).isEqualTo(0);
        assertThat(wishes().provider())
                .contains(SetUpWishes.Keyed.usual(ProviderKind.ANTHROPIC, KEY));
        assertThat(desk.questions).last().asString().startsWith("(hidden)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setup",
                "setup --key-stdin --yes",
                "setup --provider nobody --yes",
                "setup --provider openai --yes",
                "setup --provider openai --key-stdin",
                "setup --image-file /nowhere/at-all.tar --yes",
                "setup --image -rm --yes",
                "setup --image a:1 --image-file b.tar --yes",
                "setup --address http://a/v1 --yes",
                "setup --model m --yes",
                "setup --provider custom --yes",
                "setup --provider custom --address ftp://a --yes",
                "setup --provider custom --address http://u:p@a --yes",
                "setup --provider anthropic --address http://a/v1 --key-stdin --yes",
                "setup --isolated --not-isolated --yes",
                "setup --isolated-image place.qcow2 --yes",
                "setup --isolated --isolated-image /nowhere/at-all.qcow2 --yes",
                "setup --isolated --isolated-image --yes",
                "setup --isolated"
            })
    void whatCannotBeMeantIsSaidInOneLine(String line) {
        assertThat(desk.berth(line.split(" "))).isEqualTo(2);
        assertThat(desk.complained()).singleElement().asString().contains("expect");
        assertThat(desk.said()).isEmpty();
        assertThat(keeper.asked).isEmpty();
    }

    @Test
    void aPlaceOfItsOwnIsAskedForAndGivenBack() throws IOException {
        var file = Files.writeString(root.resolve("place.qcow2"), "QFI");
        assertThat(desk.berth("setup", "--isolated", "--isolated-image", "" + file, "--yes"))
                .isEqualTo(0);
        assertThat(wishes().dwelling())
                .contains(new SetUpWishes.Dwelling(Place.APART, Optional.of(file)));

        keeper.asked.clear();
        assertThat(desk.berth("setup", "--isolated", "--yes")).isEqualTo(0);
        assertThat(wishes().dwelling())
                .contains(new SetUpWishes.Dwelling(Place.APART, Optional.empty()));

        keeper.asked.clear();
        assertThat(desk.berth("setup", "--not-isolated", "--yes")).isEqualTo(0);
        assertThat(wishes().dwelling())
                .contains(new SetUpWishes.Dwelling(Place.HERE, Optional.empty()));
    }

    @Test
    void anAdministratorIsToldThatAPlaceOfItsOwnNeedsAnOrdinaryAccount() {
        desk.administrator = true;

        assertThat(desk.berth("setup", "--isolated", "--yes")).isEqualTo(2);
        assertThat(desk.complained())
                .containsExactly(
                        "berth setup: --isolated expects an ordinary account, but this is the"
                                + " administrator's; sign in as yourself, or leave --isolated out");
        assertThat(keeper.asked).isEmpty();

        assertThat(desk.berth("setup", "--yes")).isEqualTo(0);
    }

    @Test
    void whoIsAskedHearsOfThePlace() {
        desk.somebodyThere = true;
        desk.answers.add("n");
        assertThat(desk.berth("setup", "--isolated")).isEqualTo(1);
        assertThat(desk.said()).anyMatch(line -> line.contains("a place of its own"));
    }

    @Test
    void aServerOfOnesOwnNeedsNoKey() {
        var arguments = "setup --provider local --model llama3.2 --yes";
        assertThat(desk.berth(arguments.split(" "))).isEqualTo(0);
        assertThat(wishes().provider())
                .contains(
                        new SetUpWishes.Keyed(
                                new Provider(
                                        ProviderKind.LOCAL,
                                        Optional.empty(),
                                        Optional.of("llama3.2")),
                                Optional.empty()));
    }

    @Test
    void aServerOfOnesOwnMayHaveAKey() {
        desk.input = Optional.of("a-key");
        var arguments =
                "setup --provider custom --address https://models.example/v1/ --key-stdin --yes";
        assertThat(desk.berth(arguments.split(" "))).isEqualTo(0);
        assertThat(wishes().provider())
                .contains(
                        new SetUpWishes.Keyed(
                                new Provider(
                                        ProviderKind.CUSTOM,
                                        Optional.of(URI.create("https://models.example/v1")),
                                        Optional.empty()),
                                Optional.of("a-key")));
    }

    @Test
    void theKeyOfAnotherProviderIsRefusedAndAnOddOneOnlyNoted() {
        desk.input = Optional.of(KEY);
        assertThat(desk.berth("setup", "--provider", "openai", "--key-stdin", "--yes"))
                .isEqualTo(2);
        assertThat(desk.complained())
                .containsExactly(
                        "berth setup: the key for openai is expected, but this is one for"
                                + " anthropic");

        desk.input = Optional.of("0123456789abcdef");
        assertThat(desk.berth("setup", "--provider", "openai", "--key-stdin", "--yes")).isZero();
        assertThat(desk.complained()).last().asString().startsWith("Note: ");
        assertThat(desk.out + "" + desk.err).doesNotContain(KEY).doesNotContain("0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with a space in it", "with\u0007bell-and-more"})
    void whatIsNoKeyIsRefusedWithoutShowingIt(String key) {
        desk.input = Optional.of(key);

        assertThat(desk.berth("setup", "--provider", "openai", "--key-stdin", "--yes"))
                .isEqualTo(2);
        assertThat(desk.complained())
                .containsExactly(
                        "berth setup: the key for openai is expected on one line, 8 to 512"
                                + " characters without spaces, such as sk-…");
    }

    @Test
    void whatIsMissingMakesItFail() {
        keeper.settling(ScriptedKeeper.NEEDS_ATTENTION);

        assertThat(desk.berth("setup", "--yes")).isEqualTo(1);
        assertThat(desk.out.toString()).contains("Needs attention:");
    }
}
