package dev.berth.runtime.copies.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The real disks.
final class LocalScratch implements Scratch {
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final long MINUTES_TO_SYNC = 30;

    @Override
    public Content create(Path file) throws IOException {
        var channel = FileChannel.open(file, NEW, mode(file, "rw-------"));
        return new Content() {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                var left = ByteBuffer.wrap(bytes, from, count);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }

            @Override
            public void skip(long count) throws IOException {
                channel.position(channel.position() + count);
            }

            @Override
            public void close() throws IOException {
                try (channel) {
                    if (channel.position() > channel.size()) {
                        channel.write(ByteBuffer.allocate(1), channel.position() - 1);
                    }
                }
            }
        };
    }

    @Override
    public void setAside(Path from, Path to) throws IOException {
        try (var in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                var out = FileChannel.open(to, NEW, mode(to, "rw-------"))) {
            for (var at = 0L; at < in.size(); ) {
                var count = in.transferTo(at, in.size() - at, out);
                if (count <= 0) {
                    return; // it got shorter
                }
                at += count;
            }
        }
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        Files.createDirectory(folder, mode(folder, "rwx------"));
    }

    @Override
    public void link(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    @Override
    public boolean dress(
            Path path, boolean isLink, int mode, int owner, int group, FileTime modified)
            throws IOException {
        var owned = true;
        if (isPosix(path)) {
            owned = own(path, owner, group);
            if (!isLink) {
                Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
            }
        }
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
        return owned;
    }

    private static boolean own(Path path, int owner, int group) {
        try {
            give(path, "unix:uid", owner);
            give(path, "unix:gid", group);
            return true;
        } catch (IOException _) {
            return false; // only root may
        }
    }

    private static void give(Path path, String attribute, int id) throws IOException {
        if (id >= 0 && !Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS).equals(id)) {
            Files.setAttribute(path, attribute, id, LinkOption.NOFOLLOW_LINKS);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void sync(Path path) throws IOException {
        if (!isPosix(path) && Files.isDirectory(path)) {
            return; // Windows orders its renames itself
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// The system's own `sync -f` brings a whole file system in one go; without it each file goes
    /// by itself.
    @Override
    public void syncTree(Path folder) throws IOException {
        if (!syncAll(folder)) {
            Files.walkFileTree(folder, new Syncing());
        }
    }

    private static boolean syncAll(Path folder) {
        try {
            var sync =
                    new ProcessBuilder("sync", "-f", folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            sync.getOutputStream().close();
            if (sync.waitFor(MINUTES_TO_SYNC, TimeUnit.MINUTES)) {
                return sync.exitValue() == 0;
            }
            sync.destroyForcibly();
            return false;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private final class Syncing extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
            if (found.isRegularFile()) {
                tried(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                throws IOException {
            tried(folder);
            return FileVisitResult.CONTINUE;
        }

        /// One that the service's own mode closes to us cannot be opened; its content is on its
        /// way.
        private void tried(Path path) throws IOException {
            try {
                sync(path);
            } catch (FileSystemException e) {
                if (Files.isReadable(path)) {
                    throw e;
                }
            }
        }
    }
}
