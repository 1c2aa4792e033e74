package dev.berth.runtime.firstrun;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.Provider;
import dev.berth.runtime.store.DraftFile;
import dev.berth.runtime.store.SecretStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What the person has filled in so far and the key that belongs to it, each in a place of its own:
/// the key never leaves the secrets of this home. Any thread.
public final class Drafts {

    /// What the key is called among the secrets of a home until set-up takes it over.
    public static final String KEY = "draft-key";

    private final DraftFile file;
    private final SecretStore secrets;
    private final ReentrantLock lock = new ReentrantLock();

    public Drafts(DraftFile file, SecretStore secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    private <T> T alone(Work<T> work) throws IOException {
        lock.lock();
        try {
            return work.done();
        } finally {
            lock.unlock();
        }
    }

    /// The draft; empty when nothing is under way.
    public Optional<Draft> load() throws IOException {
        return alone(this::kept);
    }

    private Optional<Draft> kept() throws IOException {
        var draft = file.load();
        return draft.isEmpty()
                ? draft
                : Optional.of(withKey(draft.get(), secrets.value(KEY).isPresent()));
    }

    private static Draft withKey(Draft draft, boolean given) {
        return new Draft(
                draft.page(),
                draft.provider(),
                given,
                draft.startAtSignIn(),
                draft.file(),
                draft.dwelling());
    }

    /// Keeps it. A key that was given for another provider, or the same at another address, must
    /// not reach this one: it goes first.
    public void keep(Draft draft, Optional<String> key) throws IOException {
        alone(() -> {
            if (key.isPresent()) {
                secrets.forget(KEY);
                file.save(draft);
                secrets.keep(KEY, key.get());
            } else {
                if (!belongTogether(file.load().flatMap(Draft::provider), draft.provider())) {
                    secrets.forget(KEY);
                }
                file.save(draft);
            }
            return draft;
        });
    }

    /// The key that was given for this provider.
    public Optional<String> keyFor(Provider provider) throws IOException {
        return alone(() -> {
            var draft = file.load();
            return belongTogether(draft.flatMap(Draft::provider), Optional.of(provider))
                    ? secrets.value(KEY)
                    : Optional.empty();
        });
    }

    private static boolean belongTogether(Optional<Provider> one, Optional<Provider> other) {
        return one.isPresent() && other.filter(one.get()::sharesKeyWith).isPresent();
    }

    /// Forgets it and its key. What set-up has taken over stays.
    public void forget() throws IOException {
        alone(() -> {
            secrets.forget(KEY);
            file.erase();
            return KEY;
        });
    }
}
