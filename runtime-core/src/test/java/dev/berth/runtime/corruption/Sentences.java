package dev.berth.runtime.corruption;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.supervisor.Supervisor;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a text that reaches a person may not show.
final class Sentences {
    /// What a damaged file holds is quoted, and may look like anything: a class is known by its
    /// capital.
    private static final Pattern INSIDES =
            Pattern.compile(
                    "Exception|\\bError\\b|(?<![\"\\[])null\\b|Optional[.\\[]|\\bat [a-z]+\\.[a-z.]+|jackson"
                            + "|java\\.|tools\\.|Token|StreamRead|[A-Z]\\w*(@[0-9a-f]{5,}|\\$[0-9])|Input length");

    private Sentences() {}

    /// The texts of a report.
    static void check(StatusReport report, TrialHome place) {
        if (report.status() instanceof Status.Supervised(NeedsAttention(var problem))) {
            check(problem.sentence(), place);
            problem.details().forEach(detail -> check(detail, place));
            if (problem.details().contains(Supervisor.BUG)) {
                throw new AssertionError("a bug");
            }
        }
    }

    static void check(String text, TrialHome place) {
        if (place.areIn(text)) {
            throw new AssertionError("a secret is shown: " + text);
        }
        if (INSIDES.matcher(text).find()) {
            throw new AssertionError("the insides are shown: " + text);
        }
    }

    /// One sentence that says which file.
    static void names(String sentence, Path file) {
        if (!sentence.contains(file.getFileName().toString())
                || !sentence.endsWith(".")
                || sentence.contains("\n")) {
            throw new AssertionError("does not say which file in one sentence: " + sentence);
        }
    }
}
