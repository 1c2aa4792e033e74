package dev.berth.runtime.supervisor;

import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Woke;
import dev.berth.runtime.store.StateFile.Loaded;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Makes our own files whole again when they are opened, and says so in the journal. Owner thread
/// only.
final class Mending {
    private final World world;
    private final Books books;

    Mending(World world, Books books) {
        this.world = world;
        this.books = books;
    }

    /// A lost state file does not undo a set-up: what the person chose still stands in the
    /// settings, and what became of the data in the journal.
    ///
    /// @param chosen whether settings are there, be they hard to read
    void restoreNotes(boolean chosen) throws IOException {
        switch (books.loaded()) {
            case Loaded.Kept _, Loaded.Mended _ -> {}
            case Loaded.Fresh _, Loaded.Recovered _ -> {
                var notes =
                        new LostNotes(
                                books.told().entries(),
                                books.toldAll(),
                                chosen,
                                world.clock().instant());
                books.change(notes::restored);
                books.keep(); // a set-up that fails now is not taken for lost notes later
            }
        }
    }

    /// Notes that this life began, and what was mended for it.
    void noteWaking() throws IOException {
        var now = world.clock().instant();
        if (books.told().entries().isEmpty() && books.loaded() instanceof Loaded.Kept) {
            books.write(new Noticed(now, Books.JOURNAL_LOST, Optional.empty()));
        }
        for (var why : books.told().damage()) {
            notice(Books.JOURNAL_UNREADABLE, why);
        }
        books.write(
                new Woke(
                        now,
                        world.self().pid(),
                        world.self().version(),
                        Optional.of(books.state().instance())));
        for (var began : cutOff()) {
            books.write(
                    new Ended(
                            began.id(),
                            now,
                            began.step(),
                            began.subject(),
                            Outcome.CUT_OFF,
                            Optional.empty()));
        }
        if (books.state().dwelling().machine().isPresent()) {
            books.write(Dwellings.noted(now, books.state().dwelling()));
        }
        switch (books.loaded()) {
            case Loaded.Kept _ -> {}
            case Loaded.Fresh(_, var known) -> {
                if (known) {
                    books.write(new Noticed(now, "state-lost", Optional.empty()));
                }
            }
            case Loaded.Mended(_, _, var why) -> notice("instance-unreadable", why);
            case Loaded.Recovered(_, _, var why) -> notice("state-unreadable", why);
        }
    }

    /// What was under way when an earlier life ended: it is closed as such, whatever became of it,
    /// and what it may have done is seen by looking.
    private Collection<Began> cutOff() {
        var open = new LinkedHashMap<String, Began>();
        for (var entry : books.told().entries()) {
            switch (entry) {
                case Began began -> open.put(began.id(), began);
                case Ended ended -> open.remove(ended.id());
                default -> {}
            }
        }
        return open.values();
    }

    /// Puts aside what is no secret any more, so that it is made again.
    void mendSecrets() throws IOException {
        for (var why : world.secrets().mend()) {
            notice("secret-unreadable", why);
        }
    }

    private void notice(String what, String why) throws IOException {
        books.write(new Noticed(world.clock().instant(), what, Optional.of(why)));
    }
}
