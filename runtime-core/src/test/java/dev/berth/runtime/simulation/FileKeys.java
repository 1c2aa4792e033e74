package dev.berth.runtime.simulation;

import dev.berth.runtime.service.OpenClaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// The secrets of a home in real files, with values that can be told from other text.
final class FileKeys implements KnownSecrets {
    private static final String KEY = "hush-hush-key-";
    private static final String TOKEN = "ab".repeat(8);

    private final Path folder;
    private int made;

    FileKeys(Path folder) {
        this.folder = folder;
    }

    String newKey() {
        return KEY + ++made;
    }

    /// Chance for tokens, each of which is another one and can be told.
    SecureRandom random() {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0xab);
                bytes[bytes.length - 1] = (byte) ++made;
            }
        };
    }

    @Override
    public boolean areIn(String text) {
        return text.contains(KEY) || text.contains(TOKEN);
    }

    @Override
    public String any() {
        return token().orElse("nothing");
    }

    @Override
    public Optional<String> token() {
        var file = folder.resolve(OpenClaw.TOKEN);
        return Files.exists(file) ? Optional.of(contentOf(file)) : Optional.empty();
    }

    @Override
    public String contentOf(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
