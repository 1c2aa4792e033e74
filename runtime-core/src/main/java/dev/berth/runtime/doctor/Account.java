package dev.berth.runtime.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/// The account under which we run.
///
/// @param name as it signs in
/// @param uid its number; -1 where there are none
/// @param proc `/proc`
record Account(String name, long uid, Path proc) {

    /// Ours.
    static Account present(Path proc) {
        var self = proc.resolve("self");
        long uid = -1;
        try {
            if (Files.isDirectory(self)
                    && Files.getAttribute(self, "unix:uid") instanceof Integer number) {
                uid = number;
            }
        } catch (IOException | UnsupportedOperationException untold) {
            uid = -1;
        }
        return new Account(System.getProperty("user.name", ""), uid, proc);
    }

    boolean isRoot() {
        return uid == 0;
    }

    /// As the owner of files. The kernel gives `/proc/self` to us.
    UserPrincipal owner() throws IOException {
        var self = proc.resolve("self");
        return Files.isDirectory(self)
                ? Files.getOwner(self)
                : Path.of("")
                        .getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(name);
    }
}
