package dev.berth.runtime.estate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Counts what lies in a folder, without following links, until the time is over.
final class Tally extends SimpleFileVisitor<Path> {
    private final Predicate<Path> counts;
    private final BooleanSupplier late;
    private long files;
    private long bytes;
    private boolean whole = true;

    private Tally(Predicate<Path> counts, BooleanSupplier late) {
        this.counts = counts;
        this.late = late;
    }

    /// What came of it.
    ///
    /// @param whole whether all of it was counted
    record Sum(long files, long bytes, boolean whole) {
        boolean isNothing() {
            return files == 0 && whole;
        }
    }

    /// @param counts which files and folders are of interest
    /// @param late whether the time is over
    static Sum of(Path folder, Predicate<Path> counts, BooleanSupplier late) {
        var tally = new Tally(counts, late);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.walkFileTree(folder.toRealPath(), tally);
            } catch (IOException e) {
                tally.whole = false;
            }
        }
        return new Sum(tally.files, tally.bytes, tally.whole);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) {
        return counts.test(folder) ? goOn() : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
        if (counts.test(file)) {
            files++;
            bytes += found.size();
        }
        return goOn();
    }

    /// It is there, and cannot be looked into.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
        files++;
        whole = false;
        return goOn();
    }

    private FileVisitResult goOn() {
        if (late.getAsBoolean()) {
            whole = false;
            return FileVisitResult.TERMINATE;
        }
        return FileVisitResult.CONTINUE;
    }
}
