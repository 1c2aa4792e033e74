package dev.berth.runtime;

import dev.berth.runtime.choice.Computer;
import dev.berth.runtime.choice.LocalChoices;
import dev.berth.runtime.choice.UnattendedChoices;
import dev.berth.runtime.copies.LocalCopies;
import dev.berth.runtime.copies.Scribe;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.copies.errand.Carrying;
import dev.berth.runtime.copies.errand.HomeCopies;
import dev.berth.runtime.copies.errand.Order;
import dev.berth.runtime.doctor.HomeCheckUp;
import dev.berth.runtime.door.Doorway;
import dev.berth.runtime.door.HomeDoorway;
import dev.berth.runtime.door.NettyCarpenter;
import dev.berth.runtime.door.Ports;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.podman.SwitchedHost;
import dev.berth.runtime.estate.EngineSide;
import dev.berth.runtime.estate.HomeBelongings;
import dev.berth.runtime.estate.SignInEntry;
import dev.berth.runtime.firstrun.ComputerCheckUps;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.firstrun.LocalFirstRun;
import dev.berth.runtime.firstrun.OwnPlaceCheckUps;
import dev.berth.runtime.firstrun.OwnPlaceParts;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.news.News;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.passage.Passage;
import dev.berth.runtime.passage.SocketPassage;
import dev.berth.runtime.provision.SystemInstaller;
import dev.berth.runtime.report.HomeDoctor;
import dev.berth.runtime.screens.WindowPlace;
import dev.berth.runtime.service.GatewayConfiguration;
import dev.berth.runtime.service.HttpModels;
import dev.berth.runtime.service.HttpProbe;
import dev.berth.runtime.source.OciSource;
import dev.berth.runtime.store.ChosenProgram;
import dev.berth.runtime.store.FileSecrets;
import dev.berth.runtime.store.FolderData;
import dev.berth.runtime.store.HomeFolders;
import dev.berth.runtime.store.HomeLock;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JsonDraft;
import dev.berth.runtime.store.JsonOffer;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.JsonStateFile;
import dev.berth.runtime.store.JsonStateFile.Glimpse;
import dev.berth.runtime.store.JsonlJournal;
import dev.berth.runtime.store.KnownSecrets;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.story.Story;
import dev.berth.runtime.supervisor.Activities;
import dev.berth.runtime.supervisor.HomeSecrets;
import dev.berth.runtime.supervisor.Leftovers;
import dev.berth.runtime.supervisor.LocalBerth;
import dev.berth.runtime.supervisor.Supervisor;
import dev.berth.runtime.supervisor.Threshold;
import dev.berth.runtime.supervisor.World;
import dev.berth.runtime.wire.Contact;
import dev.berth.runtime.wire.KeeperClient;
import dev.berth.runtime.wire.KeeperSocket;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The composition root: where an application gets its Berth from, and the only class that may know
/// every room below.
public final class Berths {

    private static final Logger LOG = LoggerFactory.getLogger(Berths.class);

    /// More lines than what is left of a reset can have brought about.
    private static final int JOURNAL_REACH = 2000;

    private static final Duration STATUS_ANSWER = Duration.ofSeconds(2);

    private static final Duration OFFLINE_ANSWER = Duration.ofSeconds(10);

    private Berths() {}

    /// What came of the wish to supervise a home.
    public sealed interface Opening {

        /// The home is ours until the keeper ends.
        record Supervising(Keeper keeper) implements Opening {}

        /// Another process holds the home.
        ///
        /// @param pid which one
        record HeldBy(long pid) implements Opening {}

        /// The home cannot be supervised.
        ///
        /// @param sentence why, and what to do
        record Refused(String sentence) implements Opening {}
    }

    /// Takes the home's lock, starts the supervisor and lets other processes of this person talk to
    /// it.
    ///
    /// @param voice says on the waiting page how things stand
    /// @param program how this program is started: safety copies are made by a process of its own
    public static Opening supervise(Home home, Voice voice, List<String> program) {
        return open(home, Optional.of(voice), program);
    }

