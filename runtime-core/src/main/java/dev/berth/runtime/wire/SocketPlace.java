package dev.berth.runtime.wire;

import dev.berth.runtime.Home;
import dev.berth.runtime.store.UnusableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Where a home's socket lies: `run/berth.sock`, or, where that path is too long for a socket, in
/// the platform's runtime folder, and `run/berth.sock.path` says where (DESIGN 6).
final class SocketPlace {
    /// A socket's address has room for 103 (macOS) to 107 bytes.
    private static final int LONGEST_PATH = 100;

    /// How a folder of ours among the temporary ones begins.
    private static final String OURS = "berth-";

    private static final Set<PosixFilePermission> OWNER_ALL =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Path run;
    private final Map<String, String> environment;
    private final Path temporary;

    /// @param environment for `XDG_RUNTIME_DIR`
    /// @param temporary the platform's folder for temporary files
    SocketPlace(Home home, Map<String, String> environment, Path temporary) {
        this.run = home.run();
        this.environment = environment;
        this.temporary = temporary;
    }

    static SocketPlace of(Home home) {
        return new SocketPlace(
                home, System.getenv(), Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    /// Makes the folders and takes away what a dead keeper left behind. The caller holds the home's
    /// lock, so nobody else can be listening here.
    ///
    /// @return where to listen
    Path prepare() throws IOException {
        makePrivate(run);
        clear();
        if (fits(usual())) {
            return usual();
        }
        var elsewhere = elsewhere();
        if (!fits(elsewhere)) {
            throw new IOException(
                    ("Berth's folder lies too deep: %s is longer than %d bytes. Set XDG_RUNTIME_DIR"
                                    + " to a folder of yours with a short name, then try again.")
                            .formatted(elsewhere, LONGEST_PATH));
        }
        var note = Files.createTempFile(run, ".berth.sock.path.", ".tmp");
        Files.writeString(note, elsewhere.toString());
        Files.move(note, pointer(), StandardCopyOption.ATOMIC_MOVE);
        return elsewhere;
    }

    /// Only this person may talk to the socket, now that it is there.
    void makePrivateSocket(Path socket) throws IOException {
        if (posix()) {
            Files.setPosixFilePermissions(socket, OWNER_FILE);
        }
    }

    /// Where a keeper of this home would be listening; empty when there is none.
    Optional<Path> find() throws IOException {
        if (Files.exists(usual(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(usual());
        }
        if (!Files.isRegularFile(pointer(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        requirePrivate(pointer());
        var socket = pointed();
        var folder = socket.getParent();
        if (folder == null || !Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!isPrivate(folder)) {
            throw new IOException(
                    pointer()
                            + " leads to a folder that is not yours alone: end Berth, remove that"
                            + " file and start Berth again");
        }
        return Optional.of(socket);
    }

    /// What the pointer says, which may be anything by now.
    private Path pointed() throws IOException {
        try (var in = Files.newInputStream(pointer(), LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(LONGEST_PATH + 2);
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var path = Path.of(text.toString().strip());
            if (bytes.length <= LONGEST_PATH + 1 && path.isAbsolute()) {
                return path;
            }
        } catch (CharacterCodingException | InvalidPathException _) {
            // said below
        } catch (IOException e) {
            throw new IOException(pointer() + " cannot be read: make it readable for your account");
        }
        throw new IOException(
                pointer()
                        + " should hold one absolute path of at most "
                        + LONGEST_PATH
                        + " bytes: end Berth, remove that file and start Berth again");
    }

    /// Takes the socket and what belongs to it away.
    void clear() throws IOException {
        Files.deleteIfExists(usual());
        Optional<Path> old;
        try {
            old = find();
        } catch (IOException notOurs) {
            old = Optional.empty();
        }
        // what is no socket was never ours, whatever the pointer says
        if (old.isPresent() && isSocket(old.get())) {
            Files.deleteIfExists(old.get());
            var folder = old.get().getParent();
            if (folder != null
                    && temporary.equals(folder.getParent())
                    && String.valueOf(folder.getFileName()).startsWith(OURS)) {
                Files.deleteIfExists(folder);
            }
        }
        try {
            Files.deleteIfExists(pointer());
        } catch (DirectoryNotEmptyException _) {
            throw new UnusableFile(
                    "%s should be a file but is a folder: move it away, then try again."
                            .formatted(pointer()));
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }

    private Path elsewhere() throws IOException {
        var name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + ".sock";
        var runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (runtime.startsWith("/") && isPrivate(Path.of(runtime))) {
            var folder = Path.of(runtime, "berth");
            makePrivate(folder);
            return folder.resolve(name);
        }
        // Made anew and private by the call itself, so nobody can have laid it there for us.
        return Files.createTempDirectory(temporary, OURS).resolve(name);
    }

    private Path usual() {
        return run.resolve("berth.sock");
    }

    private Path pointer() {
        return run.resolve("berth.sock.path");
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
    }

    private void makePrivate(Path folder) throws IOException {
        if (posix()) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ALL));
            Files.setPosixFilePermissions(folder, OWNER_ALL);
        } else {
            Files.createDirectories(folder);
        }
    }

    private boolean isPrivate(Path path) {
        try {
            requirePrivate(path);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whoever owns the home must own this too, and nobody else may have access.
    private void requirePrivate(Path path) throws IOException {
        if (!posix()) {
            return;
        }
        var owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        var open =
                Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
                        .anyMatch(permission -> !OWNER_ALL.contains(permission));
        if (open || !owner.equals(Files.getOwner(run))) {
            throw new IOException(
                    path + " must belong to the owner of " + run + " and be closed to others");
        }
    }

    private boolean posix() {
        return run.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
