package dev.berth.runtime.supervisor;

import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.KnownSecrets;
import dev.berth.runtime.store.SecretStore;
import java.util.List;

/// All secrets that a home can have: what is not among them is taken out of no text.
public final class HomeSecrets {
    private static final List<String> NAMES =
            List.of(OpenClaw.TOKEN, OpenClaw.PROVIDER_KEY, Drafts.KEY, SetUpNotes.KEY);

    private HomeSecrets() {}

    /// Takes those of this store out of texts, once it has learnt them.
    public static KnownSecrets in(SecretStore store) {
        return new KnownSecrets(store, NAMES);
    }
}
