package dev.berth.runtime.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The real disk. Content goes through plain streams, which an interrupt of the thread cannot close
/// half-way.
final class LocalDrive implements Drive {

    @Override
    public void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, Posix.mode(folder, Posix.FOLDER));
    }

    @Override
    public void makeFile(Path file) throws IOException {
        Files.createFile(file, Posix.mode(file, Posix.FILE));
    }

    @Override
    public Path makeTemporary(Path folder, String prefix, byte[] content) throws IOException {
        var temporary =
                Files.createTempFile(folder, prefix, ".tmp", Posix.mode(folder, Posix.FILE));
        try (var out = new FileOutputStream(temporary.toFile())) {
            out.write(content);
            out.getFD().sync();
            return temporary;
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
    }

    private void discard(Path temporary, IOException because) {
        try {
            delete(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void appendLine(Path file, byte[] line) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            var end = out.length();
            try {
                out.seek(end);
                out.write(isTorn(out, end) ? onNewLine(line) : line);
                out.getFD().sync();
            } catch (IOException e) {
                takeBack(out, end, e);
                throw e;
            }
        }
    }

    /// Whether the last line lacks its end: the process or the power went in the middle of it.
    private static boolean isTorn(RandomAccessFile file, long end) throws IOException {
        if (end == 0) {
            return false;
        }
        file.seek(end - 1);
        return file.read() != '\n';
    }

    private static byte[] onNewLine(byte[] line) {
        var longer = new byte[line.length + 1];
        longer[0] = '\n';
        System.arraycopy(line, 0, longer, 1, line.length);
        return longer;
    }

    private static void takeBack(RandomAccessFile file, long end, IOException because) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path entry) throws IOException {
        Files.deleteIfExists(entry);
    }

    /// An interrupt does not spoil it.
    @Override
    public void sync(Path folder) throws IOException {
        if (!Posix.isSupported(folder)) {
            return; // Windows cannot open a folder, and orders its renames itself.
        }
        var interrupted = false;
        try {
            while (!syncedWithoutInterrupt(folder)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean syncedWithoutInterrupt(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException _) {
            return false;
        }
    }
}
