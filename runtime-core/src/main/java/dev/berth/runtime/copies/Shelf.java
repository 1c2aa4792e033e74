package dev.berth.runtime.copies;

import dev.berth.runtime.copies.archive.BadCopy;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.copies.archive.SealFrame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The folder with all copies of a home. Reading it needs nothing; whoever adds to it or takes from
/// it has its [Claim]. Any thread.
public final class Shelf {
    private static final String LOCK = ".lock";
    private static final String WORK = ".work";

    private final Path folder;
    private final Scratch scratch;

    public Shelf(Path folder, Scratch scratch) {
        this.folder = folder;
        this.scratch = scratch;
    }

    /// All copies, newest first. Reads the end of each file.
    public List<Kept> list() throws IOException {
        var all = new ArrayList<Kept>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var id = CopyId.ofFile(String.valueOf(file.getFileName()));
                if (id.isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    look(id.get(), file).ifPresent(all::add);
                }
            }
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        all.sort(Comparator.comparing(Kept::id).reversed());
        return List.copyOf(all);
    }

    private static Optional<Kept> look(CopyId id, Path file) throws IOException {
        long size;
        try {
            size = Files.size(file);
            var found = SealFrame.read(file);
            return Optional.of(
                    found.seal().facts().id().equals(id.text())
                            ? new Kept.Sealed(id, found.seal(), size)
                            : new Kept.Damaged(id, size, "it was given another name"));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (BadCopy bad) {
            return Optional.of(
                    new Kept.Damaged(id, Files.size(file), String.valueOf(bad.getMessage())));
        } catch (IOException e) {
            return Optional.of(new Kept.Damaged(id, 0, "it cannot be read"));
        }
    }

    /// The one of this name.
    public Optional<Kept> find(CopyId id) throws IOException {
        return list().stream().filter(copy -> copy.id().equals(id)).findFirst();
    }

    /// Where its file is, or would be.
    public Path file(CopyId id) {
        return folder.resolve(id.fileName());
    }

    /// A name that is free.
    CopyId free(Instant made, Reason reason) {
        var at = made;
        var id = CopyId.of(at, reason);
        while (Files.exists(file(id), LinkOption.NOFOLLOW_LINKS)) {
            at = at.plusSeconds(1);
            id = CopyId.of(at, reason);
        }
        return id;
    }

    /// Has one that was written beside become a copy, in one. On the disk when it returns.
    void put(Path written, CopyId id) throws IOException {
        scratch.rename(written, file(id));
        scratch.sync(folder);
    }

    /// Takes copies away that need not be kept.
    ///
    /// @return which
    public List<CopyId> tidy(Instant now, OptionalLong limit) throws IOException {
        var gone = new ArrayList<CopyId>();
        for (var copy : Keeping.mayGo(list(), now, limit)) {
            scratch.delete(file(copy.id()));
            gone.add(copy.id());
        }
        if (!gone.isEmpty()) {
            scratch.sync(folder);
        }
        return gone;
    }

    /// Takes all copies away, also damaged ones, and what was worked on. What is no copy stays.
    ///
    /// @return whether they are gone; false while somebody works on the shelf
    public boolean clear() throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        var claim = claim();
        if (claim.isEmpty()) {
            return false;
        }
        try (var own = claim.get()) {
            own.tidyUp();
            for (var copy : list()) {
                scratch.delete(file(copy.id()));
            }
            scratch.sync(folder);
        }
        return true;
    }

    /// Removes what a process left that was killed over a copy. While somebody works, it is theirs.
    public void sweep() throws IOException {
        if (Files.exists(folder.resolve(WORK), LinkOption.NOFOLLOW_LINKS)) {
            var claim = claim();
            if (claim.isPresent()) {
                try (var own = claim.get()) {
                    own.tidyUp();
                }
            }
        }
    }

    /// The sole right to change the shelf; empty while somebody else has it. It ends with the
    /// process at the latest.
    public Optional<Claim> claim() throws IOException {
        return claim(false);
    }

    /// The same.
    ///
    /// @param patient whether another process is waited for, for as long as it takes
    Optional<Claim> claim(boolean patient) throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = patient ? channel.lock() : channel.tryLock();
            if (lock != null) {
                return Optional.of(new Claim(channel, lock));
            }
        } catch (OverlappingFileLockException _) {
            // somebody in this process
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /// The sole right to change the shelf.
    public final class Claim implements Closeable {
        private final FileChannel channel;
        private final FileLock lock;

        private Claim(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }

        /// An empty folder to work in; what an earlier one left there is gone.
        public Path workshop() throws IOException {
            var work = folder.resolve(WORK);
            sweep(work);
            scratch.makeFolder(work);
            return work;
        }

        /// Removes what was worked on.
        public void tidyUp() throws IOException {
            sweep(folder.resolve(WORK));
        }

        private void sweep(Path path) throws IOException {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                var entries = new ArrayList<Path>();
                try (var stream = Files.newDirectoryStream(path)) {
                    stream.forEach(entries::add);
                } catch (DirectoryIteratorException e) {
                    throw e.getCause();
                }
                for (var entry : entries) {
                    sweep(entry);
                }
            }
            scratch.delete(path);
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                lock.release();
            }
        }
    }
}
