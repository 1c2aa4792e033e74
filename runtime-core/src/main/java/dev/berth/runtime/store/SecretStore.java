package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Secrets in owner-only files under `state/secrets/`.
public interface SecretStore {

    /// The file of a secret, made with 32 random bytes in hexadecimal digits when absent. One that
    /// can be guessed, because most of it was lost, is kept aside and made again.
    Path token(String name) throws IOException;

    /// The value; empty when there is none.
    Optional<String> value(String name) throws IOException;

    /// Keeps a value that a person gave, atomically, owner-only.
    Path keep(String name, String value) throws IOException;

    /// Forgets one; nothing happens where there is none.
    void forget(String name) throws IOException;

    /// Puts what holds no secret aside, so that it can be made or given again.
    ///
    /// @return one plain sentence for each, which shows nothing of what it held
    List<String> mend() throws IOException;

    /// Forgets all of them.
    void erase() throws IOException;
}
