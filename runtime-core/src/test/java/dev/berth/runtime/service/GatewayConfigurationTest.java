package dev.berth.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GatewayConfigurationTest {
    private static final List<String> NO_NAMES = List.of();

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC, '', anthropic/claude-opus-5",
        "OPENAI, '', openai/gpt-6-astra",
        "OPENROUTER, '', openrouter/auto",
        "GOOGLE, '', google/gemini-3.1-pro-preview",
        "OPENROUTER, anthropic/claude-opus-5, openrouter/anthropic/claude-opus-5",
        "ANTHROPIC, claude-sonnet-5, anthropic/claude-sonnet-5",
        "ANTHROPIC, anthropic/claude-sonnet-5, anthropic/claude-sonnet-5",
    })
    void theUsualModelOfItsProviderAnswersUnlessAnotherIsNamed(
            ProviderKind kind, String model, String primary) throws IOException {
        var named = Optional.of(model).filter(name -> !name.isEmpty());
        configuration().choose(new Provider(kind, Optional.empty(), named), Place.HERE);

        assertThat(written().at("/agents/defaults/model/primary").asString()).isEqualTo(primary);
        assertThat(written().has("models")).as("the gateway knows its address").isFalse();
    }

    @Test
    void aServerStandsThereWithTheNameOfTheVariableOfItsKey() throws IOException {
        configuration().choose(server("https://models.example/v1", "tiny"), Place.HERE);

        var entry = written().at("/models/providers/berth");
        assertThat(entry.path("baseUrl").asString()).isEqualTo("https://models.example/v1");
        assertThat(entry.path("api").asString()).isEqualTo("openai-completions");
        assertThat(entry.path("apiKey").path("source").asString()).isEqualTo("env");
        assertThat(entry.path("apiKey").path("id").asString()).isEqualTo("BERTH_PROVIDER_KEY");
        assertThat(entry.path("models").path(0).path("id").asString()).isEqualTo("tiny");
        assertThat(written().at("/agents/defaults/model/primary").asString())
                .isEqualTo("berth/tiny");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434/v1, http://127.0.0.1:11434/v1",
        "http://0.0.0.0:11434, http://127.0.0.1:11434",
        "http://[::1]:8000/v1, http://127.0.0.1:8000/v1",
        "https://localhost:8443/v1, https://localhost:8443/v1",
        "http://127.0.0.1/v1, http://127.0.0.1:20080/v1",
        "http://127.0.0.1:18789/v1, http://127.0.0.1:28789/v1",
    })
    void aServerOfThisComputerIsFoundWhereTheWayToItBegins(String address, String inside)
            throws IOException {
        configuration().choose(server(address, "tiny"), Place.HERE);

        assertThat(written().at("/models/providers/berth/baseUrl").asString()).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434/v1, http://host.containers.internal:11434/v1",
        "http://127.0.0.1:18789/v1, http://host.containers.internal:18789/v1",
        "https://models.example/v1, https://models.example/v1",
    })
    void inAMachineAServerOfThisComputerHasAnotherName(String address, String inside)
            throws IOException {
        configuration().choose(server(address, "tiny"), Place.APART);

        assertThat(written().at("/models/providers/berth/baseUrl").asString()).isEqualTo(inside);
    }

    @Test
    void whatThePersonWroteThereStays() throws IOException {
        Files.writeString(
                folder.resolve("openclaw.json"),
                """
                // mine
                {gateway: {mode: 'local'}, channels: {telegram: {enabled: true}},
                 agents: {defaults: {model: {primary: 'x/y', fallbacks: ['a/b']},
                                     models: {'x/y': {alias: 'Y'}}, workspace: '/w'}},
                 models: {mode: 'merge', providers: {mine: {baseUrl: 'http://mine'},
                   berth: {baseUrl: 'http://old', headers: {a: 'b'}, api: 'openai-responses',
                           apiKey: 'plain', models: [{id: 'tiny', contextWindow: 9000}, {id: 'old'}]}}}}
                """);

        configuration().choose(server("http://new.example/v1", "tiny"), Place.HERE);

        var tree = written();
        assertThat(tree.at("/channels/telegram/enabled").asBoolean()).isTrue();
        assertThat(tree.at("/agents/defaults/model/primary").asString()).isEqualTo("berth/tiny");
        assertThat(tree.at("/agents/defaults/model/fallbacks/0").asString()).isEqualTo("a/b");
        assertThat(tree.at("/agents/defaults/models").propertyNames())
                .containsExactly("x/y", "berth/tiny");
        assertThat(tree.at("/agents/defaults/workspace").asString()).isEqualTo("/w");
        assertThat(tree.at("/models/mode").asString()).isEqualTo("merge");
        assertThat(tree.at("/models/providers/mine/baseUrl").asString()).isEqualTo("http://mine");
        var ours = tree.at("/models/providers/berth");
        assertThat(ours.path("baseUrl").asString()).isEqualTo("http://new.example/v1");
        assertThat(ours.path("headers").path("a").asString()).isEqualTo("b");
        assertThat(ours.path("apiKey").isObject()).isTrue();
        assertThat(ours.path("models").size()).isEqualTo(2);
        assertThat(ours.path("models").path(0).path("contextWindow").asInt()).isEqualTo(9000);
    }

    @Test
    void aModelThatIsOnlyANameIsReplacedByOneWithRoomForMore() throws IOException {
        Files.writeString(
                folder.resolve("openclaw.json"), "{\"agents\":{\"defaults\":{\"model\":\"x/y\"}}}");
        configuration().choose(Provider.usual(ProviderKind.OPENAI), Place.HERE);
        assertThat(written().at("/agents/defaults/model/primary").asString())
                .isEqualTo("openai/gpt-6-astra");
    }

    @Test
    void aFileThatCannotBeUnderstoodIsKeptAside() throws IOException {
        Files.writeString(folder.resolve("openclaw.json"), "{{{");
        configuration().choose(Provider.usual(ProviderKind.OPENAI), Place.HERE);
        assertThat(folder.resolve("openclaw.json.unreadable-1")).hasContent("{{{");
    }

    @Test
    void choosingAndFittingLeaveEachOthersPart() throws IOException {
        configuration().choose(Provider.usual(ProviderKind.OPENAI), Place.HERE);
        configuration().fit(1234, NO_NAMES);
        assertThat(configuration().fits(1234, NO_NAMES)).isTrue();
        configuration().choose(Provider.usual(ProviderKind.GOOGLE), Place.HERE);
        assertThat(configuration().fits(1234, NO_NAMES)).isTrue();
        assertThat(written().at("/agents/defaults/model/primary").asString()).startsWith("google/");
    }

    @Test
    void aNameOfThisComputerIsLetInBesideTheUsualOnes() throws IOException {
        configuration().fit(1234, NO_NAMES);
        assertThat(configuration().fits(1234, List.of("attic"))).isFalse();

        configuration().fit(1234, List.of("attic"));

        assertThat(configuration().fits(1234, List.of("attic"))).isTrue();
        assertThat(written().at("/gateway/controlUi/allowedOrigins"))
                .map(JsonNode::asString)
                .containsExactly(
                        "http://127.0.0.1:1234",
                        "http://localhost:1234",
                        "http://[::1]:1234",
                        "http://attic:1234");
    }

    @Test
    void everyProviderNeedsItsKeyAmongTheSecrets() {
        for (var kind : ProviderKind.values()) {
            assertThat(OpenClaw.secretsFor(Optional.of(Provider.usual(kind))))
                    .isEqualTo(List.of("gateway-token", "provider-key"));
        }
        assertThat(OpenClaw.secretsFor(Optional.empty())).containsExactly("gateway-token");
    }

    private GatewayConfiguration configuration() {
        return new GatewayConfiguration(folder);
    }

    private static Provider server(String address, String model) {
        return new Provider(
                ProviderKind.CUSTOM, Optional.of(URI.create(address)), Optional.of(model));
    }

    private JsonNode written() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("openclaw.json")));
    }
}
