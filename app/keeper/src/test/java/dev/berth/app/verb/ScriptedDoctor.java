package dev.berth.app.verb;

import dev.berth.runtime.Doctor;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Examination;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A doctor that finds what a test laid out.
final class ScriptedDoctor implements Doctor {
    final List<Sign> signs =
            new ArrayList<>(List.of(sign(Part.CLOCK, Verdict.OK, "The clock is right.", "")));
    final List<Path> reports = new ArrayList<>();
    Optional<String> refusal = Optional.empty();

    static Sign sign(Part part, Verdict verdict, String sentence, String cure) {
        return new Sign(
                part,
                verdict,
                "a-code",
                sentence,
                Optional.of(cure).filter(text -> !text.isEmpty()),
                verdict == Verdict.FAIL ? Optional.of(ProblemKind.NO_ROOM) : Optional.empty(),
                List.of(),
                List.of("a podman detail"));
    }

    @Override
    public Examination examine(Consumer<Sign> told) {
        signs.forEach(told);
        return new Examination(
                Instant.parse("2026-11-20T22:15:04.120Z"), Duration.ofMillis(812), signs);
    }

    @Override
    public List<Episode> story() {
        return List.of();
    }

    @Override
    public Saved save(Path file) {
        reports.add(file);
        return refusal.<Saved>map(Saved.NotWritten::new)
                .orElseGet(() -> new Saved.Written(file, 1_234_567, examine(_ -> {})));
    }
}
