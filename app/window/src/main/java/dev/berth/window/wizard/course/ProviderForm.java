package dev.berth.window.wizard.course;

import dev.berth.runtime.AddressForm;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes.Keyed;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What was filled in about the provider. What was typed for one of them stays while the person
/// looks at another.
///
/// @param chosen empty while nothing was chosen
/// @param entries what was typed, by kind
/// @param keyKeptFor whose key Berth keeps already
public record ProviderForm(
        Optional<Answerer> chosen,
        Map<ProviderKind, Entry> entries,
        Optional<Provider> keyKeptFor) {
    public ProviderForm {
        entries = Map.copyOf(entries);
    }

    /// What was typed for one kind.
    public record Entry(String address, String model, TypedKey key) {
        static Entry blank(ProviderKind kind) {
            return new Entry(kind.usualAddress().map(URI::toString).orElse(""), "", TypedKey.NONE);
        }
    }

    /// Nothing filled in.
    static ProviderForm blank() {
        return new ProviderForm(Optional.empty(), Map.of(), Optional.empty());
    }

    /// What is known of a provider; without one, the person said "later".
    static ProviderForm of(Optional<Provider> provider, boolean keyKept) {
        var form = blank().choosing(Answerer.of(provider.map(Provider::kind)));
        return provider.map(known -> form.knowing(known, keyKept)).orElse(form);
    }

    private ProviderForm knowing(Provider provider, boolean keyKept) {
        var kind = provider.kind();
        var entry =
                new Entry(
                        provider.address().or(kind::usualAddress).map(URI::toString).orElse(""),
                        provider.model().orElse(""),
                        TypedKey.NONE);
        return new ProviderForm(
                chosen, Map.of(kind, entry), keyKept ? Optional.of(provider) : Optional.empty());
    }

    /// The same with another choice.
    public ProviderForm choosing(Answerer answerer) {
        return new ProviderForm(Optional.of(answerer), entries, keyKeptFor);
    }

    /// The same with this typed for a kind.
    public ProviderForm with(ProviderKind kind, Entry entry) {
        var typed = new EnumMap<ProviderKind, Entry>(ProviderKind.class);
        typed.putAll(entries);
        typed.put(kind, entry);
        return new ProviderForm(chosen, typed, keyKeptFor);
    }

    /// What was typed for this kind.
    public Entry entry(ProviderKind kind) {
        return entries.getOrDefault(kind, Entry.blank(kind));
    }

    /// Whose key it is about; empty while nothing was chosen, or for later.
    public Optional<ProviderKind> kind() {
        return chosen.flatMap(Answerer::kind);
    }

    /// Whether a key is there for what was chosen, typed or kept.
    public boolean keyGiven() {
        return keyKept() || key().given().isPresent();
    }

    /// Whether Berth keeps a key for what was chosen.
    public boolean keyKept() {
        return provider().flatMap(one -> keyKeptFor.filter(one::sharesKeyWith)).isPresent();
    }

    /// The key that was typed for what was chosen.
    public TypedKey key() {
        return kind().map(one -> entry(one).key()).orElse(TypedKey.NONE);
    }

    /// The provider as far as it makes sense; empty for later.
    public Optional<Provider> provider() {
        return kind().map(kind -> {
            if (!kind.hasAddress()) {
                return Provider.usual(kind);
            }
            var entry = entry(kind);
            return new Provider(
                    kind,
                    AddressForm.of(entry.address()) instanceof AddressForm.Good(var address)
                            ? Optional.of(address)
                            : Optional.empty(),
                    Optional.of(entry.model().strip()).filter(model -> !model.isEmpty()));
        });
    }

    /// The provider with what was typed as its key; without one, the kept key is meant.
    Optional<Keyed> keyed() {
        return provider().map(provider -> new Keyed(provider, key().given()));
    }

    /// The same once Berth keeps the key: nothing of it stays with the window.
    ProviderForm kept() {
        var kind = kind();
        if (kind.isEmpty() || key().given().isEmpty()) {
            return this;
        }
        var entry = entry(kind.get());
        var blanked = with(kind.get(), new Entry(entry.address(), entry.model(), TypedKey.NONE));
        return new ProviderForm(chosen, blanked.entries(), provider());
    }

    /// Whether the person has done anything here.
    boolean isTouched() {
        return chosen.isPresent();
    }
}
