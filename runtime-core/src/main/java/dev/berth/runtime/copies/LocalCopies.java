package dev.berth.runtime.copies;

import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopy;
import dev.berth.runtime.copies.archive.BadCopy;
import dev.berth.runtime.copies.archive.Scratch;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The copies on a shelf of this computer.
public final class LocalCopies implements Copies {
    private final Shelf shelf;
    private final Scribe scribe;

    /// @param folder of the shelf
    public LocalCopies(Path folder, Clock clock) {
        shelf = new Shelf(folder, Scratch.ofThisComputer());
        scribe = new Scribe(folder, Scratch.ofThisComputer(), clock);
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    private static <T> T plainly(Work<T> work) throws Failure {
        try {
            return work.done();
        } catch (IOException e) {
            throw new Failure(Trouble.sentence(e));
        }
    }

    @Override
    public List<SafetyCopy> list() throws Failure {
        return plainly(() -> shelf.list().stream().map(LocalCopies::told).toList());
    }

    private static SafetyCopy told(Kept copy) {
        return switch (copy) {
            case Kept.Sealed good -> told(good);
            case Kept.Damaged(var id, var bytes, var what) ->
                    new SafetyCopy(
                            id.text(),
                            id.made(),
                            id.text().substring(id.text().indexOf('-') + 1),
                            Optional.empty(),
                            0,
                            0,
                            bytes,
                            SafetyCopy.State.DAMAGED,
                            List.of(what));
        };
    }

    private static SafetyCopy told(Kept.Sealed copy) {
        var seal = copy.seal();
        return new SafetyCopy(
                copy.id().text(),
                Optional.of(copy.made()),
                seal.facts().why(),
                seal.facts().release(),
                seal.files(),
                seal.bytes(),
                copy.fileBytes(),
                seal.isWhole() ? SafetyCopy.State.GOOD : SafetyCopy.State.PARTIAL,
                seal.leftOut());
    }

    private Kept.Sealed usable(String text) throws IOException {
        var id = CopyId.parse(text);
        var found = id.isPresent() ? shelf.find(id.get()) : Optional.<Kept>empty();
        return switch (found.orElseThrow(() -> new BadCopy("there is none named " + text))) {
            case Kept.Sealed good -> good;
            case Kept.Damaged(_, _, var what) -> throw new BadCopy(what);
        };
    }

    private static Headway headway(Watcher watcher) {
        return (part, done, of) -> {
            if (!watcher.at(part.id(), done, of)) {
                throw new Cancelled();
            }
        };
    }

    @Override
    public SafetyCopy verify(String id, Watcher watcher) throws Failure {
        return plainly(() -> {
            var copy = usable(id);
            var _ = scribe.verify(copy.id(), headway(watcher));
            return told(copy);
        });
    }

    @Override
    public SafetyCopy export(String id, Path file, Watcher watcher) throws Failure {
        return plainly(() -> {
            var copy = usable(id);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            var _ = scribe.export(copy.id(), file.toAbsolutePath(), headway(watcher));
            return told(copy);
        });
    }

    @Override
    public SafetyCopy importFrom(Path file, Watcher watcher) throws Failure {
        return plainly(() -> told(scribe.importFrom(file, headway(watcher))));
    }
}