    /// Takes the home's lock and runs the supervisor for this process alone; starts nothing by
    /// itself. For set-up, pause and reset while no keeper runs.
    ///
    /// @param program how this program is started
    public static Opening alone(Home home, List<String> program) {
        return open(home, Optional.empty(), program);
    }

    private static Opening open(Home home, Optional<Voice> voice, List<String> program) {
        try {
            new HomeFolders(home).prepare();
            return switch (HomeLock.attempt(home.state(), HomeLock.Holder.self(version()))) {
                case HomeLock.Attempt.Taken(var lock) -> locked(home, voice, program, lock);
                case HomeLock.Attempt.HeldBy(var holder) ->
                        new Opening.HeldBy(holder.map(HomeLock.Holder::pid).orElse(0L));
            };
        } catch (IOException e) {
            return new Opening.Refused(String.valueOf(e.getMessage()));
        }
    }

    /// A lock lives on its file: where that was replaced, it does not tell of the keeper before.
    private static Opening locked(
            Home home, Optional<Voice> voice, List<String> program, HomeLock lock)
            throws IOException {
        if (KeeperSocket.isHeard(home)) {
            lock.close();
            return new Opening.HeldBy(0);
        }
        return new Opening.Supervising(start(home, voice, program, lock));
    }

    /// @param voice empty where nobody but this process is served
    private static Keeper start(
            Home home, Optional<Voice> voice, List<String> program, HomeLock lock)
            throws IOException {
        var closers = new ArrayDeque<Closeable>();
        closers.add(lock::close);
        try {
            new HomeFolders(home).sweep();
            var host = host(home);
            var passage = new SocketPassage(home.run().resolve("passage"));
            closers.add(passage);
            var doorway = new HomeDoorway(new NettyCarpenter());
            closers.add(doorway);
            var world = world(home, host, passage, doorway, program);
            var supervisor = new Supervisor(world, voice.isPresent());
            var berth =
                    new LocalBerth(
                            world,
                            supervisor,
                            choices(home, host, world, supervisor),
                            firstRun(home, host, world),
                            new WindowPlace(world.clock()),
                            () -> close(closers));
            if (voice.isPresent()) {
                var threshold = new Threshold(supervisor, world.settingsNews());
                closers.add(threshold::close);
                doorway.serve(threshold, voice.get(), supervisor::signal);
                var socket = KeeperSocket.open(home, berth, version());
                closers.addFirst(socket::retire);
                closers.addLast(
                        socket::close); // who asked us to quit hears from us when the home is free
            }
            berth.begin();
            return berth;
        } catch (IOException | RuntimeException e) {
            close(closers);
            throw e;
        }
    }

    private static Choices choices(
            Home home, SwitchedHost host, World world, Supervisor supervisor) {
        return new LocalChoices(
                world.settingsFile(),
                world.settingsNews(),
                host.program(),
                home.data(),
                Computer.present(),
                () -> lives(home),
                supervisor::signal);
    }

    /// Where the service lives, as it was written down last.
    private static RuntimeState.Dwelling lives(Home home) {
        return kept(home).map(RuntimeState::dwelling).orElseGet(RuntimeState.Dwelling::none);
    }

    private static FirstRun firstRun(Home home, SwitchedHost host, World world) {
        var installer = new SystemInstaller(home.logs(), System.getenv());
        return new LocalFirstRun(
                new ComputerCheckUps(
                        world.host(),
                        home.data(),
                        System.getProperty("user.name", ""),
                        Computer.present().memoryMiB(),
                        () -> chosen(home),
                        new OwnPlaceCheckUps(
                                host.program(),
                                new OwnPlaceParts(System.getenv()),
                                List.of(home.data(), Path.of(System.getProperty("user.home", "/"))),
                                Computer.present(),
                                installer::command),
                        installer::command),
                installer,
                world.drafts());
    }

