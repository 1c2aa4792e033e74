package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.Plain;
import dev.berth.runtime.Berth.LostContact;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// All verbs together, and how each of them may fail: in one line.
public final class Verbs {

    private Verbs() {}

    /// The command line, ready to execute arguments.
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
        berth.addSubcommand(new LogsVerb(desk));
        berth.addSubcommand(new JournalVerb(desk));
        berth.addSubcommand(new RunVerb(desk));
        berth.addSubcommand(new QuitVerb(desk));
        berth.setOut(desk.out());
        berth.setErr(desk.err());
        berth.setParameterExceptionHandler(sayWhatWasExpected(desk));
        berth.setExecutionExceptionHandler((failure, verb, _) -> say(failure, verb, desk));
        return berth;
    }

    private static IParameterExceptionHandler sayWhatWasExpected(Desk desk) {
        return (failure, _) -> {
            desk.complain(Plain.line(expectation(failure)));
            return ExitStatus.BAD_USAGE;
        };
    }

    private static String expectation(ParameterException failure) {
        var spec = failure.getCommandLine().getCommandSpec();
        var synopsis =
                new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                        .synopsis(0)
                        .replaceAll("\\s+", " ")
                        .strip();
        var name = spec.qualifiedName();
        var verbs = String.join(", ", failure.getCommandLine().getSubcommands().keySet());
        return switch (failure) {
            case UnmatchedArgumentException unknown when !verbs.isEmpty() ->
                    "%s: expected one of %s, but was given %s"
                            .formatted(name, verbs, String.join(" ", unknown.getUnmatched()));
            case UnmatchedArgumentException unknown ->
                    "%s: expected %s, but was given %s"
                            .formatted(name, synopsis, String.join(" ", unknown.getUnmatched()));
            case MutuallyExclusiveArgsException _ ->
                    "%s: expected %s, but was given two that exclude each other"
                            .formatted(name, synopsis);
            case MissingParameterException _ ->
                    "%s: expected %s, but something is missing".formatted(name, synopsis);
            default -> "%s: expected %s".formatted(name, synopsis) + value(failure);
        };
    }

    private static String value(ParameterException failure) {
        return failure.getValue() == null ? "" : ", but was given " + failure.getValue();
    }

    private static int say(Exception failure, CommandLine verb, Desk desk) {
        return switch (failure) {
            case Expected expected -> {
                desk.complain(verb.getCommandSpec().qualifiedName() + ": " + expected.sentence());
                yield ExitStatus.BAD_USAGE;
            }
            case LostContact lost -> {
                desk.complain(String.valueOf(lost.getMessage()));
                yield ExitStatus.NEEDS_ATTENTION;
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
}
