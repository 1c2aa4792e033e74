package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.app.words.DoctorWords;
import dev.berth.runtime.Doctor.Saved;
import dev.berth.runtime.Examination;
import dev.berth.runtime.ExaminationJson;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.ProblemPage;
import dev.berth.runtime.Sign.Verdict;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Find out what is wrong. Looks at everything that your assistant needs, in under three"
                    + " seconds, and changes nothing; works while Berth itself does not.",
            "A report for others holds all that helps them, without keys, names and addresses."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is broken", "1:something is broken, or no report was written"},
        footer = {
            "",
            "Examples:",
            "  berth doctor",
            "  berth doctor --verbose              with technical details",
            "  berth doctor --explain no-room      the page of a problem",
            "  berth doctor --bundle report.zip    write a report for others"
        })
final class DoctorVerb extends Verb {

    @ArgGroup(exclusive = true)
    private final What what = new What();

    @Option(names = "--verbose", description = "Also show technical details.")
    private boolean verbose;

    /// One of these.
    private static final class What {
        @Option(names = "--json", description = "For programs: one object on one line.")
        private boolean json;

        @Option(
                names = "--bundle",
                paramLabel = "REPORT",
                description = "Write a report for others into this file.")
        private Optional<String> bundle = Optional.empty();

        @Option(
                names = "--explain",
                paramLabel = "PROBLEM",
                description = "Show the page of the problem with this code.")
        private Optional<String> problem = Optional.empty();
    }

    DoctorVerb(Desk desk) {
        super(desk);
    }

    @Override
    public Integer call() {
        if (what.problem.isPresent()) {
            return explain(what.problem.get());
        }
        if (what.bundle.isPresent()) {
            return bundle(what.bundle.get());
        }
        return examine();
    }

    private int explain(String code) {
        var kind =
                ProblemKind.ofCode(code)
                        .orElseThrow(() ->
                                new Expected(
                                        "--explain expects one of %s, such as no-room, but was given %s"
                                                .formatted(
                                                        Arrays.stream(ProblemKind.values())
                                                                .map(ProblemKind::code)
                                                                .collect(Collectors.joining(", ")),
                                                        code)));
        DoctorWords.page(ProblemPage.of(kind)).forEach(desk::say);
        return ExitStatus.REACHED;
    }

    private int bundle(String name) {
        return switch (desk.home().doctor().save(path(name))) {
            case Saved.Written(var file, long bytes, var examination) -> {
                desk.say(DoctorWords.written(file, bytes));
                DoctorWords.worst(examination).forEach(desk::say);
                yield ExitStatus.REACHED;
            }
            case Saved.NotWritten(var sentence) -> {
                desk.complain(sentence);
                yield ExitStatus.FAILED;
            }
        };
    }

    private static Path path(String name) {
        try {
            if (!name.isBlank()) {
                return Path.of(name);
            }
        } catch (InvalidPathException none) {
            // said below
        }
        throw new Expected(
                "--bundle expects a file into which the report is written, such as report.zip, but was given "
                        + name);
    }

    private int examine() {
        var examination = desk.home().doctor().examine(_ -> {});
        if (what.json) {
            desk.say(ExaminationJson.write(examination));
        } else {
            DoctorWords.lines(examination, verbose).forEach(desk::say);
        }
        return exit(examination);
    }

    private static int exit(Examination examination) {
        return examination.worst() == Verdict.FAIL ? ExitStatus.FAILED : ExitStatus.REACHED;
    }
}
