package dev.berth.runtime.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.runtime.copies.archive.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The process is killed, or the disk full, at each of the effects that making a copy and bringing
/// one back have.
@DisabledOnOs(OS.WINDOWS)
final class FaultsTest {
    private static final Scribe.Owner OWNER =
            new Scribe.Owner("an-instance", Optional.of("2026.9.6"), "0.1.0");

    @TempDir private Path folder;
    private Path data;
    private Path copies;
    private List<String> original = List.of();
    private Clock clock = Clock.systemUTC();

    @BeforeEach
    void makeData() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        copies = Files.createDirectory(folder.resolve("copies"));
        Files.writeString(data.resolve("one"), "first");
        Files.createDirectory(data.resolve("folder"));
        Files.writeString(data.resolve("folder/two"), "second");
        Files.createSymbolicLink(data.resolve("link"), Path.of("one"));
        original = SampleTree.picture(data);
    }

    private Scribe scribe(Scratch scratch) {
        return new Scribe(copies, scratch, clock, 0);
    }

    private Kept.Sealed make(Scratch scratch) throws IOException {
        clock = Clock.offset(clock, Duration.ofSeconds(1));
        return scribe(scratch)
                .make(
                        data,
                        OWNER,
                        Reason.HAND,
                        Stillness.already(),
                        (_, _, _) -> {},
                        OptionalLong.empty());
    }

    @Test
    void aKillWhileACopyIsMadeCostsNothing() throws IOException {
        var first = make(Scratch.ofThisComputer());
        FaultyScratch disk;
        var kills = 0;
        do {
            disk = new FaultyScratch(kills++, true);
            try {
                var _ = make(disk);
            } catch (FaultyScratch.Killed _) {
                // at this effect
            }
            assertThat(SampleTree.picture(data)).isEqualTo(original);
            for (var copy : new Shelf(copies, Scratch.ofThisComputer()).list()) {
                assertThat(copy).isInstanceOf(Kept.Sealed.class);
                assertThat(scribe(Scratch.ofThisComputer()).verify(copy.id(), (_, _, _) -> {}))
                        .isNotNull();
            }
        } while (disk.happened());
        assertThat(kills).isGreaterThan(15);
        var last = make(Scratch.ofThisComputer());
        assertThat(new Shelf(copies, Scratch.ofThisComputer()).list())
                .extracting(Kept::id)
                .contains(first.id(), last.id());
        assertThat(copies.resolve(".work")).doesNotExist();
    }

    @Test
    void aFullDiskWhileACopyIsMadeLeavesNothingHalf() throws IOException {
        FaultyScratch disk;
        var fails = 0;
        do {
            disk = new FaultyScratch(fails++, false);
            try {
                var _ = make(disk);
            } catch (IOException _) {
                assertThat(copies.resolve(".work")).doesNotExist();
            }
            assertThat(SampleTree.picture(data)).isEqualTo(original);
            assertThat(new Shelf(copies, Scratch.ofThisComputer()).list())
                    .allMatch(Kept.Sealed.class::isInstance);
        } while (disk.happened());
        assertThat(fails).isGreaterThan(10);
    }

    private void restore(CopyId id, Scratch scratch) throws IOException {
        var swap = new Swap(data, scratch);
        var _ = scribe(scratch).extract(id, swap, "an-instance", (_, _, _) -> {});
        swap.forward();
    }

    /// Whatever was cut off is begun anew, as the undertaking that was written down says.
    @Test
    void aKillWhileACopyIsBroughtBackIsHealedByBeginningAnew() throws IOException {
        var copy = make(Scratch.ofThisComputer());
        FaultyScratch disk;
        var kills = 0;
        do {
            damage();
            disk = new FaultyScratch(kills++, true);
            try {
                restore(copy.id(), disk);
            } catch (FaultyScratch.Killed _) {
                begunAnew(copy.id());
            }
            assertThat(SampleTree.picture(data)).isEqualTo(original);
        } while (disk.happened());
        assertThat(kills).isGreaterThan(15);
    }

    /// As the supervisor does: before the swap was written down, all of it; after, the swap alone.
    private void begunAnew(CopyId id) throws IOException {
        var swap = new Swap(data, Scratch.ofThisComputer());
        if (Files.exists(data) && !Files.exists(swap.replaced())) {
            restore(id, Scratch.ofThisComputer());
        } else {
            swap.forward();
        }
    }

    private void damage() throws IOException {
        var swap = new Swap(data, Scratch.ofThisComputer());
        for (var path : List.of(data, swap.replaced(), swap.incoming())) {
            remove(path);
        }
        Files.createDirectory(data);
        Files.writeString(data.resolve("other"), "what was written since");
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (var entries = Files.newDirectoryStream(path)) {
                for (var entry : entries) {
                    remove(entry);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    @Test
    void aFullDiskWhileACopyIsBroughtBackLeavesTheDataAsItIs() throws IOException {
        var copy = make(Scratch.ofThisComputer());
        damage();
        var present = SampleTree.picture(data);
        for (var fails = 0; fails < 10; fails++) {
            var disk = new FaultyScratch(fails, false);
            assertThatThrownBy(() -> restore(copy.id(), disk)).isInstanceOf(IOException.class);
            assertThat(SampleTree.picture(data)).isEqualTo(present);
            assertThat(new Swap(data, disk).hasLeftovers()).isFalse();
        }
    }

    @Test
    void aSwapGoesBackFromWhereverItWasCutOff() throws IOException {
        for (var kills = 0; kills < 6; kills++) {
            damage();
            var there = SampleTree.picture(data);
            var swap = new Swap(data, Scratch.ofThisComputer());
            Files.createDirectory(swap.incoming());
            var came = SampleTree.picture(swap.incoming());
            swap.forward();
            assertThat(SampleTree.picture(data)).isEqualTo(came);
            try {
                new Swap(data, new FaultyScratch(kills, true)).back();
            } catch (FaultyScratch.Killed _) {
                // at this effect
            }
            swap.back();
            assertThat(SampleTree.picture(data)).isEqualTo(there);
            assertThat(swap.replaced()).doesNotExist();
        }
    }

    @Test
    void whatIsGivenUpLeavesNothing() throws IOException {
        assertThatThrownBy(() ->
                        scribe(Scratch.ofThisComputer())
                                .make(
                                        data,
                                        OWNER,
                                        Reason.HAND,
                                        Stillness.already(),
                                        (part, _, _) -> {
                                            if (part == Headway.Part.CHECKING) {
                                                throw new Cancelled();
                                            }
                                        },
                                        OptionalLong.empty()))
                .isInstanceOf(Cancelled.class);
        assertThat(new Shelf(copies, Scratch.ofThisComputer()).list()).isEmpty();
        assertThat(copies.resolve(".work")).doesNotExist();
    }

    @Test
    void aFullDiskIsNotFilled() {
        assertThatThrownBy(() ->
                        new Scribe(copies, Scratch.ofThisComputer(), clock, Long.MAX_VALUE / 2)
                                .make(
                                        data,
                                        OWNER,
                                        Reason.HAND,
                                        Stillness.already(),
                                        (_, _, _) -> {},
                                        OptionalLong.empty()))
                .isInstanceOf(NoRoom.class);
    }

    @Test
    void whatIsExportedCanBeImportedElsewhere() throws IOException {
        var copy = make(Scratch.ofThisComputer());
        var outside = folder.resolve("moving.tar.zst");
        var _ = scribe(Scratch.ofThisComputer()).export(copy.id(), outside, (_, _, _) -> {});
        var there = Files.createDirectory(folder.resolve("other-copies"));
        var other = new Scribe(there, Scratch.ofThisComputer(), clock, 0);

        var taken = other.importFrom(outside, (_, _, _) -> {});

        assertThat(taken.id()).isEqualTo(copy.id());
        assertThat(other.importFrom(outside, (_, _, _) -> {}).id()).isEqualTo(copy.id());
        assertThat(new Shelf(there, Scratch.ofThisComputer()).list()).hasSize(1);
    }

    @Test
    void twoAtATimeAreKeptApart() throws IOException {
        try (var _ = new Shelf(copies, Scratch.ofThisComputer()).claim().orElseThrow()) {
            assertThatThrownBy(() -> make(Scratch.ofThisComputer()))
                    .isInstanceOf(Scribe.Busy.class);
        }
    }
}
