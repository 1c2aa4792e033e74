package dev.berth.runtime.supervisor;

import dev.berth.runtime.Settings;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.SecretStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How a home was before a set-up changed it, so that this can be given up. What worked is noted
/// too ([SetUpNotes]); otherwise a set-up that was killed goes on instead.
///
/// @param key of the provider
/// @param configured whether something was set up
/// @param worked whether Ready was proven with it, and has not been lost since
/// @param cleanUps what resets had left then that set-up has struck off
record SetUpBefore(
        Settings settings,
        Optional<String> key,
        boolean configured,
        boolean worked,
        List<CleanUp> cleanUps) {

    static SetUpBefore of(
            Settings settings, SecretStore secrets, RuntimeState state, boolean worked) {
        return new SetUpBefore(
                settings,
                key(secrets, OpenClaw.PROVIDER_KEY),
                state.configured(),
                worked,
                state.cleanUps().stream().filter(CleanUp.Notes.class::isInstance).toList());
    }

    /// What worked, as an earlier life has noted it.
    static SetUpBefore told(Settings choice, SecretStore secrets) {
        return new SetUpBefore(choice, key(secrets, SetUpNotes.KEY), true, true, List.of());
    }

    static SetUpBefore nothing() {
        return new SetUpBefore(Settings.none(), Optional.empty(), false, false, List.of());
    }

    /// One that cannot be read is none: the person is about to give another.
    private static Optional<String> key(SecretStore secrets, String name) {
        try {
            return secrets.value(name);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SetUpBefore[configured=" + configured + "]";
    }
}
