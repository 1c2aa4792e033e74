package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Secrets in `state/secrets/`, a 0600 file each that holds the value and nothing else: the file
/// itself is handed to the engine. No message shows a value.
public final class FileSecrets implements SecretStore {

    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST = 4096;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Path folder;
    private final SecureRandom random;
    private final Drive drive;

    /// The secrets of one home.
    ///
    /// @param folder `state/secrets/`
    public FileSecrets(Path folder, SecureRandom random) {
        this(folder, random, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public FileSecrets(Path folder, SecureRandom random, Drive drive) {
        this.folder = folder;
        this.random = random;
        this.drive = drive;
    }

    @Override
    public Path token(String name) throws IOException {
        var file = file(name);
        var kept = tightened(file);
        var value = kept.flatMap(FileSecrets::wellFormed);
        if (value.isEmpty()) {
            var bytes = new byte[TOKEN_BYTES];
            random.nextBytes(bytes);
            return replace(file, HexFormat.of().formatHex(bytes));
        }
        return value.get().length() == kept.get().length ? file.path() : replace(file, value.get());
    }

    @Override
    public Optional<String> value(String name) throws IOException {
        var file = file(name);
        var kept = tightened(file);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var value = wellFormed(kept.get());
        if (value.isEmpty()) {
            throw new UnusableFile(
                    "%s should hold one line of 1 to %d characters: give that key again."
                            .formatted(file.path(), LONGEST));
        }
        return value;
    }

    @Override
    public Path keep(String name, String value) throws IOException {
        var stripped = value.strip();
        if (!isWellFormed(stripped)) {
            throw new UnusableFile(
                    "A key should be one line of 1 to %d characters: copy it again, without anything around it."
                            .formatted(LONGEST));
        }
        return replace(file(name), stripped);
    }

    @Override
    public void erase() throws IOException {
        var erasure = new Erasure(drive);
        erasure.remove(folder);
        var remaining = Optional.ofNullable(erasure.firstRemaining());
        if (remaining.isPresent()) {
            throw remaining.get();
        }
    }

    private DurableFile file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a secret: " + name);
        }
        return new DurableFile(folder.resolve(name), drive);
    }

    private static Path replace(DurableFile file, String value) throws IOException {
        file.replace(value.getBytes(StandardCharsets.UTF_8));
        return file.path();
    }

    /// The content, after others were shut out of it.
    private static Optional<byte[]> tightened(DurableFile file) throws IOException {
        if (DurableFile.isThere(file.path())) {
            try {
                Posix.tighten(file.path(), Posix.FILE);
            } catch (IOException e) {
                throw UnusableFile.notWritten(file.path(), e);
            }
        }
        return file.read();
    }

    private static Optional<String> wellFormed(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return Optional.of(text.toString().strip()).filter(FileSecrets::isWellFormed);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static boolean isWellFormed(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && value.codePoints().noneMatch(FileSecrets::breaksLine);
    }

    private static boolean breaksLine(int character) {
        var type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
