package dev.berth.app.words;

import dev.berth.runtime.Episode;
import dev.berth.runtime.Examination;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.ProblemPage;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Verdict;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What doctor found, the page of a problem, and what happened, said in a terminal.
public final class DoctorWords {
    private static final int WIDTH = 84;
    private static final int TITLE = 30;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private DoctorWords() {}

    /// All signs, and what to do.
    ///
    /// @param verbose also with technical details, which may use the words of those who look inside
    public static List<String> lines(Examination examination, boolean verbose) {
        var lines = new ArrayList<String>();
        for (var sign : examination.signs()) {
            add(lines, sign, verbose);
        }
        lines.add("");
        lines.addAll(worst(examination));
        return lines;
    }

    private static void add(List<String> lines, Sign sign, boolean verbose) {
        var head = "%-5s %-" + TITLE + "s ";
        lines.add(
                head.formatted(word(sign.verdict()), sign.part().title())
                        + Plain.line(sign.sentence()));
        sign.cure().ifPresent(cure -> lines.add("      What helps: " + Plain.line(cure)));
        sign.problem()
                .map(ProblemKind::code)
                .ifPresent(code -> lines.add("      More: berth doctor --explain " + code));
        if (verbose) {
            sign.details().forEach(detail -> lines.add("        " + Plain.line(detail)));
        } else if (!sign.details().isEmpty() && sign.verdict() != Verdict.OK) {
            lines.add("      Technical details: berth doctor --verbose");
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case OK -> "ok";
            case WARN -> "look";
            case FAIL -> "BAD";
        };
    }

    /// How it is on the whole.
    public static List<String> worst(Examination examination) {
        return List.of(
                switch (examination.worst()) {
                    case OK -> "All is well.";
                    case WARN ->
                            "Nothing is broken; %d of %d could be better."
                                    .formatted(
                                            examination.count(Verdict.WARN),
                                            examination.signs().size());
                    case FAIL ->
                            "Broken: %d of %d. A report for those who help you: berth doctor"
                                            .formatted(
                                                    examination.count(Verdict.FAIL),
                                                    examination.signs().size())
                                    + " --bundle report.zip";
                });
    }

    /// That the report is there, and what is in it.
    public static String written(Path file, long bytes) {
        return String.format(
                Locale.ROOT,
                "The report is in %s (%s). Keys, names and addresses were taken out; begin with"
                        + " summary.html, and look through it before you give it away.",
                file,
                bytes < 100_000
                        ? Math.max(1, bytes / 1000) + " kB"
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6));
    }

    // -- pages

    /// A page, for reading.
    public static List<String> page(ProblemPage page) {
        var lines = new ArrayList<String>();
        lines.add(page.kind().title());
        lines.addAll(wrapped(page.kind().sentence(), "  "));
        for (var section : page.sections()) {
            lines.add("");
            lines.add(section.heading());
            for (var block : section.blocks()) {
                var text = Plain.line(block.text().replace("**", "").replace("`", ""));
                lines.addAll(wrapped((block.isPoint() ? "- " : "") + text, "  "));
            }
        }
        return lines;
    }

    private static List<String> wrapped(String text, String indent) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH && !line.isEmpty()) {
                lines.add(indent + line);
                line.setLength(0);
                if (text.startsWith("- ")) {
                    line.append(" ");
                }
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(indent + line);
        return lines;
    }

    // -- the story

    /// What happened, day by day.
    public static List<String> story(List<Episode> episodes, ZoneId zone) {
        var lines = new ArrayList<String>();
        var day = LocalDate.MIN;
        for (var episode : episodes) {
            var its = LocalDate.ofInstant(episode.at(), zone);
            if (!its.equals(day)) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.add(DAY.format(its));
                day = its;
            }
            lines.add(
                    "  At %s  %s"
                            .formatted(
                                    TIME.format(episode.at().atZone(zone)),
                                    Plain.line(episode.sentence())));
        }
        return lines.isEmpty() ? List.of("Nothing has happened yet.") : lines;
    }
}