    /// Everything by hand, in one place.
    private static World world(
            Home home, SwitchedHost host, Passage passage, Doorway doorway, List<String> program) {
        var clock = Clock.systemUTC();
        var configuration = new GatewayConfiguration(home.data());
        var data = new FolderData(home.data());
        var secrets = new FileSecrets(home.state().resolve("secrets"), new SecureRandom());
        var observer =
                new Observer(
                        host,
                        new HttpProbe(),
                        configuration,
                        Ports.ofThisComputer(),
                        doorway,
                        data,
                        secrets,
                        clock);
        var source = new OciSource(home.cache(), System.getenv(), "Berth/" + version(), clock);
        return new World(
                host,
                observer,
                source,
                source,
                new JsonOffer(home.state()),
                work -> Thread.ofVirtual().name("berth-aside").start(work),
                configuration,
                new HttpModels(),
                passage,
                doorway,
                data,
                new HomeCopies(home.copies(), home.data(), program),
                secrets,
                stateFile(home),
                new JsonlJournal(home.state()),
                settings(home),
                new News<>(Settings.none()),
                new Drafts(new JsonDraft(home.state(), clock), secrets),
                clock,
                () -> Duration.ofNanos(System.nanoTime()),
                attemptIds(clock),
                new StatusReport.Supervisor(ProcessHandle.current().pid(), version()));
    }

    /// Turned to where the service lives, or will.
    private static SwitchedHost host(Home home) {
        var host =
                new SwitchedHost(
                        System.getenv(),
                        home.state(),
                        new ChosenProgram(settings(home)),
                        Computer.present().memoryMiB());
        host.turnTo(place(home));
        return host;
    }

    private static Place place(Home home) {
        var wished = chosen(home).place();
        return kept(home).map(state -> state.livesAt(wished)).orElse(wished);
    }

    private static JsonSettings settings(Home home) {
        return new JsonSettings(home.settingsFile(), Clock.systemUTC());
    }

    private static JsonStateFile stateFile(Home home) {
        return new JsonStateFile(home.state(), Clock.systemUTC(), UUID::randomUUID);
    }

    /// Unique in a home, because one process at a time writes there: the moment and a number.
    private static Supplier<String> attemptIds(Clock clock) {
        var first = Long.toString(clock.millis(), Character.MAX_RADIX);
        var number = new AtomicLong();
        return () -> first + "-" + number.incrementAndGet();
    }

    private static void close(Deque<Closeable> closers) {
        while (!closers.isEmpty()) {
            try {
                closers.pop().close();
            } catch (IOException e) {
                LOG.warn("at the end: {}", e.getMessage());
            }
        }
    }

    /// The supervisor in another process; empty when none runs.
    ///
    /// @throws Berth.LostContact when one is there that does not answer, or speaks otherwise than
    ///   we do; its message is a sentence for people
    public static Optional<Berth> connect(Home home) {
        return switch (KeeperClient.connect(home, version())) {
            case Contact.Connected(var berth) -> Optional.of(berth);
            case Contact.NobodyThere _ -> Optional.empty();
            case Contact.Incompatible(var sentence) -> throw new Berth.LostContact(sentence);
            case Contact.Unreachable(var sentence) -> throw new Berth.LostContact(sentence);
        };
    }

    /// What the files say while no keeper runs: not set up, or not running, and what resets have
    /// left. Writes nothing.
    public static StatusReport unsupervised(Home home) {
        var kept = kept(home);
        var configured =
                switch (stateFile(home).peek()) {
                    case Glimpse.Kept(var state) -> state.configured();
                    case Glimpse.Unreadable _ -> true; // a start says what is wrong
                    case Glimpse.Nothing _ -> isChosen(home);
                };
        return StatusReport.unsupervised(
                configured ? new Status.NotRunning() : new Status.NotSetUp(),
                Instant.now(),
                copiesThere(home),
                kept.filter(state -> !state.cleanUps().isEmpty())
                        .map(state -> Leftovers.of(state, journal(home)))
                        .orElseGet(List::of));
    }

