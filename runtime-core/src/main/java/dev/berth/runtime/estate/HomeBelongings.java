package dev.berth.runtime.estate;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.Belonging.Kind;
import dev.berth.runtime.Belongings;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Home;
import dev.berth.runtime.Settings;
import dev.berth.runtime.store.RuntimeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What one home has on this computer. Each question is asked anew.
public final class HomeBelongings implements Belongings {
    private final Home home;
    private final Beside beside;
    private final Supplier<Optional<RuntimeState>> notes;
    private final Supplier<Settings> settings;
    private final EngineSide engine;
    private final SignInEntry signIn;

    /// Folders that lie beside the data.
    @FunctionalInterface
    public interface Beside {
        List<Path> folders() throws IOException;
    }

    /// @param beside where earlier data may lie
    /// @param notes what was written down last; empty where nothing was, or it cannot be read
    /// @param settings those that hold
    public HomeBelongings(
            Home home,
            Beside beside,
            Supplier<Optional<RuntimeState>> notes,
            Supplier<Settings> settings,
            EngineSide engine,
            SignInEntry signIn) {
        this.home = home;
        this.beside = beside;
        this.notes = notes;
        this.settings = settings;
        this.engine = engine;
        this.signIn = signIn;
    }

    @Override
    public List<Belonging> all(Duration atMost) {
        return look(List.of(), atMost);
    }

    @Override
    public List<Belonging> remaining(List<Belonging> before, EraseScope scope, Duration atMost) {
        if (before.stream().anyMatch(one -> one.kind() == Kind.SIGN_IN)) {
            signIn.awaitGone(); // whoever takes it away does so beside the rest
        }
        return look(brought(before), atMost).stream()
                .filter(one -> one.kind().goes(scope))
                .map(HomeBelongings::explained)
                .toList();
    }

    private static List<String> brought(List<Belonging> before) {
        return before.stream()
                .filter(one -> one.kind() == Kind.PROGRAM)
                .map(Belonging::where)
                .toList();
    }

    /// Why it is there still, and what helps.
    private static Belonging explained(Belonging one) {
        return switch (one.kind()) {
            case DATA, DATA_KEPT, KEYS, COPIES, FETCHED, SETTINGS ->
                    one.where().startsWith("/")
                            ? one.noting(
                                    "Your account may not remove it, or something is writing there."
                                            + " Remove it with: sudo rm -r -- '"
                                            + one.where().replace("'", "'\\''")
                                            + "'")
                            : one;
            case PROGRAM ->
                    one.whole() ? one.noting("Something else on this computer uses it.") : one;
            case ASSISTANT, PLACE, SIGN_IN, PROGRAM_OF_OTHERS, NOTES -> one;
        };
    }

    private List<Belonging> look(List<String> brought, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        BooleanSupplier late = () -> System.nanoTime() > end;
        var state = notes.get();
        var all = new ArrayList<Belonging>();
        all.addAll(engine.look(state, settings.get(), brought, atMost));
        folder(Kind.KEYS, home.state().resolve("secrets"), _ -> true, late).ifPresent(all::add);
        folder(Kind.SETTINGS, home.config(), this::isChoice, late).ifPresent(all::add);
        signIn.find().ifPresent(all::add);
        folder(Kind.FETCHED, home.cache(), _ -> true, late).ifPresent(all::add);
        folder(
                        Kind.NOTES,
                        home.state(),
                        path -> !path.equals(home.state().resolve("secrets")),
                        late)
                .ifPresent(all::add);
        folder(Kind.COPIES, home.copies(), HomeBelongings::isCopy, late).ifPresent(all::add);
        besides()
                .flatMap(path -> folder(Kind.DATA_KEPT, path, _ -> true, late).stream())
                .forEach(all::add);
        folder(Kind.DATA, home.data(), _ -> true, late).ifPresent(all::add); // last: it is largest
        return all.reversed();
    }

    private Stream<Path> besides() {
        try {
            return beside.folders().stream();
        } catch (IOException e) {
            return Stream.empty(); // the data itself cannot be told then, and that is told
        }
    }

    /// What names the engine's program outlives a reset: what that could not clean is there alone.
    private boolean isChoice(Path path) {
        if (!path.getFileName().equals(home.settingsFile().getFileName())) {
            return path.equals(home.config())
                    || path.getFileName()
                            .toString()
                            .startsWith(home.settingsFile().getFileName() + ".");
        }
        var now = settings.get();
        return !now.engineProgram()
                .map(program -> Settings.none().withEngineProgram(program))
                .equals(Optional.of(now));
    }

    private static boolean isCopy(Path path) {
        return !path.getFileName().toString().equals(".lock");
    }

    private static Optional<Belonging> folder(
            Kind kind, Path folder, Predicate<Path> counts, BooleanSupplier late) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var sum = Tally.of(folder, counts, late);
        return sum.isNothing()
                ? Optional.empty()
                : Optional.of(
                        new Belonging(
                                kind,
                                folder.toString(),
                                sum.files(),
                                sum.bytes(),
                                sum.whole(),
                                Optional.empty()));
    }
}
