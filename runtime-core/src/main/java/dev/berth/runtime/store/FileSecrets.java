package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Secrets in `state/secrets/`, a 0600 file each that holds the value and nothing else: the file
/// itself is handed to the engine. No message shows a value.
public final class FileSecrets implements SecretStore {

    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST = 4096;

    /// In characters; what is shorter could be guessed.
    private static final int SHORTEST_TOKEN = 32;

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
        var value =
                kept.flatMap(FileSecrets::wellFormed)
                        .filter(text -> text.length() >= SHORTEST_TOKEN);
        if (value.isEmpty()) {
            if (kept.isPresent()) {
                putAside(file);
            }
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
                    "%s should hold one line of 1 to %d characters: Repair puts it aside, then give that key again if it was yours."
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
    public List<String> mend() throws IOException {
        var said = new ArrayList<String>();
        for (var entry : entries()) {
            var file = new DurableFile(entry, drive);
            if (file.read().flatMap(FileSecrets::wellFormed).isEmpty()) {
                said.add(
                        "%s should hold one line of 1 to %d characters; it was kept as %s."
                                .formatted(entry, LONGEST, putAside(file).getFileName()));
            }
        }
        return said;
    }

    /// The files that are secrets by their names; what was put aside is not.
    private List<Path> entries() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> NAME.matcher(entry.getFileName().toString()).matches())
                    .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw UnusableFile.notRead(folder, e);
        }
    }

    /// Named by when it was last written.
    private static Path putAside(DurableFile file) throws IOException {
        return file.putAside("unreadable", Files.getLastModifiedTime(file.path()).toInstant());
    }

    @Override
    public void forget(String name) throws IOException {
        var path = file(name).path();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            remove(path);
        }
    }

    @Override
    public void erase() throws IOException {
        remove(folder);
    }

    private void remove(Path path) throws IOException {
        var erasure = new Erasure(drive);
        erasure.removeForGood(path);
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