    private static StatusReport.Copies copiesThere(Home home) {
        var glance = new HomeCopies(home.copies(), home.data(), List.of()).glance();
        return new StatusReport.Copies(glance.last(), glance.count());
    }

    private static List<JournalEntry> journal(Home home) {
        return journal(home, JOURNAL_REACH);
    }

    private static List<JournalEntry> journal(Home home, int lines) {
        try {
            return new JsonlJournal(home.state()).newest(lines);
        } catch (IOException e) {
            LOG.info("the journal cannot be read: {}", e.getMessage());
            return List.of();
        }
    }

    private static Optional<RuntimeState> kept(Home home) {
        return stateFile(home).peek() instanceof Glimpse.Kept(var state)
                ? Optional.of(state)
                : Optional.empty();
    }

    /// How Berth's window looks and speaks, without a keeper; as the system has it where the
    /// settings cannot be read.
    public static Settings.Look look(Home home) {
        try {
            return settings(home).load().look();
        } catch (IOException e) {
            LOG.info("the settings cannot be read: {}", e.getMessage());
            return Settings.Look.system();
        }
    }

    private static Settings chosen(Home home) {
        try {
            return settings(home).load();
        } catch (IOException e) {
            LOG.info("the settings cannot be read: {}", e.getMessage());
            return Settings.none();
        }
    }

    /// Settings outlive lost notes, and a start restores these.
    private static boolean isChosen(Home home) {
        try {
            var settings = new JsonSettings(home.settingsFile(), Clock.systemUTC());
            return settings.load().release().isPresent();
        } catch (IOException e) {
            return true; // a start says what is wrong
        }
    }

    /// The choices of a home while no keeper runs.
    public static Choices unsupervisedChoices(Home home) {
        return new UnattendedChoices(
                new LocalChoices(
                        settings(home),
                        new News<>(Settings.none()),
                        host(home).program(),
                        home.data(),
                        Computer.present(),
                        () -> lives(home),
                        () -> {}),
                new HomeFolders(home),
                home.state(),
                HomeLock.Holder.self(version()));
    }

    /// The safety copies of a home. Works whether a keeper runs or not.
    public static Copies copies(Home home) {
        return new LocalCopies(home.copies(), Clock.systemUTC());
    }

    /// Carries out what a keeper ordered, as a process of its own: `berth copy work`.
    ///
    /// @param arguments as the keeper gave them
    /// @param release of the service, where the keeper knows it
    /// @param in what the keeper answers; when it ends, all is given up
    /// @param out what the keeper is told
    /// @return whether all went well; empty when these are no such arguments
    public static Optional<Boolean> carryOut(
            Home home,
            List<String> arguments,
            Optional<String> release,
            InputStream in,
            OutputStream out) {
        var owner =
                new Scribe.Owner(
                        kept(home).map(RuntimeState::instance).orElse("unknown"),
                        release,
                        version());
        return Order.of(arguments)
                .map(order ->
                        new Carrying(
                                        Scribe.patient(
                                                home.copies(),
                                                Scratch.ofThisComputer(),
                                                Clock.systemUTC()),
                                        home.data(),
                                        owner,
                                        room(home),
                                        in,
                                        out,
                                        () -> Duration.ofNanos(System.nanoTime()))
                                .carryOut(order));
    }

    /// How many bytes all copies may take; nothing is taken away where that cannot be read.
    private static OptionalLong room(Home home) {
        return chosen(home).copiesGiB().stream().map(gib -> gib << 30).findFirst();
    }

