package dev.berth.window.wizard.course;

import dev.berth.runtime.ProviderKind;
import java.util.Arrays;
import java.util.Optional;

/// What can be chosen on the page of the provider, in the order in which it is offered.
public enum Answerer {
    ANTHROPIC(Optional.of(ProviderKind.ANTHROPIC)),
    OPENAI(Optional.of(ProviderKind.OPENAI)),
    OPENROUTER(Optional.of(ProviderKind.OPENROUTER)),
    GOOGLE(Optional.of(ProviderKind.GOOGLE)),
    LOCAL(Optional.of(ProviderKind.LOCAL)),
    CUSTOM(Optional.of(ProviderKind.CUSTOM)),

    /// The person decides another day.
    LATER(Optional.empty());

    @SuppressWarnings("ImmutableEnumChecker") // an Optional of an enum
    private final Optional<ProviderKind> kind;

    Answerer(Optional<ProviderKind> kind) {
        this.kind = kind;
    }

    /// Who that is; empty for later.
    public Optional<ProviderKind> kind() {
        return kind;
    }

    /// Stable name, for words and pictures.
    public String id() {
        return kind.map(ProviderKind::id).orElse("later");
    }

    /// The choice that stands for this provider.
    static Answerer of(Optional<ProviderKind> kind) {
        return Arrays.stream(values())
                .filter(one -> one.kind.equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
