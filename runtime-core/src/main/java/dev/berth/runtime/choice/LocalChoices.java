package dev.berth.runtime.choice;

import dev.berth.runtime.Choices;
import dev.berth.runtime.Place;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.MachineSizes;
import dev.berth.runtime.engine.EngineProgram;
import dev.berth.runtime.engine.EngineProgram.Fitness;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.news.News;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.RuntimeState.Dwelling;
import dev.berth.runtime.store.SettingsCodec;
import dev.berth.runtime.store.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// The choices of the home that this process holds. Any thread.
public final class LocalChoices implements Choices {
    private static final Duration ONE_WORD = Duration.ofSeconds(4);
    private static final int LONGEST_QUOTE = 80;

    private final SettingsFile file;
    private final News<Settings> news;
    private final EngineProgram program;
    private final Path dataFolder;
    private final Computer computer;
    private final Supplier<Dwelling> dwelling;
    private final Runnable signal;

    /// @param dwelling where the service lives, as it was written down
    /// @param signal tells the supervisor that something changed
    public LocalChoices(
            SettingsFile file,
            News<Settings> news,
            EngineProgram program,
            Path dataFolder,
            Computer computer,
            Supplier<Dwelling> dwelling,
            Runnable signal) {
        this.file = file;
        this.news = news;
        this.program = program;
        this.dataFolder = dataFolder;
        this.computer = computer;
        this.dwelling = dwelling;
        this.signal = signal;
    }

