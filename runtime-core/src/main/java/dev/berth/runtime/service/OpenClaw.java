package dev.berth.runtime.service;

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

    /// The variable in which the gateway expects each provider's key.
    private static final Map<String, String> PROVIDER_VARIABLES =
            Map.of(
                    "anthropic", "ANTHROPIC_API_KEY",
                    "openai", "OPENAI_API_KEY",
                    "openrouter", "OPENROUTER_API_KEY",
                    "google", "GEMINI_API_KEY");

    private OpenClaw() {}

    /// Names of the providers whose key it takes.
    public static List<String> providers() {
        return PROVIDER_VARIABLES.keySet().stream().sorted().toList();
    }

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

    /// What the engine must know to make it.
    ///
    /// @param owner name of what this home makes
    public static ServiceSpec spec(
            String owner,
            String image,
            Path dataFolder,
            OptionalInt port,
            Optional<String> provider,
            long memoryMiB) {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("OPENCLAW_GATEWAY_TOKEN", secretName(owner, TOKEN));
        provider.map(PROVIDER_VARIABLES::get)
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
                STOP_ALLOWANCE);
    }

    /// The secrets that it needs with this provider, by their names among the secrets of a home.
    public static List<String> secretsFor(Optional<String> provider) {
        return provider.filter(PROVIDER_VARIABLES::containsKey).isPresent()
                ? List.of(TOKEN, PROVIDER_KEY)
                : List.of(TOKEN);
    }
}
