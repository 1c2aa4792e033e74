package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;

/// The account that this process runs under, as far as the file system's rules go.
final class OwnAccount {

    /// Linux only: the kernel gives this folder to the process's effective user.
    private static final Path SELF = Path.of("/proc/self");

    private OwnAccount() {}

    static UserPrincipal principal() throws IOException {
        if (Files.isDirectory(SELF)) {
            return Files.getOwner(SELF);
        }
        return Path.of("")
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
    }

    static boolean isRoot() throws IOException {
        return Files.isDirectory(SELF)
                && Files.getAttribute(SELF, "unix:uid") instanceof Integer uid
                && uid == 0;
    }

    /// Refuses what belongs to somebody else. Where the file system has no POSIX owners, folders
    /// are guarded by the user profile and there is nothing to look at.
    static void demand(Path path, LinkOption... options) throws IOException {
        if (!Posix.isSupported(path)) {
            return;
        }
        UserPrincipal theirs;
        UserPrincipal ours;
        try {
            theirs =
                    Files.getFileAttributeView(path, FileOwnerAttributeView.class, options)
                            .getOwner();
            ours = principal();
        } catch (IOException e) {
            throw UnusableFile.notRead(path, e);
        }
        if (!theirs.equals(ours)) {
            throw new UnusableFile(
                    "%s belongs to the account %s, but Berth runs as %s: give it to %s, or start Berth as %s."
                            .formatted(
                                    path,
                                    theirs.getName(),
                                    ours.getName(),
                                    ours.getName(),
                                    theirs.getName()));
        }
    }
}
