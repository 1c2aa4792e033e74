package dev.berth.window;

import dev.berth.runtime.Doctor;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Episode.End;
import dev.berth.runtime.Examination;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// A doctor that finds one thing of each kind.
public final class ScriptedDoctor implements Doctor {
    private final BlockingQueue<Path> reports = new LinkedBlockingQueue<>();
    private Optional<String> refusal = Optional.empty();

    /// Nothing is written from now on.
    public ScriptedDoctor refusing(String sentence) {
        refusal = Optional.of(sentence);
        return this;
    }

    public BlockingQueue<Path> reports() {
        return reports;
    }

    @Override
    public Examination examine(Consumer<Sign> told) {
        var signs =
                List.of(
                        sign(Part.CLOCK, Verdict.OK, "clock-well", Optional.empty()),
                        sign(Part.MEMORY, Verdict.WARN, "memory-used", Optional.empty()),
                        sign(Part.ROOM, Verdict.FAIL, "no-room", Optional.of(ProblemKind.NO_ROOM)));
        signs.forEach(told);
        return new Examination(
                Instant.parse("2026-11-21T09:30:00Z"), Duration.ofMillis(812), signs);
    }

    private static Sign sign(
            Part part, Verdict verdict, String code, Optional<ProblemKind> problem) {
        return new Sign(
                part,
                verdict,
                code,
                problem.map(ProblemKind::title).orElse("Something about the " + part.id()) + ".",
                problem.map(ProblemKind::sentence)
                        .or(() ->
                                verdict == Verdict.OK
                                        ? Optional.empty()
                                        : Optional.of("Close programs that you do not need.")),
                problem,
                List.of("120"),
                List.of("a detail"));
    }

    /// A night in which something happened.
    @Override
    public List<Episode> story() {
        return List.of(
                episode("2026-11-19T20:00:00Z", 14, "woke", 1, End.READY),
                episode("2026-11-20T07:10:00Z", 0, "fetch-release", 2, End.FAILED),
                episode("2026-11-20T07:20:00Z", 240, "fetch-release", 1, End.DONE),
                episode("2026-11-20T22:00:00Z", 4, "asked-pause", 1, End.DONE),
                episode("2026-11-20T22:30:00Z", 9, "asked-start", 1, End.READY),
                episode("2026-11-21T02:13:00Z", 8, "fell-exited", 1, End.BACK),
                new Episode(
                        Instant.parse("2026-11-21T03:00:00Z"),
                        Optional.of(Instant.parse("2026-11-21T06:10:00Z")),
                        "troubled",
                        Optional.of(ProblemKind.NO_ROOM),
                        1,
                        End.OVER,
                        "told in English",
                        true),
                episode("2026-11-21T09:12:00Z", 0, "fell-never-ready", 3, End.NOT_BACK));
    }

    private static Episode episode(String at, long seconds, String code, int times, End end) {
        var began = Instant.parse(at);
        return new Episode(
                began,
                Optional.of(began.plusSeconds(seconds)).filter(began::isBefore),
                code,
                Optional.empty(),
                times,
                end,
                "told in English",
                code.startsWith("fell-"));
    }

    @Override
    public Saved save(Path file) {
        reports.add(file);
        return refusal.<Saved>map(Saved.NotWritten::new)
                .orElseGet(() -> new Saved.Written(file, 1_234_567, examine(_ -> {})));
    }
}
