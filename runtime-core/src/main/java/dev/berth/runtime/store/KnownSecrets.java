package dev.berth.runtime.store;

import dev.berth.runtime.diagnosis.Redaction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// Takes the secrets of a home out of every text, also those that come later. One that was erased
/// is still known: who had it may tell it. Any thread.
public final class KnownSecrets implements UnaryOperator<String> {
    private final SecretStore secrets;
    private final List<String> names;
    private final AtomicReference<Redaction> redaction = new AtomicReference<>(Redaction.byShape());

    /// @param names of all secrets that there can be
    public KnownSecrets(SecretStore secrets, List<String> names) {
        this.secrets = secrets;
        this.names = List.copyOf(names);
    }

    /// Reads the secrets as they are now.
    public void learn() {
        for (var name : names) {
            try {
                secrets.value(name)
                        .ifPresent(value -> redaction.updateAndGet(known -> known.knowing(value)));
            } catch (IOException unreadable) {
                // then nobody can have written it anywhere either
            }
        }
    }

    /// The text without them, as far as they were learnt.
    @Override
    public String apply(String text) {
        return redaction.get().of(text);
    }
}
