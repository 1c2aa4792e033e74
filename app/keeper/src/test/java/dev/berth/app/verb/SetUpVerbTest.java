package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import dev.berth.runtime.SetUpWishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SetUpVerbTest {
    private static final String KEY = "sk-test-0123456789";
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
        assertThat(wishes().provider()).contains(new SetUpWishes.Provider("anthropic", KEY));
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
        assertThat(desk.berth("setup", "--provider", "openai")).isEqualTo(0);
        assertThat(wishes().provider()).contains(new SetUpWishes.Provider("openai", KEY));
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
                "setup --isolated --yes"
            })
    void whatCannotBeMeantIsSaidInOneLine(String line) {
        assertThat(desk.berth(line.split(" "))).isEqualTo(2);
        assertThat(desk.complained()).singleElement().asString().contains("expect");
        assertThat(desk.said()).isEmpty();
        assertThat(keeper.asked).isEmpty();
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
