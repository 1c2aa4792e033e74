package dev.berth.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.Command.LookForRelease;
import dev.berth.runtime.Command.Update;
import dev.berth.runtime.SetUpWishes.Source;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class CommandJsonTest {
    private static final String COPY = "20261120T221504Z-before-update";

    private static Optional<Command> read(String json) {
        return CommandJson.read(JsonMapper.shared().readTree(json));
    }

    static Stream<Command> commands() {
        return Stream.of(
                new Update(new Source.Named("example.org/assistant:2"), Optional.empty()),
                new Update(new Source.Named("example.org/assistant:2"), Optional.of(COPY)),
                new Update(
                        new Source.FromFile(Path.of("/home/me/größer ü.tar").toAbsolutePath()),
                        Optional.of(COPY)),
                new LookForRelease());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsWrittenIsReadAgain(Command command) {
        var request = JsonMapper.shared().createObjectNode();
        CommandJson.write(command, request);

        assertThat(read(request.toString())).contains(command);
    }

    @Test
    void anUpdateWithoutASourceIsNone() {
        assertThat(read("{\"command\":\"update\"}")).isEmpty();
        assertThat(read("{\"command\":\"update\",\"source\":{\"file\":\"not/absolute\"}}"))
                .isEmpty();
    }

    /// The copy is said to hold the data that fits: without it the wrong data would be used.
    @ParameterizedTest
    @ValueSource(strings = {"5", "\"../../etc/passwd\"", "\"\"", "null"})
    void anUpdateWithACopyThatIsNoneIsNone(String copy) {
        assertThat(
                        read(
                                "{\"command\":\"update\",\"source\":{\"named\":\"x/y:1\"},\"copy\":%s}"
                                        .formatted(copy)))
                .isEmpty();
    }
}
