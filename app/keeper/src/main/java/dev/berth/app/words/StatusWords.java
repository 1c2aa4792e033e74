package dev.berth.app.words;

import dev.berth.runtime.Diagnosis;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A report in words.
public final class StatusWords {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final double MEGABYTE = 1e6;

    private final ZoneId zone;

    /// @param zone whose clock the person reads
    public StatusWords(ZoneId zone) {
        this.zone = zone;
    }

    /// The state in one line, with the way on.
    public static String headline(StatusReport report) {
        return switch (report.status()) {
            case Supervised(Ready(var degraded)) ->
                    "Ready"
                            + report.address().map(address -> ": " + address).orElse("")
                            + (degraded.isEmpty()
                                    ? ""
                                    : " (not working at the moment: %s)"
                                            .formatted(Plain.line(String.join(", ", degraded))));
            case Supervised(Starting(var progress)) -> stage(progress);
            case Supervised(NeedsAttention(var problem)) ->
                    "Needs attention: " + Plain.line(problem.sentence());
            case Paused() -> "Paused. Go on with: berth start";
            case NotSetUp() -> "Not set up yet. Set it up with: berth setup";
            case NotRunning() -> "Not running. Start it with: berth start";
        };
    }

    private static String stage(Progress progress) {
        var way =
                progress.stage() == Stage.STOPPING || progress.stage() == Stage.CLEANING_UP
                        ? ""
                        : "Starting: ";
        return way + progress.stage().text() + share(progress);
    }

    private static String share(Progress progress) {
        if (progress.bytes().isPresent() && progress.ofBytes().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    ", %.1f of %.0f MB",
                    progress.bytes().getAsLong() / MEGABYTE,
                    progress.ofBytes().getAsLong() / MEGABYTE);
        }
        return progress.fraction().isPresent()
                ? " (%d %%)".formatted(Math.round(progress.fraction().getAsDouble() * 100))
                : "";
    }

    /// All that a person may want to know.
    ///
    /// @param verbose also with technical details, which may use the words of those who look inside
    public List<String> lines(StatusReport report, boolean verbose) {
        var lines = new ArrayList<String>();
        lines.add(headline(report));
        if (report.status() instanceof Supervised(NeedsAttention(var problem))) {
            addProblem(lines, problem, verbose);
        }
        lines.addAll(diagnosis(report, verbose));
        if (!(report.status() instanceof NotRunning)) {
            lines.add("Since:     " + moment(report.since()));
        }
        report.address()
                .map(URI::toString)
                .ifPresent(address -> lines.add("Address:   " + address));
        report.service()
                .release()
                .ifPresent(release -> lines.add("Assistant: " + Plain.line(release)));
        report.service()
                .newer()
                .offer()
                .ifPresent(offer -> lines.add(offered(offer) + ": berth update"));
        lines.add("Copies:    " + copies(report));
        lines.addAll(leftovers(report));
        report.supervisor()
                .ifPresent(who ->
                        lines.add(
                                "Berth:     %s (process %d)"
                                        .formatted(Plain.line(who.version()), who.pid())));
        return lines;
    }

    /// What broke first, while it is not mended; and that it breaks often.
    private List<String> diagnosis(StatusReport report, boolean verbose) {
        var lines = new ArrayList<String>();
        var diagnosis = report.diagnosis();
        diagnosis
                .first()
                .filter(_ -> !(report.status() instanceof Supervised(Ready _)))
                .ifPresent(first ->
                        lines.add(
                                "First trouble: %s, since %s"
                                        .formatted(
                                                Plain.line(first.text()), moment(first.since()))));
        diagnosis
                .wentBack()
                .ifPresent(at ->
                        lines.add(
                                "What you chose last did not work, so Berth went back to what had"
                                        + " worked before, at "
                                        + moment(at)
                                        + "."));
        if (diagnosis.fallsOften()) {
            lines.add(
                    "Berth had to bring it back %d times within the last hour."
                            .formatted(diagnosis.restarts()));
        }
        if (verbose) {
            diagnosis.planes().forEach(one -> lines.add(plane(one)));
            diagnosis
                    .last()
                    .ifPresent(last ->
                            lines.add(
                                    "  last: %s, %s, %s"
                                            .formatted(
                                                    Plain.line(last.step()),
                                                    Plain.line(last.outcome()),
                                                    moment(last.at()))));
        }
        return lines;
    }

    private String plane(Diagnosis.Finding one) {
        return "  %s: %s%s"
                .formatted(
                        one.plane().id(),
                        one.health().id(),
                        one.trouble()
                                .map(trouble ->
                                        " (%s, since %s)"
                                                .formatted(
                                                        Plain.line(trouble.code()),
                                                        moment(trouble.since())))
                                .orElse(""));
    }

    /// What a reset could not clean yet.
    public static List<String> leftovers(StatusReport report) {
        var left = report.cleanUps();
        if (left.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(
                (left.size() == 1
                                ? "1 thing is still to be tidied up"
                                : left.size() + " things are still to be tidied up")
                        + "; Berth does that by itself as soon as it can:");
        left.forEach(one -> lines.add("  " + Plain.line(one.what())));
        return lines;
    }

    private static void addProblem(List<String> lines, Problem problem, boolean verbose) {
        lines.add(
                "What helps: "
                        + problem.actions().stream()
                                .map(StatusWords::action)
                                .collect(Collectors.joining(", ")));
        lines.add("More: berth doctor --explain " + problem.kind().code());
        if (problem.details().isEmpty()) {
            return;
        }
        if (!verbose) {
            lines.add("Technical details: berth status --verbose");
        } else {
            lines.add("Technical details:");
            problem.details().forEach(detail -> lines.add("  " + Plain.line(detail)));
        }
    }

    private static String action(Problem.Action action) {
        return switch (action) {
            case REPAIR, RESET, RESTART, SET_UP, LOOK_AT_LOG -> "berth " + action.id();
            case FREE_SPACE -> "free some space";
            case INSTALL_ENGINE -> "install what the details say";
            case SETTLE_OWNER -> "stop the other program";
            case TAKE_AWAY -> "berth repair --take-away ID (the details say which)";
            case REBUILD -> "berth repair --rebuild";
            case STOP_OTHER -> "berth repair --stop-other";
            case ALWAYS_STOP_OTHERS -> "berth settings set stopOthers always";
            case NEVER_STOP_OTHERS -> "berth settings set stopOthers never";
        };
    }

    /// That there is a newer release.
    public static String offered(StatusReport.Offer offer) {
        return "A newer release, %s, can be used".formatted(Plain.line(offer.release()));
    }

    /// What is known of newer releases, in one sentence.
    public static String newer(StatusReport.Newer newer) {
        return newer.offer()
                .map(offer -> offered(offer) + ": berth update")
                .or(() -> newer.unknown().map(Plain::line))
                .orElse("This is the newest release.");
    }

    private String copies(StatusReport report) {
        var count = report.copies().count();
        return report.copies()
                .last()
                .map(last -> "%d, the last of %s".formatted(count, moment(last)))
                .orElse("none");
    }

    /// A moment as the person's clock shows it.
    public String moment(Instant moment) {
        return MOMENT.format(moment.atZone(zone));
    }
}
