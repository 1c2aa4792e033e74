package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.ReleaseName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// All verbs together, and how each of them may fail: in one line.
public final class Verbs {

    private Verbs() {}

    /// Does what the arguments say and gives the exit status. What a sign-in and a double click do
    /// needs no reading of arguments, which takes longer than the icon may take to come.
    public static int execute(Desk desk, String... arguments) {
        return switch (List.of(arguments).toString()) {
            case "[]" -> keep(new DesktopStart(desk, false, false));
            case "[" + BerthVerb.HIDDEN + "]" -> keep(new DesktopStart(desk, true, false));
            case "[" + BerthVerb.SIGN_IN + "]" -> keep(new DesktopStart(desk, true, true));
            default -> on(desk).execute(arguments);
        };
    }

    private static int keep(DesktopStart start) {
        try {
            return start.call();
        } catch (Exception e) {
            return say(e, "berth", start.desk());
        }
    }

    /// The command line, ready to execute arguments. The build makes its man page from it.
    public static CommandLine on(Desk desk) {
        var berth = new CommandLine(new BerthVerb(desk));
        berth.addSubcommand(new SetUpVerb(desk));
        berth.addSubcommand(new StartVerb(desk));
        berth.addSubcommand(new OpenVerb(desk));
        berth.addSubcommand(new StatusVerb(desk));
        berth.addSubcommand(new PauseVerb(desk));
        berth.addSubcommand(new RestartVerb(desk));
        berth.addSubcommand(new RepairVerb(desk));
        berth.addSubcommand(new ResetVerb(desk));
        berth.addSubcommand(copy(desk));
        berth.addSubcommand(new UpdateVerb(desk));
        berth.addSubcommand(settings(desk));
        berth.addSubcommand(new LogsVerb(desk));
        berth.addSubcommand(new JournalVerb(desk));
        berth.addSubcommand(new DoctorVerb(desk));
        berth.addSubcommand(new RunVerb(desk));
        berth.addSubcommand(new QuitVerb(desk));
        berth.addSubcommand(new HelpVerb(desk));
        berth.setOut(desk.out());
        berth.setErr(desk.err());
        berth.setParameterExceptionHandler(sayWhatWasExpected(desk));
        berth.setExecutionExceptionHandler(
                (failure, verb, _) -> say(failure, verb.getCommandSpec().qualifiedName(), desk));
        return berth;
    }

    private static CommandLine copy(Desk desk) {
        return new CommandLine(new CopyVerb(desk))
                .addSubcommand(new CopyCreateVerb(desk))
                .addSubcommand(new CopyListVerb(desk))
                .addSubcommand(new CopyVerifyVerb(desk))
                .addSubcommand(new CopyRestoreVerb(desk))
                .addSubcommand(new CopyExportVerb(desk))
                .addSubcommand(new CopyImportVerb(desk))
                .addSubcommand(new CopyWorkVerb(desk));
    }

    private static CommandLine settings(Desk desk) {
        return new CommandLine(new SettingsVerb(desk))
                .addSubcommand(new SettingsGetVerb(desk))
                .addSubcommand(new SettingsSetVerb(desk));
    }

    private static IParameterExceptionHandler sayWhatWasExpected(Desk desk) {
        return (failure, _) -> {
            desk.complain(Plain.line(expectation(failure)));
            return ExitStatus.BAD_USAGE;
        };
    }