    @Override
    public Answer now() {
        try {
            return are(file.load());
        } catch (IOException e) {
            return new Answer.Refused(Why.SETTINGS_FILE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Answer choose(Setting setting, Optional<String> value) {
        var text = value.map(String::strip).filter(given -> !given.isEmpty());
        return objection(setting, text)
                .<Answer>map(refused -> refused)
                .orElseGet(() -> write(setting, text));
    }

    private Answer write(Setting setting, Optional<String> text) {
        try {
            var settings =
                    file.update(before -> SettingsCodec.with(before, setting, text).orElse(before));
            news.tell(settings);
            signal.run();
            return are(settings);
        } catch (IOException e) {
            return new Answer.Refused(Why.SETTINGS_FILE, String.valueOf(e.getMessage()));
        }
    }

    private Answer are(Settings settings) {
        var engine = program.inUse(aMoment());
        var lives = dwelling.get();
        return new Answer.Are(
                settings,
                new InUse(
                        engine.map(EngineProgram.InUse::program),
                        engine.flatMap(EngineProgram.InUse::version),
                        settings.release().orElse(OpenClaw.STANDARD_RELEASE),
                        settings.memoryMiB().orElse(OpenClaw.STANDARD_MEMORY_MIB),
                        computer.memoryMiB().getAsLong(),
                        dataFolder,
                        lives.place().orElseGet(settings::place),
                        lives.machine().map(LocalChoices::size)));
    }

    private static Size size(MachineRecord machine) {
        var size = machine.size();
        return new Size(size.processors(), size.memoryMiB(), size.diskGiB());
    }

    private static Limit aMoment() {
        return new Limit(ONE_WORD, new Cancellation());
    }

    /// Why this cannot be chosen, if so.
    private Optional<Answer.Refused> objection(Setting setting, Optional<String> text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (setting == Setting.ENGINE_PROGRAM) {
            return unfit(text.get());
        }
        return SettingsCodec.with(Settings.none(), setting, text).isPresent()
                ? beyond(setting, text.get())
                : Optional.of(
                        new Answer.Refused(
                                Why.VALUE,
                                "%s is not taken for the setting %s, which expects %s: give such a value; nothing was changed."
                                        .formatted(
                                                shown(setting, text.get()),
                                                setting.id(),
                                                setting.expected())));
    }

    /// Right by its form, and not to be had on this computer.
    private Optional<Answer.Refused> beyond(Setting setting, String text) {
        return switch (setting) {
            case PLACE -> elsewhere(Place.of(text).orElseThrow());
            case OWN_PROCESSORS ->
                    tooMuch(setting, Long.parseLong(text), computer.processors(), "processors");
            case OWN_MEMORY ->
                    computer.memoryMiB().getAsLong() == 0
                            ? Optional.empty()
                            : tooMuch(
                                    setting,
                                    Long.parseLong(text),
                                    computer.memoryMiB().getAsLong()
                                            - MachineSizes.FOR_THE_REST_MIB,
                                    "MiB of memory");
            case OWN_DISK -> smaller(Long.parseLong(text));
            case OWN_FILE ->
                    Files.isReadable(Path.of(text)) && Files.isRegularFile(Path.of(text))
                            ? Optional.empty()
                            : refused(
                                    Why.FILE_MISSING,
                                    text,
                                    "There is no file %s that your account may read (machineImage):"
                                            + " correct the path, or put the file there first");
            case START_AT_SIGN_IN,
                    LEAVE_RUNNING,
                    NOTIFICATIONS,
                    WAKE_WHEN_USED,
                    NAMES,
                    LANGUAGE,
                    THEME,
                    MEMORY,
                    PORT,
                    ENGINE_PROGRAM,
                    MIRROR,
                    PROXY,
                    OTHERS,
                    COPIES,
                    UPDATES ->
                    Optional.empty();
        };
    }

    private Optional<Answer.Refused> elsewhere(Place place) {
        if (place == Place.HERE && computer.usual() == Place.APART) {
            return Optional.of(
                    new Answer.Refused(
                            Why.ONLY_WAY,
                            "On this computer your assistant always has a place of its own (host);"
                                    + " nothing was changed."));
        }
        return place == Place.APART && computer.administrators()
                ? Optional.of(
                        new Answer.Refused(
                                Why.ADMINISTRATOR,
                                "This is the administrator's account, which cannot give your"
                                        + " assistant a place of its own (host): sign in as"
                                        + " yourself; nothing was changed."))
                : Optional.empty();
    }

    private static Optional<Answer.Refused> tooMuch(
            Setting setting, long wanted, long most, String what) {
        return wanted <= most
                ? Optional.empty()
                : Optional.of(
                        new Answer.Refused(
                                Why.TOO_MUCH,
                                "%d is more than this computer can give (%s): it can spare %d %s; nothing was changed."
                                        .formatted(wanted, setting.id(), Math.max(0, most), what)));
    }

    /// podman.md: a disk cannot shrink.
    private Optional<Answer.Refused> smaller(long wanted) {
        return dwelling.get()
                .machine()
                .filter(own -> wanted < own.size().diskGiB())
                .map(own ->
                        new Answer.Refused(
                                Why.ONLY_GROWS,
                                "%d GiB is less than your assistant's own place has already, and that only grows (machineDiskGiB): give at least %d; nothing was changed."
                                        .formatted(wanted, own.size().diskGiB())));
    }

    /// A proxy's address may hold a password.
    private static String shown(Setting setting, String text) {
        return setting == Setting.PROXY ? "What you gave" : quoted(text);
    }

    private static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE
                ? "\"" + text + "\""
                : "\"" + text.substring(0, LONGEST_QUOTE) + "…\"";
    }

    private Optional<Answer.Refused> unfit(String text) {
        var path = absolute(text);
        if (path.isEmpty()) {
            return refused(
                    Why.PROGRAM_NOT_ABSOLUTE,
                    text,
                    "%s is not the whole path of a program (engineProgram): give one that begins with /");
        }
        return switch (program.look(path.get(), aMoment())) {
            case Fitness.Fit _ -> Optional.empty();
            case Fitness.NoSuchFile _ ->
                    refused(
                            Why.PROGRAM_MISSING,
                            text,
                            "There is no file %s (engineProgram): correct the path, or install the program there first");
            case Fitness.NotStartable _ ->
                    refused(
                            Why.PROGRAM_NOT_EXECUTABLE,
                            text,
                            "%s is there, but it cannot be started on this computer (engineProgram): make it executable, or give the path of another program");
            case Fitness.Another _ ->
                    refused(
                            Why.PROGRAM_ANOTHER,
                            text,
                            "%s is another program than the one that Berth needs, as it says when asked for its version (engineProgram): give the path of the right one");
            case Fitness.Silent _ ->
                    refused(
                            Why.PROGRAM_ANOTHER,
                            text,
                            "%s was asked for its version and did not answer in time (engineProgram): try it in a terminal, or give the path of another program");
        };
    }

    private static Optional<Answer.Refused> refused(Why why, String text, String sentence) {
        return Optional.of(
                new Answer.Refused(
                        why, sentence.formatted(quoted(text)) + "; nothing was changed."));
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
