package dev.berth.runtime.passage;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A socket in a folder of its own, owner-only, that leads to one server.
public final class SocketPassage implements Passage, Closeable {

    /// The name of the socket in the folder.
    public static final String SOCKET = "model.sock";

    private static final String FRESH = "model.new";

    /// A socket's address has 108 bytes on Linux and 104 elsewhere, with a zero at its end.
    private static final int LONGEST_PATH = 100;

    private static final Set<PosixFilePermission> OWNER_ALL =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private @Nullable Relay relay;

    /// Opens nothing yet.
    ///
    /// @param folder made when needed; the folders above keep others out
    public SocketPassage(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void make(int owner) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ALL));
        Files.setPosixFilePermissions(folder, OWNER_ALL);
        if (owner >= 0) {
            Files.setAttribute(folder, "unix:uid", owner);
            Files.setAttribute(folder, "unix:gid", owner);
        }
        if (relay != null) {
            likeTheFolder(folder.resolve(SOCKET));
        }
    }

    /// Who owns the folder must be able to use what lies in it.
    private void likeTheFolder(Path entry) throws IOException {
        for (var id : List.of("unix:uid", "unix:gid")) {
            var wanted = Files.getAttribute(folder, id);
            if (!wanted.equals(Files.getAttribute(entry, id, LinkOption.NOFOLLOW_LINKS))) {
                Files.setAttribute(entry, id, wanted, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    @Override
    public void lead(Optional<URI> server) throws IOException {
        if (server.isEmpty()) {
            close();
            return;
        }
        var target = Target.of(server.get());
        var open = relay;
        if (open != null && open.leadsTo(target) && Files.exists(folder.resolve(SOCKET))) {
            return;
        }
        close();
        if (Files.isDirectory(folder)) {
            relay = open(target);
        }
    }

    /// The fresh socket takes the place of an old one, which a killed keeper has left.
    private Relay open(Target target) throws IOException {
        var fresh = folder.resolve(FRESH);
        Files.deleteIfExists(fresh);
        var opened = bound(fresh, target);
        try {
            likeTheFolder(fresh);
            Files.setPosixFilePermissions(fresh, OWNER);
            Files.move(
                    fresh,
                    folder.resolve(SOCKET),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// A path that is too long for a socket is shortened by a link in a private folder, which is
    /// needed only while the socket is made.
    private Relay bound(Path fresh, Target target) throws IOException {
        if (fresh.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            return Relay.open(fresh, target);
        }
        var detour = Files.createTempDirectory("berth-");
        var link = detour.resolve("p");
        try {
            Files.createSymbolicLink(link, folder);
            return Relay.open(link.resolve(FRESH), target);
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(detour);
        }
    }

    /// Ends every connection and takes the socket away.
    @Override
    public void close() throws IOException {
        var open = relay;
        if (open != null) {
            relay = null;
            open.close();
            Files.deleteIfExists(folder.resolve(SOCKET));
        }
    }
}