    /// The service's last lines as far as they were kept, oldest first, without a keeper.
    public static List<String> offlineLog(Home home, int lines) {
        var container = kept(home).flatMap(RuntimeState::container).map(ContainerId::new);
        if (container.isEmpty()) {
            return List.of();
        }
        var limit = new Limit(OFFLINE_ANSWER, new Cancellation());
        var host = host(home);
        // where it lives apart, it is found by looking
        host.look(kept(home).flatMap(state -> state.dwelling().machine()), limit);
        var engine = host.engine();
        return switch (engine.lastLines(container.get(), lines, limit)) {
            case Answer.Got<List<String>>(var got) -> {
                var known = secrets(home);
                known.learn();
                yield got.stream().map(known).toList();
            }
            case Answer.Failed<List<String>>(var failure) -> {
                LOG.info("the service's log cannot be read: {}", failure.kind());
                yield List.of();
            }
        };
    }

    /// Takes the secrets of this home out of texts, those made later too.
    public static UnaryOperator<String> withoutSecrets(Home home) {
        var known = secrets(home);
        return text -> {
            known.learn();
            return known.apply(text);
        };
    }

    private static KnownSecrets secrets(Home home) {
        return HomeSecrets.in(new FileSecrets(home.state().resolve("secrets"), new SecureRandom()));
    }

    /// What Berth did and why, oldest first, without a keeper.
    public static List<Activity> offlineActivity(Home home, int last) {
        try {
            return Activities.of(new JsonlJournal(home.state()).newest(last));
        } catch (IOException e) {
            LOG.info("the journal cannot be read: {}", e.getMessage());
            return List.of();
        }
    }

    /// What happened, from the journal's newest lines, oldest first; without a keeper, and while
    /// one runs too.
    ///
    /// @param lines of the journal, at most
    public static List<Episode> story(Home home, int lines) {
        return Story.of(journal(home, lines));
    }

    /// The doctor of this home, who needs no keeper.
    public static Doctor doctor(Home home) {
        return new HomeDoctor(
                new HomeDoctor.Means(
                        home,
                        System.getenv(),
                        Path.of("/"),
                        version(),
                        told -> checkUp(home).examine(told),
                        () -> host(home).insight(),
                        () -> kept(home).flatMap(RuntimeState::container).map(ContainerId::new),
                        () -> told(home),
                        () -> story(home, JOURNAL_REACH)));
    }

    private static HomeCheckUp checkUp(Home home) {
        var host = host(home);
        return new HomeCheckUp(
                new HomeCheckUp.Means(
                        home,
                        Path.of("/"),
                        System.getenv(),
                        version(),
                        host,
                        host.insight(),
                        Computer.present().memoryMiB(),
                        () -> unsupervised(home),
                        Clock.systemUTC()));
    }

    /// What this home has on this computer. Works whether a keeper runs or not.
    public static Belongings belongings(Home home) {
        return new HomeBelongings(
                home,
                new HomeCopies(home.copies(), home.data(), List.of())::beside,
                () -> kept(home),
                () -> chosen(home),
                new EngineSide(() -> host(home), home.data()),
                new SignInEntry(home.state().resolve("sign-in-entry"), autostart()));
    }

    /// Where a desktop has a list of files (Desktop Application Autostart Specification 0.5).
    private static Path autostart() {
        var config = System.getenv("XDG_CONFIG_HOME");
        return (config != null && config.startsWith("/")
                        ? Path.of(config)
                        : Path.of(System.getProperty("user.home", "/"), ".config"))
                .resolve("autostart/dev.berth.Berth.desktop");
    }

    /// What the keeper says of how things stand, or why it says nothing.
    private static String told(Home home) {
        return switch (KeeperClient.connect(home, version(), STATUS_ANSWER)) {
            case Contact.Connected(var berth) -> {
                try (berth) {
                    yield StatusJson.write(berth.status()) + "\n";
                }
            }
            case Contact.NobodyThere _ -> StatusJson.write(unsupervised(home)) + "\n";
            case Contact.Incompatible(var sentence) -> sentence + "\n";
            case Contact.Unreachable(var sentence) -> sentence + "\n";
        };
    }

    /// The version of this program, as the build wrote it into `version.properties`.
    public static String version() {
        var properties = new Properties();
        try (var file = Berths.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(file, "version.properties is not in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
