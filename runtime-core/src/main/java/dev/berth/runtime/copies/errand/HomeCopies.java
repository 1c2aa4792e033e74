package dev.berth.runtime.copies.errand;

import dev.berth.runtime.copies.CopyId;
import dev.berth.runtime.copies.Kept;
import dev.berth.runtime.copies.Shelf;
import dev.berth.runtime.copies.Swap;
import dev.berth.runtime.copies.Trouble;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.store.FolderData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The copies of one home. What takes long is done by another process.
public final class HomeCopies implements CopyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(HomeCopies.class);

    private static final Duration TO_SETTLE = Duration.ofMinutes(5);

    private final Shelf shelf;
    private final Path data;
    private final List<String> program;
    private final Scratch scratch;
    private final Disposal disposal;

    /// @param folder of the shelf
    /// @param data the service's folder, or a link to it
    /// @param program how this program is started
    public HomeCopies(Path folder, Path data, List<String> program) {
        this(folder, data, program, Scratch.ofThisComputer(), Disposal.beside());
    }

    /// The same on other disks.
    public HomeCopies(
            Path folder, Path data, List<String> program, Scratch scratch, Disposal disposal) {
        shelf = new Shelf(folder, scratch);
        this.scratch = scratch;
        this.disposal = disposal;
        this.data = data;
        this.program = List.copyOf(program);
    }

    @Override
    public Errand begin(Order order, Optional<String> release, Runnable news) {
        if (order instanceof Order.Restore) {
            try {
                prepare();
            } catch (IOException e) {
                return new Refused(Trouble.sentence(e));
            }
        }
        return ErrandProcess.start(program, order, release, news);
    }

    /// Makes room for what a restore lays beside the data.
    public void prepare() throws IOException {
        heal();
        finish(Optional.empty()); // an earlier one
    }

    private Swap swap() throws IOException {
        return Swap.of(data, scratch);
    }

    @Override
    public boolean hasData() {
        try (var entries = Files.newDirectoryStream(data)) {
            return entries.iterator().hasNext();
        } catch (IOException e) {
            LOG.info("the data cannot be read: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void heal() throws IOException {
        swap().heal();
        shelf.sweep();
        dispose();
    }

    /// Has removed what may go, and was not removed yet.
    private void dispose() throws IOException {
        for (var folder : swap().gone()) {
            disposal.begin(() -> {
                try {
                    new FolderData(folder).erase();
                } catch (IOException e) {
                    LOG.warn("what a restore replaced could not be removed: {}", e.getMessage());
                }
            });
        }
    }

    @Override
    public void forward() throws IOException {
        swap().forward();
    }

    @Override
    public void back() throws IOException {
        swap().back();
    }

    @Override
    public void discard() throws IOException {
        swap().discard();
        dispose();
    }

    @Override
    public void finish(Optional<String> before) throws IOException {
        var swap = swap();
        if (before.filter(this::isWhole).isPresent()) {
            swap.letGo();
        } else {
            swap.keep().ifPresent(kept -> LOG.warn("not all of it is in a copy: see {}", kept));
        }
        discard();
    }

    @Override
    public void settle(Duration atMost) {
        disposal.settle(atMost);
    }

    @Override
    public void eraseBeside() throws IOException {
        disposal.settle(TO_SETTLE); // what was begun would be in its way
        for (var folder : swap().beside()) {
            new FolderData(folder).erase();
        }
    }

    @Override
    public List<Path> beside() throws IOException {
        return swap().beside();
    }

    @Override
    public void eraseCopies() throws IOException {
        if (!shelf.clear()) {
            throw new IOException("A safety copy is being read or written: try again later.");
        }
    }

    @Override
    public boolean isWhole(String copy) {
        try {
            var id = CopyId.parse(copy);
            return id.isPresent()
                    && shelf.find(id.get())
                            .filter(kept ->
                                    kept instanceof Kept.Sealed good && good.seal().isWhole())
                            .isPresent();
        } catch (IOException e) {
            LOG.warn("the safety copies cannot be listed: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public Optional<String> release(String copy) {
        try {
            var id = CopyId.parse(copy);
            return id.isPresent()
                    ? shelf.find(id.get())
                            .flatMap(kept ->
                                    kept instanceof Kept.Sealed good
                                            ? good.seal().facts().release()
                                            : Optional.empty())
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("the safety copies cannot be listed: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> newest(Predicate<String> release) {
        try {
            return shelf.list().stream()
                    .filter(Kept.Sealed.class::isInstance)
                    .map(Kept.Sealed.class::cast)
                    .filter(copy -> copy.seal().facts().release().filter(release).isPresent())
                    .max(Comparator.comparing(Kept.Sealed::made))
                    .map(copy -> copy.id().text());
        } catch (IOException e) {
            LOG.warn("the safety copies cannot be listed: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Instant> newest(List<Kept.Sealed> copies) {
        return copies.stream().map(Kept.Sealed::made).max(Comparator.naturalOrder());
    }

    @Override
    public Glance glance() {
        try {
            var usable =
                    shelf.list().stream()
                            .filter(Kept.Sealed.class::isInstance)
                            .map(Kept.Sealed.class::cast)
                            .toList();
            var good = usable.stream().filter(copy -> copy.seal().isWhole()).toList();
            return new Glance(newest(good), good.size(), newest(usable));
        } catch (IOException e) {
            LOG.warn("the safety copies cannot be listed: {}", e.getMessage());
            return Glance.NOTHING;
        }
    }
}
