package dev.berth.runtime.report;

import dev.berth.runtime.Doctor.Saved;
import dev.berth.runtime.Examination;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs pieces into one file, each through the sieves, name and text. The file is there as a whole
/// or not at all. The sieves take most of the time, so that pieces which are there early can be
/// begun before the others. One thread, once.
final class Bundle implements AutoCloseable {

    /// All texts together, before they are packed.
    private static final long MOST_BYTES = 18L << 20;

    private final UnaryOperator<String> sieves;
    private final IdentityHashMap<Piece, Future<Clean>> begun = new IdentityHashMap<>();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    task -> Thread.ofPlatform().daemon().name("sieve").unstarted(task));

    Bundle(UnaryOperator<String> sieves) {
        this.sieves = sieves;
    }

    private record Clean(String name, String text) {}

    /// Has these go through the sieves, on all processors; [#write] waits for them.
    void begin(List<Piece> pieces) {
        for (var piece : pieces) {
            if (!piece.text().isEmpty()) {
                var _ = begun.computeIfAbsent(piece, one -> threads.submit(() -> clean(one)));
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    Saved write(Path wanted, List<Piece> pieces, Examination examination) {
        Path file;
        try {
            file = wanted.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return notWritten(wanted, e.getMessage() == null ? "it is no path" : e.getMessage());
        }
        if (Files.isDirectory(file)) {
            return new Saved.NotWritten(
                    "%s is a folder: name a file in it, such as %s."
                            .formatted(wanted, wanted.resolve("berth-report.zip")));
        }
        var beside =
                file.resolveSibling(
                        "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            pack(beside, clean(pieces));
            Files.move(
                    beside,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return new Saved.Written(file, Files.size(file), examination);
        } catch (IOException e) {
            return refused(wanted, e);
        } finally {
            remove(beside);
        }
    }

    private List<Clean> clean(List<Piece> pieces) throws IOException {
        begin(pieces);
        try {
            var clean = new ArrayList<Clean>();
            for (var piece : pieces) {
                var future = begun.get(piece);
                if (future != null) {
                    clean.add(future.get());
                }
            }
            return clean;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a piece could not be cleaned", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was cut short", e);
        }
    }

    private Clean clean(Piece piece) {
        return new Clean(sieves.apply(piece.name()), sieves.apply(piece.text()));
    }

    private static void pack(Path file, List<Clean> pieces) throws IOException {
        var names = new HashSet<String>();
        long left = MOST_BYTES;
        try (var channel = FileChannel.open(file, CREATE, ownerOnly(file));
                OutputStream out = Channels.newOutputStream(channel);
                var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (var piece : pieces) {
                var bytes = piece.text().getBytes(StandardCharsets.UTF_8);
                if (bytes.length <= left) {
                    left -= bytes.length;
                    zip.putNextEntry(new ZipEntry(unique(piece.name(), names)));
                    zip.write(bytes);
                    zip.closeEntry();
                }
            }
            zip.finish();
            channel.force(true);
        }
    }

    private static final Set<StandardOpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// What was taken out of names may have made two of them one.
    private static String unique(String name, Set<String> taken) {
        var free = name.replace("..", "_");
        for (int number = 2; !taken.add(free); number++) {
            free = name + "." + number;
        }
        return free;
    }

    private static void remove(Path file) {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            }
        } catch (IOException left) {
            // on a disk that takes nothing any more nothing can be done about it
        }
    }

    private static Saved refused(Path wanted, IOException e) {
        var text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left")
                || text.contains("quota exceeded")
                || text.contains("not enough space")) {
            return new Saved.NotWritten(
                    "The report could not be written, because the disk of %s is full: free some space, or name a file on another disk."
                            .formatted(wanted));
        }
        return notWritten(
                wanted,
                switch (e) {
                    case AccessDeniedException _ -> "access is denied";
                    case NoSuchFileException _, NotDirectoryException _ ->
                            "there is no such folder";
                    case FileSystemException one when one.getReason() != null -> one.getReason();
                    default -> String.valueOf(e.getMessage());
                });
    }

    private static Saved notWritten(Path wanted, String why) {
        return new Saved.NotWritten(
                "The report could not be written to %s (%s): name a file in a folder where your account may write."
                        .formatted(wanted, why));
    }
}
