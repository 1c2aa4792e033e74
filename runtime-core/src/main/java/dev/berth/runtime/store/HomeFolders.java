package dev.berth.runtime.store;

import dev.berth.runtime.Home;
import java.io.IOException;
import java.util.stream.Stream;

/// Makes a home's folders before anything else is done in it, owner-only, and removes what a crash
/// left half-written. `data/` is not among them: whether it was ever made is a fact that counts.
public final class HomeFolders {

    private final Home home;

    public HomeFolders(Home home) {
        this.home = home;
    }

    /// Makes what is missing and narrows what is there to 0700; idempotent. What is a file, belongs
    /// to somebody else or cannot be made is an [UnusableFile].
    public void prepare() throws IOException {
        var owned =
                Stream.of(home.config(), home.state(), home.copies(), home.logs(), home.run())
                        .map(OwnedFolder::new)
                        .toList();
        for (var folder : owned) {
            folder.ensure();
            folder.sweep();
        }
        new OwnedFolder(home.state().resolve("secrets")).sweep();
        var dataParent = home.data().toAbsolutePath().getParent();
        if (dataParent != null) {
            new OwnedFolder(dataParent).create();
        }
    }
}
