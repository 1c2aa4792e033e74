package dev.berth.runtime.copies;

import dev.berth.runtime.copies.archive.Bounds;
import dev.berth.runtime.copies.archive.CopyReader;
import dev.berth.runtime.copies.archive.Extraction;
import dev.berth.runtime.copies.archive.Facts;
import dev.berth.runtime.copies.archive.Receiver;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.copies.archive.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Makes and reads copies in a folder of a test.
final class TestShelf {
    static final Facts FACTS =
            new Facts(
                    "20261122T151500Z-hand",
                    Instant.parse("2026-11-22T15:15:00Z"),
                    "hand",
                    "instance-of-a-test",
                    Optional.of("2026.9.6"),
                    "0.1.0");

    private final Path folder;
    private int number;

    TestShelf(Path folder) {
        this.folder = folder;
    }

    /// A folder that is not used yet.
    Path fresh() throws IOException {
        return Files.createDirectories(folder.resolve("work-" + number++));
    }

    CopyMaker.Made copy(Path data) throws IOException {
        return copy(data, Stillness.already(), Scratch.ofThisComputer());
    }

    CopyMaker.Made copy(Path data, Stillness stillness, Scratch scratch) throws IOException {
        return new CopyMaker(
                        data,
                        fresh(),
                        scratch,
                        stillness,
                        (_, _, _) -> {},
                        new Room(folder, 0),
                        Clock.systemUTC())
                .make(FACTS);
    }

    Seal check(Path copy) throws IOException {
        try (var reader =
                new CopyReader(copy, Bounds.of(1L << 40), Receiver.none(), _ -> {}, fresh())) {
            return reader.read();
        }
    }

    /// As the one who made it does at once.
    void readBack(Path copy, Seal written) throws IOException {
        try (var reader =
                new CopyReader(copy, Bounds.of(1L << 40), Receiver.none(), _ -> {}, fresh())) {
            reader.readBack(written);
        }
    }

    Extraction extract(Path copy, Path to, boolean foreign) throws IOException {
        var extraction = new Extraction(to, Scratch.ofThisComputer(), foreign);
        try (var reader = new CopyReader(copy, Bounds.of(1L << 40), extraction, _ -> {}, fresh())) {
            reader.read();
        }
        extraction.finish();
        return extraction;
    }
}
