package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.Copies;
import dev.berth.runtime.Home;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Provider;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.copies.LocalCopies;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.news.News;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.passage.ClosedPassage;
import dev.berth.runtime.service.GatewayConfiguration;
import dev.berth.runtime.service.Models;
import dev.berth.runtime.service.ServiceConfiguration;
import dev.berth.runtime.source.ReleaseTags;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.FileSecrets;
import dev.berth.runtime.store.FolderData;
import dev.berth.runtime.store.HomeFolders;
import dev.berth.runtime.store.Journal;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JsonDraft;
import dev.berth.runtime.store.JsonOffer;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.JsonStateFile;
import dev.berth.runtime.store.JsonlJournal;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.Desired;
import dev.berth.runtime.store.SettingsCodec;
import dev.berth.runtime.supervisor.Supervisor;
import dev.berth.runtime.supervisor.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/// The real supervisor with the real files of a home, on a simulated computer that dies where it
/// was planned. Each life starts from what is on the disk and in the engine alone.
final class CrashStage {
    /// From the end of one life to the beginning of the next.
    private static final Duration BETWEEN_LIVES = Duration.ofSeconds(1);

    private static final int TURNS_AT_ONE_MOMENT = 60;

    final VirtualTime time = new VirtualTime();
    final Computer computer;
    final Path root;
    final Home home;
    final FileKeys keys;
    final PlannedDeath death = new PlannedDeath();
    final Faults faults;

    /// Whether the person said that the service's files may go.
    boolean erasable;

    /// Whether the service has kept something.
    boolean wrote;

    private final Chance chance = new Chance(1);
    private final Trace trace;
    private final Guard guard;
    private final CrashingDrive drive;
    private final Calls calls;
    private final SimulatedEngine engine;
    private final SimulatedProbe probe;
    private final long journalBytes;

    private Optional<Supervisor> keeper = Optional.empty();
    private Optional<CompletionStage<StatusReport>> answer = Optional.empty();
    private boolean mail;
    private boolean mayLive = true;
    private long lives;
    private long attempts;

    /// @param journalBytes how large a file of the journal may get
    CrashStage(Path root, long journalBytes, boolean traced) {
        this.journalBytes = journalBytes;
        this.root = root;
        home = Home.under(root);
        keys = new FileKeys(home.state().resolve("secrets"));
        trace = new Trace(time, traced);
        faults = new Faults(chance);
        computer = new Computer(time, chance, trace, home.data());
        computer.machineChosen = true;
        guard = new Guard(time, computer, faults, keys);
        if (journalBytes < 100_000) {
            guard.forgetsSoon();
        }
        drive = new CrashingDrive(death, home.data(), guard::mayTouchData);
        calls =
                new Calls(
                        time,
                        chance,
                        faults,
                        death,
                        guard,
                        keys,
                        trace,
                        computer::refusal,
                        () -> computer.runs);
        engine = new SimulatedEngine(computer, calls, guard, chance);
        probe = new SimulatedProbe(time, computer, guard);
    }

    @Override
    public String toString() {
        return trace.toString();
    }

    // -- what scenarios do

    void ask(Command command) {
        if (keeper.isEmpty()) {
            live(Duration.ofMillis(1));
        }
        trace.say("person", command::toString);
        erasable |= command instanceof Command.Reset(var scope) && scope.erasesData();
        guard.conduct.clicked(command);
        answer = keeper.map(one -> one.ask(command));
        mail = true;
    }

    /// The keeper's process is killed, and stays so until somebody settles or lives.
    void kill() {
        lifeEnded("is killed");
    }

