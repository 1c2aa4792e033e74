package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Secrets in owner-only files under `state/secrets/`.
public interface SecretStore {

    /// The file of a secret, made with 32 random bytes in hexadecimal digits when absent.
    Path token(String name) throws IOException;

    /// The value; empty when there is none.
    Optional<String> value(String name) throws IOException;

    /// Keeps a value that a person gave, atomically, owner-only.
    Path keep(String name, String value) throws IOException;

    /// Forgets all of them.
    void erase() throws IOException;
}
