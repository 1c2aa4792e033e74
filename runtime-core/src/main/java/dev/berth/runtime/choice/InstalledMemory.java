package dev.berth.runtime.choice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// How much memory this computer has, as the kernel tells it (`/proc/meminfo`, proc(5)).
public final class InstalledMemory implements LongSupplier {
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d{1,15}) kB");

    private final Path file;

    /// @param file `/proc/meminfo`
    public InstalledMemory(Path file) {
        this.file = file;
    }

    /// In MiB; 0 where it cannot be told.
    @Override
    public long getAsLong() {
        try (var lines = Files.lines(file)) {
            return lines.map(TOTAL::matcher)
                    .filter(found -> found.matches())
                    .mapToLong(found -> Long.parseLong(found.group(1)) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException untold) {
            return 0;
        }
    }
}
