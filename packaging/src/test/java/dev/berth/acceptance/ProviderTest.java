package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A message that is sent through the real OpenClaw comes back with the answer of the person's
/// provider, for which a server on this computer stands.
@Tag("real")
@Tag("root")
final class ProviderTest {
    private static final Duration FIRST_START = Duration.ofMinutes(4);
    private static final String KEY = "key-of-the-harbour-5f2c8e1d";

    @Test
    void itsModelAnswersAndItsKeyIsNowhere() throws Exception {
        var image = Surroundings.openClaw().loaded();
        try (var server = new ModelServer();
                var home = TestHome.fresh();
                var arguments = new SecretTest.ArgumentsOfAll(KEY)) {
            var setUp =
                    home.berthReading(
                            KEY + "\n",
                            "setup",
                            "--image",
                            image,
                            "--provider",
                            "custom",
                            "--address",
                            server.address(),
                            "--key-stdin",
                            "--yes");
            assertThat(setUp.status()).as(setUp.text()).isZero();
            assertThat(server.asked("/v1/models"))
                    .as("no model was named, so the server was asked")
                    .singleElement()
                    .satisfies(
                            asked -> assertThat(asked.authorization()).isEqualTo("Bearer " + KEY));
            assertThat(configuration(home).at("/agents/defaults/model/primary").asString())
                    .isEqualTo("berth/" + ModelServer.MODEL);
            letMessagesInOverHttp(home);

            var keeper = home.supervise();
            home.awaitState(0, "ready", FIRST_START);
            assertThat(answer(home)).contains(ModelServer.ANSWER);
            assertThat(server.asked("/v1/chat/completions"))
                    .isNotEmpty()
                    .allSatisfy(asked -> {
                        assertThat(asked.authorization()).isEqualTo("Bearer " + KEY);
                        assertThat(asked.host()).isEqualTo("127.0.0.1:" + server.port());
                    });
            nowhere(home, home.container());

            TestHome.crash(keeper);
            home.supervise();
            home.awaitState("ready");
            assertThat(answer(home)).as("after the keeper was killed").contains(ModelServer.ANSWER);

            assertThat(home.berth("quit").status()).isZero();
            assertThat(filesWithKey(home)).containsExactly("state/secrets/provider-key");
            assertThat(home.folder().resolve("run/passage/model.sock")).doesNotExist();
            assertThat(arguments.seen()).as("arguments of processes").isEmpty();
        }
    }

    /// Nothing else of this computer can be reached through what was opened for it.
    @Test
    void onlyThatServerCanBeReached() throws Exception {
        try (var server = new ModelServer();
                var other = new ModelServer();
                var home = TestHome.fresh()) {
            server.setUp(home);
            home.supervise();
            home.awaitState(0, "ready", FIRST_START);

            assertThat(reached(home, "http://127.0.0.1:" + server.port() + "/v1/models"))
                    .isEqualTo("200");
            assertThat(reached(home, "http://127.0.0.1:" + other.port() + "/v1/models"))
                    .isEqualTo("no");
            assertThat(
                            Podman.run(
                                    "exec",
                                    home.container(),
                                    "sh",
                                    "-c",
                                    "touch /run/berth-passage/x 2>/dev/null || echo refused"))
                    .contains("refused");
            assertThat(other.asked("/v1/models")).isEmpty();
            assertThat(home.berth("quit").status()).isZero();
        }
    }

    @Test
    void aServerThatDoesNotSayItsModelsIsNamedAsTheProblem() throws Exception {
        try (var home = TestHome.fresh()) {
            var setUp =
                    home.berth(
                            "setup",
                            "--image",
                            Surroundings.fixture().loaded(),
                            "--provider",
                            "local",
                            "--address",
                            "http://127.0.0.1:" + TestHome.freePort() + "/v1",
                            "--yes");
            assertThat(setUp.status()).isEqualTo(1);
            assertThat(setUp.out()).contains("Needs attention").contains("name a model");
            assertThat(home.data()).as("nothing was made for it").doesNotExist();
        }
    }

    private static String reached(TestHome home, String address) throws Exception {
        var script =
                "fetch('%s',{signal:AbortSignal.timeout(5000)})"
                        .concat(".then(r=>console.log(r.status),()=>console.log('no'))")
                        .formatted(address);
        return Podman.run("exec", home.container(), "node", "-e", script).strip();
    }

    /// The door by which the test sends its message; a person uses the page.
    private static void letMessagesInOverHttp(TestHome home) throws IOException {
        var tree = (ObjectNode) configuration(home);
        tree.withObject("/gateway/http/endpoints/chatCompletions").put("enabled", true);
        Files.writeString(file(home), tree.toString());
    }

    private static JsonNode configuration(TestHome home) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file(home)));
    }

    private static Path file(TestHome home) {
        return home.data().resolve("openclaw.json");
    }

    private static String answer(TestHome home) throws Exception {
        var reply =
                Http.post(
                        home.address() + "v1/chat/completions",
                        "{\"model\":\"openclaw\",\"messages\":[{\"role\":\"user\","
                                + "\"content\":\"Is the harbour open?\"}]}",
                        "Authorization",
                        "Bearer " + home.token(),
                        "Content-Type",
                        "application/json");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(reply.body())
                .at("/choices/0/message/content")
                .asString("");
    }

    private static void nowhere(TestHome home, String container) throws Exception {
        assertThat(Podman.run("container", "inspect", container)).doesNotContain(KEY);
        assertThat(Podman.tried("logs", container).text()).doesNotContain(KEY);
        assertThat(home.berth("logs").text()).doesNotContain(KEY);
        assertThat(home.berth("journal", "--json").text()).doesNotContain(KEY);
        assertThat(home.berth("status", "--json").text()).doesNotContain(KEY);
        assertThat(home.output()).doesNotContain(KEY);
        assertThat(Optional.of(Files.readString(file(home))))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain(KEY));
        assertThat(filesWithKey(home)).containsExactly("state/secrets/provider-key");
    }

    private static java.util.List<String> filesWithKey(TestHome home) throws IOException {
        return SecretTest.filesWith(KEY, home.folder()).stream()
                .map(file -> home.folder().relativize(file).toString())
                .toList();
    }
}
