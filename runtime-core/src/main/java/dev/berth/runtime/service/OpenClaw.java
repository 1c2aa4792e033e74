package dev.berth.runtime.service;

import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.passage.SocketPassage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The definition of the OpenClaw gateway: what it is made of, where it listens, what it needs.
///
/// Facts from the gateway itself, release 2026.9.6, and its container documentation.
public final class OpenClaw {

    /// The release that is fetched when the person names no other.
    public static final String STANDARD_RELEASE = "ghcr.io/openclaw/openclaw:2026.9.6";

    /// The port it listens on inside, and the address people know it by.
    public static final int PORT = 18789;

    /// The user that owns its files inside.
    public static final int USER = 1000;

    /// The folder of its state inside.
    public static final String DATA_INSIDE = "/home/node/.openclaw";

    /// How long it may take to stop: it drains its work for up to this long.
    public static final Duration STOP_ALLOWANCE = Duration.ofSeconds(30);

    /// What the token is called among the secrets of a home.
    public static final String TOKEN = "gateway-token";

    /// What the provider's key is called among the secrets of a home.
    public static final String PROVIDER_KEY = "provider-key";

    /// A limit that it survives: it needs about 850 MiB while it starts; under 1.5 GiB it fails.
    public static final long STANDARD_MEMORY_MIB = 2048;

    private static final int PROCESSES = 1024;

    /// The variable with the key for a server of the person's own.
    static final String SERVER_KEY = "BERTH_PROVIDER_KEY";

    /// Stands in where a server needs no key: the gateway asks none without.
    public static final String NO_KEY = "berth-has-no-key-for-this-server";

    /// Where the way to a server of this computer begins inside.
    private static final String PASSAGE_INSIDE = "/run/berth-passage";

    private OpenClaw() {}

    /// Whether it can be ready while this part fails: a provider or a channel may be down, its own
    /// start may not.
    public static boolean isOptional(String part) {
        return !part.startsWith("startup") && !part.startsWith("gateway");
    }

    /// What the engine's secret is called.
    ///
    /// @param owner name of what this home makes
    public static String secretName(String owner, String secret) {
        return owner + "-" + secret;
    }

    /// The variable in which the gateway expects this provider's key.
    private static String variable(ProviderKind kind) {
        return switch (kind) {
            case ANTHROPIC -> "ANTHROPIC_API_KEY";
            case OPENAI -> "OPENAI_API_KEY";
            case OPENROUTER -> "OPENROUTER_API_KEY";
            case GOOGLE -> "GEMINI_API_KEY";
            case LOCAL, CUSTOM -> SERVER_KEY;
        };
    }

    /// The model that the gateway's own onboarding chooses, in release 2026.9.6; empty where only
    /// the person's server knows.
    private static String usualModel(ProviderKind kind) {
        return switch (kind) {
            case ANTHROPIC -> "anthropic/claude-opus-5";
            case OPENAI -> "openai/gpt-6-astra";
            case OPENROUTER -> "openrouter/auto";
            case GOOGLE -> "google/gemini-3.1-pro-preview";
            case LOCAL, CUSTOM -> "";
        };
    }

    /// Whether nobody knows yet which model is meant: its server must be asked.
    public static boolean needsModel(Provider provider) {
        return provider.model().isEmpty() && usualModel(provider.kind()).isEmpty();
    }

    /// Who answers, in the gateway's words.
    ///
    /// @param place where the service lives
    static ModelRoute route(Provider provider, Place place) {
        return provider.server()
                .map(server -> {
                    var model = provider.model().orElse("");
                    var base = provider.isOnThisComputer() ? Inside.address(server, place) : server;
                    return new ModelRoute(
                            GatewayConfiguration.OURS + "/" + model,
                            Optional.of(new ModelRoute.Server(base, model)));
                })
                .orElseGet(() -> new ModelRoute(known(provider), Optional.empty()));
    }

    private static String known(Provider provider) {
        var prefix = provider.kind().id() + "/";
        return provider.model()
                .map(model -> model.startsWith(prefix) ? model : prefix + model)
                .orElseGet(() -> usualModel(provider.kind()));
    }

    /// What the engine must know to make it.
    ///
    /// @param owner name of what this home makes
    /// @param passage folder with the way to a server of this computer; empty where the service
    ///   finds it by itself
    public static ServiceSpec spec(
            String owner,
            String image,
            Path dataFolder,
            Optional<Path> passage,
            OptionalInt port,
            Optional<Provider> provider,
            long memoryMiB) {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("OPENCLAW_GATEWAY_TOKEN", secretName(owner, TOKEN));
        provider.map(Provider::kind)
                .map(OpenClaw::variable)
                .ifPresent(variable -> secrets.put(variable, secretName(owner, PROVIDER_KEY)));
        return new ServiceSpec(
                image,
                List.of(
                        "node",
                        "openclaw.mjs",
                        "gateway",
                        "--allow-unconfigured",
                        "--bind",
                        "lan",
                        "--port",
                        Integer.toString(PORT)),
                Map.of(
                        "HOME", "/home/node",
                        "OPENCLAW_NO_RESPAWN", "1",
                        "OPENCLAW_DISABLE_BONJOUR", "1",
                        "NODE_OPTIONS", "--max-old-space-size=" + memoryMiB * 3 / 4),
                secrets,
                dataFolder,
                DATA_INSIDE,
                USER,
                PORT,
                port,
                memoryMiB,
                PROCESSES,
                provider.filter(Provider::isOnThisComputer)
                        .filter(_ -> passage.isPresent())
                        .flatMap(Provider::server)
                        .map(server ->
                                new ServiceSpec.Beside(
                                        passage.get(),
                                        PASSAGE_INSIDE,
                                        Inside.program(
                                                PASSAGE_INSIDE + "/" + SocketPassage.SOCKET,
                                                server))),
                STOP_ALLOWANCE);
    }

    /// The secrets that it needs with this provider, by their names among the secrets of a home.
    public static List<String> secretsFor(Optional<Provider> provider) {
        return provider.isPresent() ? List.of(TOKEN, PROVIDER_KEY) : List.of(TOKEN);
    }
}