    private static String expectation(ParameterException failure) {
        var spec = failure.getCommandLine().getCommandSpec();
        var name = spec.qualifiedName();
        var verbs = String.join(", ", failure.getCommandLine().getSubcommands().keySet());
        return switch (failure) {
            case UnmatchedArgumentException unknown when !verbs.isEmpty() ->
                    "%s: expected one of %s, such as %s, but was given %s"
                            .formatted(
                                    name,
                                    verbs,
                                    name.equals("berth") ? "berth status" : example(spec),
                                    String.join(" ", unknown.getUnmatched()));
            case UnmatchedArgumentException unknown ->
                    "%s: expected %s, such as %s, but was given %s"
                            .formatted(
                                    name,
                                    synopsis(failure),
                                    example(spec),
                                    String.join(" ", unknown.getUnmatched()));
            case MutuallyExclusiveArgsException _ ->
                    "%s: expected %s, such as %s, but was given two that exclude each other"
                            .formatted(name, synopsis(failure), example(spec));
            case MissingParameterException missing when missing.getMissing().isEmpty() ->
                    "%s: expected %s, such as %s, but something is missing"
                            .formatted(name, synopsis(failure), example(spec));
            case MissingParameterException missing ->
                    name
                            + ": "
                            + argument(missing.getMissing().getFirst())
                            + ", but was given nothing";
            default ->
                    Optional.ofNullable(failure.getArgSpec())
                            .filter(argument -> !argument.paramLabel().isEmpty())
                            .map(argument -> name + ": " + argument(argument) + value(failure))
                            .orElseGet(() ->
                                    "%s: expected %s, such as %s"
                                            .formatted(name, synopsis(failure), example(spec)));
        };
    }

    private static String synopsis(ParameterException failure) {
        var spec = failure.getCommandLine().getCommandSpec();
        return new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /// What an argument takes, by its label.
    private static String argument(ArgSpec argument) {
        var option =
                argument instanceof OptionSpec named ? named.longestName() : argument.paramLabel();
        var expected =
                switch (argument.paramLabel()) {
                    case "LINES" -> "a number of lines from 1 to 100000, such as 50";
                    case "SECONDS" -> "a number of seconds from 1, such as 120";
                    case "NAME" ->
                            "one of "
                                    + String.join(", ", argument.completionCandidates())
                                    + ", such as anthropic";
                    case "REPORT" -> "a file into which the report is written, such as report.zip";
                    case "PROBLEM" -> "the code of a problem, such as no-room";
                    case "VERB" -> "a verb, such as status";
                    case "SETTING" -> "the name of a setting, such as theme";
                    case "ID" ->
                            "an ID of 12 to 64 digits and letters a to f, such as 3f2a91c07be4";
                    case "COPY" ->
                            "the name of a safety copy, such as 20261122T151500Z-daily (see: berth copy list)";
                    case "COPYFILE" -> "a file such as moving.tar.zst";
                    case "REF" -> ReleaseName.EXPECTED;
                    case "FILE" ->
                            "a file from which the assistant's own place is made, such as place.qcow2";
                    case "TAR" -> "the assistant's program in a file, such as assistant.tar";
                    default -> "nothing behind it";
                };
        return option + " expects " + expected;
    }

    /// The first of the verb's own examples; without any, the bare verb is one.
    private static String example(CommandSpec spec) {
        return Arrays.stream(spec.usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.startsWith("berth "))
                .map(line -> line.split("  +", 2)[0])
                .findFirst()
                .orElse(spec.qualifiedName());
    }

    private static String value(ParameterException failure) {
        return failure.getValue() == null ? "" : ", but was given " + failure.getValue();
    }

    private static int say(Exception failure, String verb, Desk desk) {
        return switch (failure) {
            case Expected expected -> {
                desk.complain(Plain.line(verb + ": " + expected.sentence()));
                yield ExitStatus.BAD_USAGE;
            }
            case LostContact lost -> {
                desk.complain(String.valueOf(lost.getMessage()));
                yield ExitStatus.NEEDS_ATTENTION;
            }
            case IOException unusable -> {
                desk.complain(
                        Plain.line(
                                "Berth cannot use its folder %s (%s): make sure that your account may write there and that its disk has room."
                                        .formatted(desk.home().place().state(), reason(unusable))));
                yield ExitStatus.FAILED;
            }
            default -> {
                desk.log().open("commands.log");
                LoggerFactory.getLogger(Verbs.class).error("a verb failed", failure);
                desk.complain(
                        "Something went wrong inside Berth; please report it with the newest lines of "
                                + desk.home().place().logs().resolve("commands.log"));
                yield ExitStatus.FAILED;
            }
        };
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "access is denied";
            case NoSuchFileException _ -> "it is not there";
            case FileSystemException refused when refused.getReason() != null ->
                    refused.getReason();
            default -> "it does not work";
        };
    }
}
