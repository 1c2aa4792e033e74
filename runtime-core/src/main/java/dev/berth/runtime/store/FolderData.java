package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/// The service's files in a folder of this computer, or behind a link to one (another disk).
public final class FolderData implements DataFolder {

    private static final long NEEDED_BYTES = 512L << 20;

    private final Path folder;
    private final long neededBytes;
    private final Drive drive;

    /// A start needs 512 MiB.
    public FolderData(Path folder) {
        this(folder, NEEDED_BYTES, Drive.ofThisComputer());
    }

    /// With another need, or on another drive.
    ///
    /// @param neededBytes what must be free on its disk for a start
    public FolderData(Path folder, long neededBytes, Drive drive) {
        this.folder = folder.toAbsolutePath().normalize();
        this.neededBytes = neededBytes;
        this.drive = drive;
    }

    @Override
    public Path path() {
        try {
            return folder.toRealPath();
        } catch (IOException _) {
            return folder;
        }
    }

    /// {@inheritDoc}
    ///
    /// Throws where it cannot be told: unknown is not absent.
    @Override
    public State look(boolean made, boolean used) throws IOException {
        try {
            if (!isThere()) {
                return made || isLink() ? new State.Gone() : new State.NeverMade();
            }
            if (used && isEmpty()) {
                return new State.Gone();
            }
            if (isReadOnly()) {
                return new State.ReadOnly();
            }
            var free = Files.getFileStore(folder).getUsableSpace();
            return free < neededBytes ? new State.NoRoom(free, neededBytes) : new State.Present();
        } catch (UnusableFile e) {
            throw e;
        } catch (IOException e) {
            throw UnusableFile.notRead(folder, e);
        }
    }

    private boolean isThere() throws IOException {
        try {
            var found = Files.readAttributes(folder, BasicFileAttributes.class);
            if (found.isDirectory()) {
                return true;
            }
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw UnusableFile.notRead(folder, e);
        }
        throw new UnusableFile(
                "%s should be the folder with the assistant's files but is not a folder: move it away, then try again."
                        .formatted(folder));
    }

    /// A link that leads nowhere: the disk that it means is not connected.
    private boolean isLink() {
        return Files.isSymbolicLink(folder);
    }

    private boolean isEmpty() throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    /// The kernel's answer comes first; it lets root through a mode that stops the owner.
    private boolean isReadOnly() throws IOException {
        return !Files.isWritable(folder)
                || Files.getFileStore(folder).isReadOnly()
                || isClosedToItsOwner();
    }

    private boolean isClosedToItsOwner() throws IOException {
        return Posix.isSupported(folder)
                && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OWNER_WRITE);
    }

    /// {@inheritDoc}
    ///
    /// An empty folder that is there gets the owner too: a crash may have come between the two.
    @Override
    public void make(int owner) throws IOException {
        if (!isThere()) {
            new OwnedFolder(folder, drive).create();
        }
        try {
            if (owner >= 0 && OwnAccount.isRoot() && isEmpty()) {
                Files.setAttribute(folder, "unix:uid", owner);
                Files.setAttribute(folder, "unix:gid", owner);
            }
        } catch (IOException e) {
            throw UnusableFile.notWritten(folder, e);
        }
    }

    /// {@inheritDoc}
    ///
    /// Nothing may be writing there meanwhile. Erases as much as it may; where something remained
    /// (rootless services leave files that belong to other user ids), the error names the first.
    /// Behind a link, the folder is emptied and stays.
    @Override
    public void erase() throws IOException {
        if (!isThere()) {
            if (isLink()) {
                throw new UnusableFile(
                        "The assistant's files behind %s are out of reach: connect the disk that holds them, then try again."
                                .formatted(folder));
            }
            return;
        }
        var erasure = new Erasure(drive);
        if (isLink()) {
            erasure.empty(folder.toRealPath());
        } else {
            erasure.removeForGood(folder);
        }
        var remaining = Optional.ofNullable(erasure.firstRemaining());
        if (remaining.isPresent()) {
            throw remaining.get();
        }
    }
}
