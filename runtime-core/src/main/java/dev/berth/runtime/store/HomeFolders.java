package dev.berth.runtime.store;

import dev.berth.runtime.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Makes a home's folders before anything else is done in it, owner-only, and removes what a crash
/// left half-written. `data/` is not among them: whether it was ever made is a fact that counts.
public final class HomeFolders {

    private final Home home;
    private final Drive drive;

    public HomeFolders(Home home) {
        this(home, Drive.ofThisComputer());
    }

    /// The same on another drive.
    public HomeFolders(Home home, Drive drive) {
        this.home = home;
        this.drive = drive;
    }

    /// Makes what is missing and narrows what is there to 0700; idempotent. What is a file, belongs
    /// to somebody else or cannot be made is an [UnusableFile].
    public void prepare() throws IOException {
        for (var folder : owned()) {
            folder.ensure();
        }
        var dataParent = home.data().toAbsolutePath().getParent();
        if (dataParent != null) {
            folder(dataParent).create();
        }
    }

    /// Removes what a crash left half-written. The caller holds the home's lock, so that nobody is
    /// writing.
    public void sweep() throws IOException {
        for (var folder : owned()) {
            folder.sweep();
        }
        folder(home.state().resolve("secrets")).sweep();
    }

    private List<OwnedFolder> owned() {
        return Stream.of(home.config(), home.state(), home.copies(), home.logs(), home.run())
                .map(this::folder)
                .toList();
    }

    private OwnedFolder folder(Path path) {
        return new OwnedFolder(path, drive);
    }
}
