package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.UNCLASSIFIED;

import dev.berth.runtime.engine.Cure;
import dev.berth.runtime.engine.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// What a failed command means, by the rows of [FailureTable]. Podman's exit code is 125 for nearly
/// everything, so that only its text tells causes apart (podman.md, finding 4).
final class FailureCatalogue {

    /// Enough for the details; the whole is in nobody's interest.
    private static final int LONGEST_TEXT = 2000;

    private FailureCatalogue() {}

    /// @param verb as in [Call#verb()]
    /// @param complaint what the command printed beside its output
    /// @param version what the engine said of itself, if it has been asked already
    static EngineFailure failure(
            String verb, int exit, String complaint, Optional<PodmanVersion> version) {
        var row = row(verb, exit, complaint, version);
        return new EngineFailure(
                row.map(FailureTable.Row::kind).orElse(UNCLASSIFIED),
                verb,
                brief(complaint, exit),
                row.map(found -> found.remedy().cure()).orElse(Cure.UNKNOWN));
    }

    /// The same of a command that went into a machine.
    static EngineFailure failureApart(
            String verb, int exit, String complaint, Optional<PodmanVersion> version) {
        return row(FailureTable.APART, exit, complaint, version)
                .filter(row -> row.verbs().equals(FailureTable.APART))
                .map(row ->
                        new EngineFailure(
                                row.kind(), verb, brief(complaint, exit), row.remedy().cure()))
                .orElseGet(() -> failure(verb, exit, complaint, version));
    }

    /// What is wrong with a version as such, if anything is.
    static Optional<EngineFailure> harm(PodmanVersion version) {
        return FailureTable.ROWS.stream()
                .filter(row ->
                        row.verbs().equals(FailureTable.VERSION) && row.versions().has(version))
                .findFirst()
                .map(row ->
                        new EngineFailure(
                                row.kind(),
                                "info",
                                "this computer has version " + version + " (" + row.source() + ")",
                                row.remedy().cure()));
    }

    /// The row that says what it means; the first that matches wins.
    static Optional<FailureTable.Row> row(
            String verb, int exit, String complaint, Optional<PodmanVersion> version) {
        return parts(plain(complaint)).stream()
                .flatMap(part ->
                        FailureTable.ROWS.stream()
                                .filter(row -> row.matches(verb, exit, part, version)))
                .findFirst();
    }

    /// What is logged has its quotation marks escaped. What `wsl.exe` says in between is in 16 bits
    /// for each letter (podman.md W-10): without the empty halves its codes can be read.
    private static String plain(String complaint) {
        return complaint.replace("\0", "").toLowerCase(Locale.ROOT).replace("\\\"", "\"");
    }

    /// The command's own last word counts first, then what it logged as errors; a warning tells of
    /// something that it survived, and is read only where there is nothing else.
    private static List<String> parts(String whole) {
        var parts = new ArrayList<String>();
        int error = whole.startsWith("error:") ? 0 : whole.indexOf("\nerror:");
        if (error >= 0) {
            parts.add(whole.substring(error));
        }
        errors(whole).ifPresent(parts::add);
        return parts.isEmpty() ? List.of(whole) : parts;
    }

    private static Optional<String> errors(String whole) {
        var lines =
                whole.lines()
                        .filter(line ->
                                line.contains("level=error") || line.contains("level=fatal"))
                        .toList()
                        .reversed(); // the last one is what it ended with
        return Optional.of(lines)
                .filter(Predicate.not(List::isEmpty))
                .map(FailureCatalogue::joined);
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines);
    }

    private static String brief(String complaint, int exit) {
        var clean = Words.withoutColour(complaint.replace("\0", "")).strip();
        return clean.isEmpty()
                ? "exit " + exit
                : clean.substring(Math.max(0, clean.length() - LONGEST_TEXT));
    }
}
