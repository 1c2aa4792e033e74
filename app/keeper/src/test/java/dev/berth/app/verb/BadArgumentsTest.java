package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.desk.ConsoleTerminal;
import dev.berth.runtime.Berths.Opening;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed wrongly, verb by verb: one line that names the argument, what was expected and an
/// example; nothing is asked of anybody.
@Timeout(20)
final class BadArgumentsTest {
    private Path root;
    private TestDesk desk;
    private final ScriptedKeeper keeper = new ScriptedKeeper(ScriptedKeeper.READY);

    @BeforeEach
    void layOut(@TempDir Path folder) {
        root = folder;
        desk = new TestDesk(folder);
        desk.keeper = Optional.of(keeper);
        desk.opening = new Opening.Supervising(keeper);
    }

    /// The shortest that passes for an archive.
    static byte[] archive() {
        var bytes = new byte[1024];
        var mark = "ustar".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, bytes, 257, mark.length);
        return bytes;
    }

    @ParameterizedTest(name = "berth {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // what is typed | the argument | what is expected | an example
                "dance | dance | one of setup | berth status",
                "Status | Status | one of setup | berth status",
                "status extra | extra | berth status [-h] | berth status",
                "status --dance | --dance | berth status [-h] | berth status",
                "status --watch=perhaps | --watch | expects nothing behind it | ''",
                "start --timeout | --timeout | a number of seconds from 1 | 120",
                "start --timeout soon | --timeout | a number of seconds from 1 | 120",
                "start --timeout 0 | --timeout | a number of seconds from 1 | 120",
                "start --timeout -5 | --timeout | a number of seconds from 1 | 120",
                "start --timeout 1.5 | --timeout | a number of seconds from 1 | 120",
                "start --timeout 99999999999999999999 | --timeout | a number of seconds | 120",
                "start now | now | berth start | berth start --timeout 120",
                "pause --timeout x | --timeout | a number of seconds from 1 | 120",
                "pause --force | --force | berth pause | berth pause",
                "restart --timeout 0 | --timeout | a number of seconds from 1 | 120",
                "restart 5 | 5 | berth restart | berth restart",
                "repair --timeout 10s | --timeout | a number of seconds from 1 | 120",
                "repair all | all | berth repair | berth repair",
                "quit --timeout '' | --timeout | a number of seconds from 1 | 120",
                "quit now | now | berth quit | berth quit",
                "reset --erase-data | --erase-data | --yes | --yes",
                "reset --erase | --erase | berth reset | berth reset",
                "reset --timeout 1e3 | --timeout | a number of seconds from 1 | 120",
                "open http://x | http://x | berth open | berth open",
                "open --print=1 | --print | expects nothing behind it | ''",
                "logs -n | -n | a number of lines from 1 to 100000 | 50",
                "logs -n many | -n | a number of lines from 1 to 100000 | 50",
                "logs -n 0 | -n | a number of lines from 1 to 100000 | 50",
                "logs -n 100001 | -n | a number of lines from 1 to 100000 | 50",
                "logs -n 4294967297 | -n | a number of lines from 1 to 100000 | 50",
                "logs file | file | berth logs | berth logs -n 20",
                "journal -n -5 | -n | a number of lines from 1 to 100000 | 50",
                "journal --yaml | --yaml | berth journal | berth journal -n 20",
                "run --port 1 | --port | berth run | berth run",
                "setup | setup | --yes | --yes",
                "setup --yes here | here | berth setup | berth setup",
                "setup --provider nobody --yes | --provider | one of anthropic | such as anthropic",
                "setup --provider --yes | --provider | one of anthropic | such as anthropic",
                "setup --provider | --provider | one of anthropic | such as anthropic",
                "setup --provider openai --yes | --provider | --key-stdin | --key-stdin",
                "setup --key-stdin --yes | --key-stdin | --provider NAME | anthropic",
                "setup --image | --image | a name in small letters | ghcr.io/openclaw/openclaw:",
                "setup --image '' --yes | --image | a name in small letters | ghcr.io/openclaw",
                "setup --image -rm --yes | --image | a name in small letters | ghcr.io/openclaw",
                "setup --image=--privileged --yes | --image | a name | ghcr.io/openclaw",
                "setup --image Open/Claw --yes | --image | a name in small letters | ghcr.io",
                "setup --image a:1:2 --yes | --image | a name in small letters | ghcr.io",
                "setup --image a@sha256:12 --yes | --image | a name in small letters | ghcr.io",
                "setup --image a;reboot --yes | --image | a name in small letters | ghcr.io",
                "setup --image-file | --image-file | in a file | assistant.tar",
                "setup --image-file /nowhere.tar --yes | --image-file | is not there | assistant.tar",
                "setup --image-file / --yes | --image-file | is a folder | assistant.tar",
                "setup --image-file /dev/null --yes | --image-file | is not a file | assistant.tar",
                "setup --image a --image-file b --yes | --image | expected | berth setup",
                "setup --isolated --not-isolated --yes | --not-isolated | expected | --isolated",
                "setup --isolated-image a.qcow2 --yes | --isolated-image | --isolated | --isolated",
                "setup --isolated --isolated-image /no.qcow2 --yes | -image | is not there | such as",
                "setup --isolated --isolated-image / --yes | -image | is a folder | such as",
                "setup --isolated --isolated-image --yes | -image | a file | place.qcow2",
                "repair --rebuild now | now | berth repair | berth repair"
            })
    void isSaidInOneLineWithAnExample(
            String line, String argument, String expected, String example) {
        assertThat(desk.berth(words(line))).isEqualTo(2);

        assertThat(desk.said()).isEmpty();
        assertThat(desk.complained())
                .singleElement()
                .asString()
                .startsWith("berth")
                .contains(argument, expected, example)
                .doesNotContain("Exception", "Optional[");
        assertThat(keeper.asked).isEmpty();
    }

    private static String[] words(String line) {
        return java.util.Arrays.stream(line.split(" "))
                .map(word -> word.equals("''") ? "" : word)
                .toArray(String[]::new);
    }

    @Test
    void aNameWithASpaceOrALineBreakIsNone() {
        for (var name : new String[] {"a b", "openclaw\n", "a\tb", "\u202eopenclaw"}) {
            assertThat(desk.berth("setup", "--image", name, "--yes")).as(name).isEqualTo(2);
        }
        assertThat(desk.complained()).hasSize(4).allMatch(line -> line.contains("--image expects"));
    }

    @Test
    void aFileThatIsNoArchiveIsNotHandedOn() throws IOException {
        var file = Files.writeString(root.resolve("assistant.tar"), "");
        assertThat(desk.berth("setup", "--image-file", file.toString(), "--yes")).isEqualTo(2);
        Files.writeString(file, "a letter, and a long one: " + "x".repeat(600));
        assertThat(desk.berth("setup", "--image-file", file.toString(), "--yes")).isEqualTo(2);

        assertThat(desk.complained()).hasSize(2);
        assertThat(desk.complained().getFirst()).contains(file.toString(), "is empty");
        assertThat(desk.complained().getLast()).contains(file.toString(), "is not an archive");
        assertThat(keeper.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\nsk-0123456789", "sk-0123456789\nsk-0123456789"})
    void aKeyOfNoneOrMoreLinesIsRefused(String input) {
        assertThat(lineOf(input, 514).filter(line -> !line.isBlank())).isEmpty();
    }

    @Test
    void aHugeKeyIsNotReadToItsEnd() {
        assertThat(lineOf("x".repeat(1_000_000), 514)).isEmpty();
        assertThat(lineOf("sk-0123456789\r\n \n", 514)).hasValue("sk-0123456789\r");
    }

    @Test
    void aClosedInputIsAnEmptyOne() throws IOException {
        var closed = InputStream.nullInputStream();
        closed.close();
        assertThat(new ConsoleTerminal(null, closed).firstLineOfInput(10)).isEmpty();
    }

    private static Optional<String> lineOf(String input, int atMost) {
        var bytes = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new ConsoleTerminal(null, bytes).firstLineOfInput(atMost);
    }

    @Test
    void whyBerthCouldNotBeStartedIsSaidInItsOwnWords() throws IOException {
        desk.keeper = Optional.empty();
        desk.diesAtOnce = true;
        Files.createDirectories(desk.home.logs());
        Files.writeString(
                desk.home.logs().resolve("keeper-output.log"),
                "settings.json should be a file.\n\n");

        assertThat(desk.berth("start")).isEqualTo(31);
        assertThat(desk.complained()).containsExactly("settings.json should be a file.");
    }
}