    /// The service keeps something, and its own settings; that is on the disk.
    void serviceWrites() {
        try {
            var settings = home.data().resolve("openclaw.json");
            Files.writeString(home.data().resolve("memory.md"), "all I know");
            Files.writeString(
                    settings, Files.readString(settings).replaceFirst("\\{", "{\"mine\": 1,"));
            drive.changedByOthers(settings);
            wrote = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the service knows changes, in two files that belong together.
    void serviceLearns(String what) {
        try {
            Files.writeString(home.data().resolve("memory.md"), what);
            Files.writeString(home.data().resolve("index.md"), what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The service does not come up when it knows this.
    void spoiltBy(String what) {
        computer.spoilt = () -> what.equals(knows("memory.md"));
    }

    /// What is in one of its files; nothing where that is not there.
    String knows(String file) {
        try {
            var path = home.data().resolve(file);
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The newest safety copy that is there.
    String newestCopy() {
        try {
            return new LocalCopies(home.copies(), time).list().getFirst().id();
        } catch (Copies.Failure e) {
            throw new IllegalStateException(e);
        }
    }

    /// The person allows the service another amount of memory.
    void allow(long memoryMiB) {
        guard.conduct.chosen(Setting.MEMORY);
        try {
            settings()
                    .update(now ->
                            SettingsCodec.with(
                                            now,
                                            Setting.MEMORY,
                                            Optional.of(String.valueOf(memoryMiB)))
                                    .orElseThrow());
        } catch (Mortality.Killed killed) {
            died();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keeper.ifPresent(Supervisor::signal);
        mail = true;
    }

    private JsonSettings settings() {
        return new JsonSettings(home.settingsFile(), time, drive);
    }

    /// A file is gone.
    void lose(Path file) {
        try {
            Files.delete(file);
            drive.changedByOthers(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimulatedContainer ours() {
        return computer.containers.values().stream()
                .filter(one -> one.byUs)
                .findFirst()
                .orElseThrow();
    }

    /// Lives until what is kept as wanted is reached.
    ///
    /// @return whether it is, within ten minutes
    boolean settles() {
        return liveUntil(Duration.ofMinutes(10), this::isSettled);
    }

    void live(Duration length) {
        liveUntil(length, () -> false);
    }

    /// The keeper lives until it has ended by itself, and does not wake again by itself.
    void liveUntilEnd() {
        mayLive = false;
        liveUntil(Duration.ofMinutes(2), () -> keeper.isEmpty());
        mayLive = true;
    }

    // -- what is true

    Status status() {
        return keeper.map(one -> one.status().status()).orElseGet(Status.NotRunning::new);
    }

    boolean serves() {
        return computer.serves(keys.token());
    }

    RuntimeState kept() {
        return stateFile().peek() instanceof JsonStateFile.Glimpse.Kept(var state)
                ? state
                : RuntimeState.fresh("none");
    }

    List<JournalEntry> journal() {
        try {
            return new JsonlJournal(home.state(), journalBytes, 3, drive).newest(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSettled() {
        if (keeper.isEmpty()
                || kept().program().update().isPresent()
                || answer.filter(one -> !one.toCompletableFuture().isDone()).isPresent()) {
            return false;
        }
        return switch (status()) {
            case Status.Supervised(OperatorState.Ready _) ->
                    serves() && kept().desired() instanceof Desired.Running;
            case Status.Paused _ -> kept().desired() instanceof Desired.Paused;
            case Status.NotSetUp _ ->
                    kept().desired() instanceof Desired.Nothing && kept().cleanUps().isEmpty();
            case Status.Supervised _, Status.NotRunning _ -> isGivenUp();
        };
    }

    /// The person's word to give up holds until they say another.
    boolean isGivenUp() {
        return status() instanceof Status.Supervised(OperatorState.NeedsAttention(var problem))
                && problem.kind() == ProblemKind.STOPPED_BY_YOU;
    }

    // -- lives

    private boolean liveUntil(Duration atMost, BooleanSupplier enough) {
        var end = time.instant().plus(atMost);
        int atOnce = 0;
        while (time.instant().isBefore(end)) {
            if (keeper.isEmpty()) {
                wake();
            }
            var before = time.instant();
            var pause = turn();
            atOnce = time.instant().equals(before) && pause.isZero() ? atOnce + 1 : 0;
            if (atOnce > TURNS_AT_ONE_MOMENT) {
                throw new Broken("the loop spins");
            }
            if (enough.getAsBoolean()) {
                return true;
            }
            if (keeper.isEmpty() && !mayLive) {
                return false;
            }
            guard.noteTruth();
            time.pass(pause, () -> mail);
            mail = false;
        }
        return false;
    }

    private Duration turn() {
        if (keeper.isEmpty()) {
            return BETWEEN_LIVES;
        }
        var supervisor = keeper.get();
        guard.turnBegins();
        try {
            var pause = supervisor.turn();
            guard.turnEnded(supervisor.status());
            trace.shown(supervisor.status(), report -> report.status().toString());
            if (supervisor.hasEnded()) {
                supervisor.close();
                lifeEnded("ends");
                return BETWEEN_LIVES;
            }
            return pause;
        } catch (Mortality.Killed killed) {
            died();
            return BETWEEN_LIVES;
        }
    }

    private void died() {
        lifeEnded("dies at " + death.last());
        try {
            var cut = death.last().powerCut();
            if (cut.isPresent()) {
                drive.cutPower(cut.get());
                computer.losePower();
            } else {
                drive.onlyKilled();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lifeEnded(String how) {
        trace.say("keeper", () -> how);
        keeper = Optional.empty();
        answer = Optional.empty();
        guard.processEnded();
    }

    private void wake() {
        long life = ++lives;
        trace.say("keeper", () -> "wakes, life " + life);
        try {
            var folders = new HomeFolders(home, drive);
            folders.prepare();
            folders.sweep();
            keeper = Optional.of(new Supervisor(world(life), true));
        } catch (Mortality.Killed killed) {
            died();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonStateFile stateFile() {
        return new JsonStateFile(home.state(), time, () -> new UUID(7, ++attempts), drive);
    }

    private World world(long life) {
        var host = new SimulatedHost(engine, computer, calls, guard, chance, time);
        var doorway = new SimulatedDoorway(computer);
        var data = new FolderData(home.data(), 1, drive);
        var watchedData = new WatchedData(data);
        var configuration = new WatchedConfiguration(new GatewayConfiguration(home.data(), drive));
        var secrets = new FileSecrets(home.state().resolve("secrets"), keys.random(), drive);
        return new World(
                host,
                new Observer(
                        host,
                        probe,
                        configuration,
                        computer::isFree,
                        doorway,
                        watchedData,
                        secrets,
                        time),
                new SimulatedSource(computer, time, chance),
                ReleaseTags.none(),
                new JsonOffer(home.state(), drive),
                Runnable::run,
                configuration,
                (_, _, _) -> new Models.Reply.Has("tiny"),
                new ClosedPassage(),
                doorway,
                watchedData,
                new SimulatedCopies(
                        home.copies(), home.data(), new DyingScratch(death), time, this::swaps),
                secrets,
                stateFile(),
                new WatchedJournal(new JsonlJournal(home.state(), journalBytes, 3, drive)),
                settings(),
                new News<>(Settings.none()),
                new Drafts(new JsonDraft(home.state(), time, drive), secrets),
                time,
                time::uptime,
                () -> "attempt-" + ++attempts,
                new StatusReport.Supervisor(life, "sim"));
    }

    private void swaps() {
        guard.mayTouchData();
        drive.forget(home.data());
    }

    /// The guard reads along.
    private final class WatchedJournal implements Journal {
        private final Journal journal;

        WatchedJournal(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void write(JournalEntry entry) throws IOException {
            journal.write(entry);
            trace.say("journal", () -> entry.toString().lines().findFirst().orElse(""));
            guard.wrote(entry);
        }

        @Override
        public Told open(int last, Instant now) throws IOException {
            return journal.open(last, now);
        }

        @Override
        public List<JournalEntry> newest(int last) throws IOException {
            return journal.newest(last);
        }
    }

    /// Rule 5: erased with the person's word and under no running service.
    private final class WatchedData implements DataFolder {
        private final DataFolder data;

        WatchedData(DataFolder data) {
            this.data = data;
        }

        @Override
        public Path path() {
            return data.path();
        }

        @Override
        public State look(boolean made, boolean used) throws IOException {
            return data.look(made, used);
        }

        @Override
        public void make(int owner) throws IOException {
            guard.mayAct("make-data", "");
            data.make(owner);
        }

        @Override
        public void erase() throws IOException {
            guard.mayAct("clean-up", "");
            if (!erasable || !computer.onOurData().isEmpty()) {
                throw new Broken("rule 5: data is erased without the person's word, or in use");
            }
            data.erase();
        }
    }

    /// Not written under a running service.
    private final class WatchedConfiguration implements ServiceConfiguration {
        private final ServiceConfiguration configuration;

        WatchedConfiguration(ServiceConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public boolean fits(int port, List<String> names) throws IOException {
            return configuration.fits(port, names);
        }

        @Override
        public void fit(int port, List<String> names) throws IOException {
            guard.configures();
            configuration.fit(port, names);
        }

        @Override
        public void choose(Provider provider, Place place) throws IOException {
            guard.tellsProvider();
            configuration.choose(provider, place);
        }
    }
}
