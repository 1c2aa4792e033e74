package dev.berth.runtime.firstrun;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings.Dwelling;
import dev.berth.runtime.choice.Computer;
import dev.berth.runtime.decision.MachineSizes;
import dev.berth.runtime.engine.EngineProgram;
import dev.berth.runtime.engine.HostState.Capacity;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks whether this computer can give the service a place of its own. Any thread.
public final class OwnPlaceCheckUps {
    private static final Duration ONE_WORD = Duration.ofSeconds(4);

    /// In MiB: with room for what the assistant will write.
    private static final long ROOM_WISHED = 20 * 1024;

    /// In MiB: a computer sold with 8 GiB has some less for programs.
    private static final long MEMORY_WISHED = 7000;

    private final EngineProgram program;
    private final OwnPlaceParts parts;
    private final List<Path> disks;
    private final Computer computer;
    private final Supplier<Optional<String>> installCommand;

    /// @param disks folders, there or not, on whose disks it will lie
    /// @param installCommand what installs the engine's program, where that is known
    public OwnPlaceCheckUps(
            EngineProgram program,
            OwnPlaceParts parts,
            List<Path> disks,
            Computer computer,
            Supplier<Optional<String>> installCommand) {
        this.program = program;
        this.parts = parts;
        this.disks = List.copyOf(disks);
        this.computer = computer;
        this.installCommand = installCommand;
    }

    /// What there is to say, given what was chosen.
    List<Check> checkUp(Dwelling chosen) {
        return List.of(engine(), room(), memory(chosen));
    }

    private Check engine() {
        if (computer.administrators()) {
            return bad(ProblemKind.NOT_FOR_ADMINISTRATORS, List.of());
        }
        var used = program.inUse(new Limit(ONE_WORD, new Cancellation()));
        if (used.isEmpty()) {
            var missing = Problem.of(ProblemKind.ENGINE_MISSING, List.of());
            return check(
                    Part.ENGINE,
                    Verdict.BAD,
                    missing.title() + ".",
                    installCommand
                            .get()
                            .<Cure>map(Cure.Install::new)
                            .orElseGet(() -> new Cure.AsSaid(missing)),
                    OptionalLong.empty(),
                    List.of());
        }
        var lacking = parts.missing();
        if (!lacking.isEmpty()) {
            return bad(
                    ProblemKind.ENGINE_PART_MISSING,
                    lacking.stream().map(name -> "not found: " + name).toList());
        }
        return check(
                Part.ENGINE,
                Verdict.GOOD,
                "The programs that give your assistant a place of its own are installed.",
                new Cure.None(),
                OptionalLong.empty(),
                used.get().version().map(version -> "version " + version).stream().toList());
    }

    private static Check bad(ProblemKind kind, List<String> details) {
        return check(
                Part.ENGINE,
                Verdict.BAD,
                kind.title() + ".",
                new Cure.AsSaid(Problem.of(kind, details)),
                OptionalLong.empty(),
                details);
    }

    private Check room() {
        var free =
                disks.stream()
                        .map(ComputerCheckUps::free)
                        .flatMapToLong(OptionalLong::stream)
                        .min();
        if (free.isEmpty()) {
            return check(
                    Part.ROOM,
                    Verdict.GOOD,
                    "The free space on the disk is not known.",
                    new Cure.None(),
                    free,
                    List.of());
        }
        return measured(
                Part.ROOM,
                free.getAsLong(),
                MachineSizes.LEAST_DISK_MIB,
                ROOM_WISHED,
                "There is enough free space on the disk.",
                "There is little free space on the disk; 20 GB would be better.",
                "There is not enough free space for a place of its own: %.0f GB are needed.");
    }

    private Check memory(Dwelling chosen) {
        long all = computer.memoryMiB().getAsLong();
        if (all <= 0) {
            return check(
                    Part.MEMORY,
                    Verdict.GOOD,
                    "How much memory is here is not known.",
                    new Cure.None(),
                    OptionalLong.empty(),
                    List.of());
        }
        var size = MachineSizes.wanted(chosen, new Capacity(computer.processors(), all, 0));
        return measured(
                Part.MEMORY,
                all,
                size.memoryMiB() + MachineSizes.FOR_THE_REST_MIB,
                MEMORY_WISHED,
                "This computer has enough memory.",
                "This computer has little memory; 8 GB would be better.",
                "There is not enough memory for a place of its own: %.1f GB are needed.");
    }

    private static Check measured(
            Part part,
            long figure,
            long needed,
            long wished,
            String good,
            String poor,
            String bad) {
        if (figure < needed) {
            var details = List.of("there: %d MiB, needed: %d MiB".formatted(figure, needed));
            return check(
                    part,
                    Verdict.BAD,
                    bad.formatted(needed / 1024.0),
                    new Cure.AsSaid(Problem.of(ProblemKind.COMPUTER_TOO_SMALL, details)),
                    OptionalLong.of(figure),
                    details);
        }
        var enough = figure >= wished;
        return check(
                part,
                enough ? Verdict.GOOD : Verdict.POOR,
                enough ? good : poor,
                new Cure.None(),
                OptionalLong.of(figure),
                List.of());
    }

    private static Check check(
            Part part,
            Verdict verdict,
            String sentence,
            Cure cure,
            OptionalLong figure,
            List<String> details) {
        return new Check(
                part,
                verdict,
                sentence,
                Stream.of(figure).flatMapToLong(OptionalLong::stream).boxed().findFirst(),
                cure,
                details);
    }
}
