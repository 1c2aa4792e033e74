package dev.berth.runtime.supervisor;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.store.SecretStore;
import dev.berth.runtime.store.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is wanted of the supervisor: turns commands into a wish, and keeps of it what outlives us.
/// Owner thread only.
final class Mandate {
    /// Quitting ends after this even when the service could not be stopped: its own allowance and
    /// some for the engine.
    private static final Duration QUITTING = Duration.ofSeconds(33);

    private final Books books;
    private final SettingsFile settingsFile;
    private final SecretStore secrets;
    private final Clock clock;
    private final boolean bringsUp;
    private Wish wish;

    /// Takes up what was wanted before.
    ///
    /// @param bringsUp whether what was wanted is brought about at once; otherwise nothing is done
    ///   until somebody asks
    Mandate(
            Books books,
            SettingsFile settingsFile,
            SecretStore secrets,
            Clock clock,
            boolean bringsUp) {
        this.books = books;
        this.settingsFile = settingsFile;
        this.secrets = secrets;
        this.clock = clock;
        this.bringsUp = bringsUp;
        wish = bringsUp ? standing() : new Wish.Idle();
    }

    Wish wish() {
        return wish;
    }

    /// What is wanted as far as it outlives us.
    private Wish standing() {
        return switch (books.state().desired()) {
            case Desired.Running _ -> new Wish.Running(Optional.empty());
            case Desired.Paused _ -> new Wish.Paused();
            case Desired.Nothing _ -> new Wish.Nothing(true);
        };
    }

    /// Takes a command. When it cannot be written down, nothing has changed.
    ///
    /// @param settings as they are now
    void take(Command command, Settings settings) throws IOException {
        if (wish instanceof Wish.Quit) {
            return; // nothing outranks it
        }
        books.write(new Asked(clock.instant(), name(command)));
        var configured = books.state().configured();
        switch (command) {
            case Command.Start _ -> run(configured, Optional.empty());
            case Command.Restart _ ->
                    run(configured, Optional.of(new Wish.Running(Optional.of(clock.instant()))));
            case Command.Repair _ -> {
                books.change(RuntimeState::repaired);
                run(configured, Optional.empty());
            }
            case Command.Pause _ -> pause(configured);
            case Command.Reset(var scope) -> reset(scope);
            case Command.SetUp(var wishes) -> setUp(wishes, settings);
            case Command.Quit _ ->
                    wish = new Wish.Quit(settings.leaveRunning(), clock.instant().plus(QUITTING));
        }
    }

    private static String name(Command command) {
        return switch (command) {
            case Command.Start _ -> "start";
            case Command.Pause _ -> "pause";
            case Command.Restart _ -> "restart";
            case Command.Repair _ -> "repair";
            case Command.Reset _ -> "reset";
            case Command.SetUp _ -> "setup";
            case Command.Quit _ -> "quit";
        };
    }

    /// Quitting needs no note: it must work on a full disk too.
    void quitUnwritten(Settings settings) {
        wish = new Wish.Quit(settings.leaveRunning(), clock.instant().plus(QUITTING));
    }

    private void run(boolean configured, Optional<Wish> other) throws IOException {
        if (configured) {
            books.change(state -> state.desiring(new Desired.Running()));
            wish =
                    other.orElseGet(() ->
                            wish instanceof Wish.Running
                                    ? wish
                                    : new Wish.Running(Optional.empty()));
        } else {
            wish = new Wish.Nothing(false); // what is left is tried once more
        }
    }

    private void pause(boolean configured) throws IOException {
        if (configured) {
            books.change(state -> state.desiring(new Desired.Paused()));
            wish = new Wish.Paused();
        } else {
            wish = new Wish.Nothing(false);
        }
    }

    private void reset(EraseScope scope) throws IOException {
        var owner = Ownership.name(books.state().instance());
        var items = new ArrayList<CleanUp>();
        books.state().container().map(CleanUp.Service::new).ifPresent(items::add);
        for (var secret : List.of(OpenClaw.TOKEN, OpenClaw.PROVIDER_KEY)) {
            items.add(new CleanUp.Secret(OpenClaw.secretName(owner, secret)));
        }
        if (scope == EraseScope.EVERYTHING) {
            items.add(new CleanUp.ServiceFiles());
        }
        items.add(new CleanUp.Notes(scope));
        for (var earlier : books.state().cleanUps()) {
            // the newest word about the data is the one that holds
            if (!items.contains(earlier)
                    && !(earlier instanceof CleanUp.ServiceFiles
                            || earlier instanceof CleanUp.Notes)) {
                items.add(earlier);
            }
        }
        books.change(state ->
                state.desiring(new Desired.Nothing()).withConfigured(false).withCleanUps(items));
        wish = new Wish.Nothing(false);
    }

