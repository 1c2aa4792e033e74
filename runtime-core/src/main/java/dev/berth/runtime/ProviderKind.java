package dev.berth.runtime;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/// Who can answer for the assistant.
public enum ProviderKind {
    // name, how its keys begin, whether it needs a key, its usual address
    ANTHROPIC("anthropic", "sk-ant-", true, ""),
    OPENAI("openai", "sk-", true, ""),
    OPENROUTER("openrouter", "sk-or-", true, ""),
    GOOGLE("google", "AIza", true, ""),

    /// A model server on this computer; the usual address is Ollama's.
    LOCAL("local", "", false, "http://127.0.0.1:11434/v1"),

    /// Any server that speaks as OpenAI's does (`/v1/chat/completions`).
    CUSTOM("custom", "", false, "");

    private final String id;
    private final String keyBegin;
    private final boolean needsKey;
    private final String usualAddress;

    ProviderKind(String id, String keyBegin, boolean needsKey, String usualAddress) {
        this.id = id;
        this.keyBegin = keyBegin;
        this.needsKey = needsKey;
        this.usualAddress = usualAddress;
    }

    /// Stable name: in settings, on the command line.
    public String id() {
        return id;
    }

    /// How its keys begin; empty where nothing is known.
    public String keyBegin() {
        return keyBegin;
    }

    /// Whether nothing works without a key; the others may have one.
    public boolean needsKey() {
        return needsKey;
    }

    /// Whether the person says where it answers and which model it has.
    public boolean hasAddress() {
        return this == LOCAL || this == CUSTOM;
    }

    /// Where it answers unless the person says otherwise.
    public Optional<URI> usualAddress() {
        return usualAddress.isEmpty() ? Optional.empty() : Optional.of(URI.create(usualAddress));
    }

    /// The one with this name.
    public static Optional<ProviderKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
}
