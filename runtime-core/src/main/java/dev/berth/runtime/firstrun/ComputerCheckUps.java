package dev.berth.runtime.firstrun;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.Place;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.Meaning;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.Cure.By;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at this computer: the engine as the supervisor will find it, the disks, the memory.
public final class ComputerCheckUps implements CheckUps {
    private static final Logger LOG = LoggerFactory.getLogger(ComputerCheckUps.class);

    /// To fetch the service's program and to unpack it, in MiB.
    static final long ROOM_NEEDED = 3 * 1024;

    /// The same, with room for what the assistant will write.
    static final long ROOM_WISHED = 6 * 1024;

    /// The service alone may use 2 GiB. A computer sold with 2 or 4 GiB has some less for programs.
    static final long MEMORY_NEEDED = 1800;

    static final long MEMORY_WISHED = 3500;

    private static final Duration ENGINE = Duration.ofSeconds(10);
    private static final Duration STORE = Duration.ofSeconds(4);
    private static final long MIB = 1L << 20;

    private final Host host;
    private final Path data;
    private final String account;
    private final LongSupplier memory;
    private final Supplier<Settings> settings;
    private final OwnPlaceCheckUps ownPlace;
    private final Supplier<Optional<String>> installCommand;

    /// @param data the service's data, there or not
    /// @param account name of the person's account
    /// @param memory this computer's memory in MiB; 0 where it cannot be told
    /// @param settings what was chosen
    /// @param ownPlace looks where the service has, or shall have, a place of its own
    /// @param installCommand what installs the missing parts, where that is known
    public ComputerCheckUps(
            Host host,
            Path data,
            String account,
            LongSupplier memory,
            Supplier<Settings> settings,
            OwnPlaceCheckUps ownPlace,
            Supplier<Optional<String>> installCommand) {
        this.host = host;
        this.data = data;
        this.account = account;
        this.memory = memory;
        this.settings = settings;
        this.ownPlace = ownPlace;
        this.installCommand = installCommand;
    }

    @Override
    public List<Check> checkUp(Optional<Place> place) {
        var chosen = settings.get();
        return switch (place.orElseGet(chosen::place)) {
            case HERE -> List.of(engine(), room(), memory());
            case APART -> ownPlace.checkUp(chosen.dwelling());
        };
    }

    // -- engine

    private Check engine() {
        var limit = new Limit(ENGINE, new Cancellation());
        return switch (host.look(Optional.empty(), limit)) {
            case Answer.Got<HostState>(HostState.Native _),
                    Answer.Got<HostState>(HostState.Running _) ->
                    engine(limit);
            case Answer.Got<HostState>(HostState.Machine _) ->
                    good(List.of()); // what answered can make what is not there yet
            case Answer.Failed<HostState>(var failure) -> bad(failure);
        };
    }

    private Check engine(Limit limit) {
        return switch (host.engine().report(limit)) {
            case Answer.Got<EngineReport>(var report) ->
                    good(List.of("version " + report.version()));
            case Answer.Failed<EngineReport>(var failure) -> bad(failure);
        };
    }

    private static Check good(List<String> details) {
        return new Check(
                Part.ENGINE,
                Verdict.GOOD,
                "The program that keeps your assistant apart is installed and works.",
                Optional.empty(),
                new Cure.None(),
                details);
    }

    private Check bad(EngineFailure failure) {
        if (failure.kind() == EngineFailure.Kind.STALE) {
            return good(Meaning.details(failure)); // set-up puts that in order by itself
        }
        return failure.stands()
                ? broken(failure, problem(failure, ProblemKind.ENGINE_UNUSABLE))
                : unclear(problem(failure, ProblemKind.CANNOT_TELL));
    }

    private Check broken(EngineFailure failure, Problem problem) {
        return new Check(
                Part.ENGINE,
                Verdict.BAD,
                problem.kind().title() + ".",
                Optional.empty(),
                cure(failure, problem),
                problem.details());
    }

    /// It may be busy; set-up will say what holds then.
    private static Check unclear(Problem problem) {
        return new Check(
                Part.ENGINE,
                Verdict.POOR,
                "The program that keeps your assistant apart gave no clear answer yet.",
                Optional.empty(),
                new Cure.AsSaid(problem),
                problem.details());
    }