    private void setUp(SetUpWishes wishes, Settings settings) throws IOException {
        settingsFile.load(); // a file that cannot be read is not overwritten, nor an old key lost
        var chosen = settings;
        Optional<Path> file = Optional.empty();
        if (wishes.provider().isPresent()) {
            var provider = wishes.provider().get();
            secrets.keep(OpenClaw.PROVIDER_KEY, provider.key());
            chosen = chosen.withProvider(provider.name());
        }
        switch (wishes.source()
                .orElse(
                        new SetUpWishes.Source.Named(
                                chosen.release().orElse(OpenClaw.STANDARD_RELEASE)))) {
            case SetUpWishes.Source.Named(var reference) -> chosen = chosen.withRelease(reference);
            case SetUpWishes.Source.FromFile(var path) -> file = Optional.of(path);
        }
        settingsFile.save(chosen);
        strikeOff(CleanUp.Notes.class::isInstance); // they are made anew now
        wish = new Wish.SetUp(file);
    }

    /// The release of a set-up from a file is there: the rest goes on with it.
    void loaded(String release, Settings settings) throws IOException {
        settingsFile.save(settings.withRelease(release));
        if (wish instanceof Wish.SetUp) {
            wish = new Wish.SetUp(Optional.empty());
        }
    }

    /// Nothing is missing for a start any more. Data, notes and the keys that this set-up needs are
    /// in use again, so that an earlier word to take them away holds no longer.
    void finishedSetUp(Settings settings) throws IOException {
        var owner = Ownership.name(books.state().instance());
        var needed =
                OpenClaw.secretsFor(settings.provider()).stream()
                        .map(name -> OpenClaw.secretName(owner, name))
                        .toList();
        strikeOff(item ->
                switch (item) {
                    case CleanUp.ServiceFiles _, CleanUp.Notes _ -> true;
                    case CleanUp.Secret(var name) -> needed.contains(name);
                    case CleanUp.Service _ -> false;
                });
        books.change(state -> state.withConfigured(true).desiring(new Desired.Running()));
        // one that ran meanwhile has not heard what was chosen
        wish = bringsUp ? new Wish.Running(Optional.of(clock.instant())) : new Wish.Idle();
    }

    /// What is gone or wanted again needs no cleaning.
    void strikeOff(Predicate<CleanUp> settled) throws IOException {
        books.change(state ->
                state.withCleanUps(state.cleanUps().stream().filter(settled.negate()).toList()));
    }

    /// Set-up failed: what was wanted before is wanted again.
    void droppedSetUp() {
        wish = bringsUp ? standing() : new Wish.Idle();
    }

    /// It is clean. The last thing that a person was not waiting for is told.
    void cleaned(CleanUp item, boolean quietly) throws IOException {
        books.change(state -> without(state, item));
        if (quietly && books.state().cleanUps().isEmpty()) {
            books.write(new Noticed(clock.instant(), "tidied", Optional.empty()));
        }
    }

    private static RuntimeState without(RuntimeState state, CleanUp item) {
        var remaining = new ArrayList<>(state.cleanUps());
        remaining.remove(item);
        var cleaned = state.withCleanUps(remaining);
        return switch (item) {
            case CleanUp.Service(var id) when state.container().equals(Optional.of(id)) ->
                    cleaned.withContainer(Optional.empty());
            case CleanUp.Service _, CleanUp.Secret _ -> cleaned;
            case CleanUp.ServiceFiles _ -> cleaned.withoutData();
            case CleanUp.Notes _ -> cleaned.forgotten();
        };
    }

    /// The person was told that nothing is set up.
    void toldEmpty() {
        if (wish instanceof Wish.Nothing) {
            wish = new Wish.Nothing(true);
        }
    }
}
