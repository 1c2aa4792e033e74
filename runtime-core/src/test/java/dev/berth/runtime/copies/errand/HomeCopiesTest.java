package dev.berth.runtime.copies.errand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.copies.Reason;
import dev.berth.runtime.copies.Scribe;
import dev.berth.runtime.copies.Stillness;
import dev.berth.runtime.copies.Swap;
import dev.berth.runtime.copies.archive.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the folders beside the data.
@DisabledOnOs(OS.WINDOWS)
final class HomeCopiesTest {
    @TempDir private Path home;
    private Path data;
    private Path copies;
    private Swap swap;
    private HomeCopies desk;

    @BeforeEach
    void layOut() throws IOException {
        data = Files.createDirectory(home.resolve("data"));
        copies = Files.createDirectory(home.resolve("copies"));
        swap = new Swap(data, Scratch.ofThisComputer());
        desk = new HomeCopies(copies, data, List.of(), Scratch.ofThisComputer(), Disposal.atOnce());
        Files.writeString(data.resolve("memory"), "new");
        Files.createDirectory(swap.replaced());
        Files.writeString(swap.replaced().resolve("memory"), "old");
    }

    /// @param holdsStill whether the copy is complete
    private String copied(boolean holdsStill) throws IOException {
        return new Scribe(copies, Scratch.ofThisComputer(), Clock.systemUTC())
                .make(
                        data,
                        new Scribe.Owner("an-instance", Optional.empty(), "0.1.0"),
                        Reason.BEFORE_RESTORE,
                        new Stillness() {
                            @Override
                            public boolean begin(Way way) {
                                return holdsStill;
                            }

                            @Override
                            public boolean end() {
                                return true;
                            }
                        },
                        (_, _, _) -> {},
                        OptionalLong.empty())
                .id()
                .text();
    }

    private List<Path> beside() {
        return swap.beside().stream().filter(Files::exists).toList();
    }

    @Test
    void whatIsInAWholeCopyGoes() throws IOException {
        desk.finish(Optional.of(copied(true)));
        assertThat(beside()).isEmpty();
        assertThat(data.resolve("memory")).hasContent("new");
    }

    @Test
    void whatIsInNoWholeCopyIsKept() throws IOException {
        desk.finish(Optional.of(copied(false)));
        assertThat(beside()).containsExactly(home.resolve("data-kept-1"));
        assertThat(home.resolve("data-kept-1/memory")).hasContent("old");
    }

    /// What an earlier restore left is not known to be in a copy.
    @Test
    void nothingGoesForACopyThatIsNotThere() throws IOException {
        desk.finish(Optional.of("20261122T151500Z-before-restore"));
        Files.createDirectory(swap.replaced());
        desk.finish(Optional.empty());
        assertThat(beside())
                .containsExactly(home.resolve("data-kept-1"), home.resolve("data-kept-2"));
    }

    @Test
    void whatCouldNotBeRemovedIsRemovedNextTime() throws IOException {
        swap.letGo();
        assertThat(swap.gone()).hasSize(1);
        desk.finish(Optional.of(copied(true)));
        assertThat(beside()).isEmpty();
    }

    /// A keeper that was killed may have begun to remove it.
    @Test
    void whatTheKeeperBeforeLetGoOfIsRemovedAtTheStart() throws IOException {
        swap.letGo();
        desk.heal();
        assertThat(beside()).isEmpty();
        assertThat(data.resolve("memory")).hasContent("new");
    }

    /// Removing 100,000 files takes seconds: only a name is taken away while others wait.
    @Test
    void removingIsLeftToAnotherThread() throws IOException {
        var begun = new ArrayList<Runnable>();
        var slow =
                new HomeCopies(
                        copies,
                        data,
                        List.of(),
                        Scratch.ofThisComputer(),
                        new Disposal() {
                            @Override
                            public void begin(Runnable removal) {
                                begun.add(removal);
                            }

                            @Override
                            public void settle(Duration atMost) {
                                begun.forEach(Runnable::run);
                            }
                        });
        slow.finish(Optional.of(copied(true)));
        assertThat(swap.replaced()).doesNotExist();
        assertThat(swap.gone().getFirst().resolve("memory")).hasContent("old");

        Files.createDirectory(swap.incoming()); // of the next one, while the first still lies there
        slow.discard();
        assertThat(swap.incoming()).doesNotExist();
        assertThat(swap.gone()).hasSize(2);
        slow.settle(Duration.ZERO);
        assertThat(beside()).isEmpty();
    }

    @Test
    void theRealOneSettlesWhenAllIsRemoved() throws IOException {
        var real = new HomeCopies(copies, data, List.of());
        real.finish(Optional.of(copied(true)));
        real.settle(Duration.ofMinutes(1));
        assertThat(beside()).isEmpty();
    }

    @Test
    void whatDidNotHoldGoesAlone() throws IOException {
        Files.createDirectory(swap.incoming());
        desk.discard();
        assertThat(beside()).containsExactly(swap.replaced());
    }

    @Test
    void allThatLiesBesideIsErasedWithTheData() throws IOException {
        desk.finish(Optional.empty());
        Files.createDirectory(swap.incoming());
        desk.eraseBeside();
        assertThat(beside()).isEmpty();
    }

    @Test
    void oneThatIsNotCompleteCountsForTheTimeOnly() throws IOException {
        copied(false);
        assertThat(desk.glance().count()).isZero();
        assertThat(desk.glance().last()).isEmpty();
        assertThat(desk.glance().newest()).isPresent();
    }
}