    private static Problem problem(EngineFailure failure, ProblemKind otherwise) {
        return Problem.of(Meaning.of(failure).orElse(otherwise), Meaning.details(failure));
    }

    private Cure cure(EngineFailure failure, Problem problem) {
        return switch (failure.kind()) {
            case PROGRAM_MISSING, PART_MISSING ->
                    installCommand
                            .get()
                            .<Cure>map(Cure.Install::new)
                            .orElseGet(() -> new Cure.AsSaid(problem));
            case USER_IDS_MISSING -> byHand(failure).orElseGet(() -> new Cure.AsSaid(problem));
            default -> new Cure.AsSaid(problem);
        };
    }

    private Optional<Cure> byHand(EngineFailure failure) {
        return failure.cure().by() == By.PERSON
                ? failure.cure().steps().stream()
                        .filter(step -> step.contains("usermod"))
                        .map(step -> step.substring(Math.max(0, step.indexOf("sudo"))))
                        .map(command -> command.replace("YOUR-NAME", account))
                        .<Cure>map(Cure.ByHand::new)
                        .findFirst()
                : Optional.empty();
    }

    // -- room

    private Check room() {
        var limit = new Limit(STORE, new Cancellation());
        var store =
                host.engine().store(limit) instanceof Answer.Got<Path>(var folder)
                        ? Stream.of(folder)
                        : Stream.<Path>empty();
        var free =
                Stream.concat(Stream.of(data), store)
                        .map(ComputerCheckUps::free)
                        .flatMapToLong(OptionalLong::stream)
                        .min();
        if (free.isEmpty()) {
            return told(Part.ROOM, Verdict.GOOD, "The free space on the disk is not known.", free);
        }
        return told(
                Part.ROOM,
                verdict(free.getAsLong(), ROOM_NEEDED, ROOM_WISHED),
                sentence(
                        free.getAsLong(),
                        ROOM_NEEDED,
                        ROOM_WISHED,
                        "There is enough free space on the disk.",
                        "There is little free space on the disk; 6 GB would be better.",
                        "There is not enough free space on the disk: 3 GB are needed."),
                free);
    }

    /// On the disk of the nearest folder that is there.
    static OptionalLong free(Path folder) {
        var there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Files.getFileStore(there).getUsableSpace() / MIB);
        } catch (IOException e) {
            LOG.info("the free space of {} is not known: {}", there, e.getMessage());
            return OptionalLong.empty();
        }
    }

    // -- memory

    private Check memory() {
        long known = memory.getAsLong();
        var all = known > 0 ? OptionalLong.of(known) : OptionalLong.empty();
        if (all.isEmpty()) {
            return told(Part.MEMORY, Verdict.GOOD, "How much memory is here is not known.", all);
        }
        return told(
                Part.MEMORY,
                verdict(all.getAsLong(), MEMORY_NEEDED, MEMORY_WISHED),
                sentence(
                        all.getAsLong(),
                        MEMORY_NEEDED,
                        MEMORY_WISHED,
                        "This computer has enough memory.",
                        "This computer has little memory; 4 GB would be better.",
                        "This computer has not enough memory: 2 GB are needed."),
                all);
    }

    private static Verdict verdict(long figure, long needed, long wished) {
        if (figure < needed) {
            return Verdict.BAD;
        }
        return figure < wished ? Verdict.POOR : Verdict.GOOD;
    }

    private static String sentence(
            long figure, long needed, long wished, String good, String poor, String bad) {
        return switch (verdict(figure, needed, wished)) {
            case GOOD -> good;
            case POOR -> poor;
            case BAD -> bad;
        };
    }

    private static Check told(Part part, Verdict verdict, String sentence, OptionalLong figure) {
        var cure =
                part == Part.ROOM && verdict == Verdict.BAD
                        ? new Cure.AsSaid(Problem.of(ProblemKind.NO_ROOM, List.of()))
                        : new Cure.None();
        return new Check(
                part,
                verdict,
                sentence,
                figure.isPresent() ? Optional.of(figure.getAsLong()) : Optional.empty(),
                cure,
                List.of());
    }
}
