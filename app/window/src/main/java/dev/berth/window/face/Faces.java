package dev.berth.window.face;

import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Problem.Action;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import dev.berth.window.face.Face.Choice;
import dev.berth.window.face.Face.Picture;
import dev.berth.window.face.Face.Step;
import dev.berth.window.link.Act;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.link.Act.Run;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.link.Outlook.Sight;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The face for each outlook.
///
/// @param words the person's language
/// @param programKnown whether verbs of the program can be run from here
public record Faces(Words words, boolean programKnown) {
    private static final long MEGABYTE = 1_000_000;

    /// What to show.
    public Face of(Outlook outlook) {
        return told(of(outlook.sight()), outlook.errand());
    }

    private Face of(Sight sight) {
        return switch (sight) {
            case Sight.Looking() -> face(Picture.STARTING, "looking");
            case Sight.Beginning() -> face(Picture.STARTING, "beginning");
            case Sight.Seen(var report) -> of(report);
            case Sight.Lost() -> face(Picture.NO_CONNECTION, "lost");
            case Sight.Unreachable(var said) ->
                    face(Picture.NO_CONNECTION, "unreachable").explaining(List.of(said));
        };
    }

    /// The face for a report.
    public Face of(StatusReport report) {
        var face = standing(report);
        return face.noting(
                Stream.concat(face.notes().stream(), leftovers(report).stream()).toList());
    }

    /// What a reset could not clean yet.
    private Optional<String> leftovers(StatusReport report) {
        int left = report.cleanUps().size();
        return switch (left) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(words.text("left-over.one"));
            default -> Optional.of(words.text("left-over.many", left));
        };
    }

    private Face standing(StatusReport report) {
        return switch (report.status()) {
            case Supervised(Ready(var degraded)) -> ready(report, degraded);
            case Supervised(Starting(var progress)) -> underWay(progress);
            case Supervised(NeedsAttention(var problem)) -> attention(problem);
            case Paused() ->
                    face(Picture.PAUSED, "paused")
                            .offering(List.of(choice("resume", new Ask(new Command.Start()))));
            case NotSetUp() -> face(Picture.NOT_SET_UP, "not-set-up");
            case NotRunning() when programKnown ->
                    face(Picture.NOT_RUNNING, "not-running")
                            .offering(List.of(choice("start", new Run(Verb.START))));
            case NotRunning() ->
                    face(Picture.NOT_RUNNING, "not-running")
                            .noting(List.of(words.text("not-running.terminal")));
        };
    }

    private Face face(Picture picture, String key) {
        return Face.of(picture, words.text(key + ".word"), words.text(key + ".sentence"));
    }

    private Choice choice(String key, Act act) {
        return new Choice(act, words.text("choice." + key));
    }

    private Face ready(StatusReport report, List<String> degraded) {
        var sentence =
                degraded.isEmpty()
                        ? words.text("ready.sentence")
                        : words.text("ready.degraded", String.join(", ", degraded));
        var face =
                Face.of(Picture.READY, words.text("ready.word"), sentence)
                        .answeringAt(report.address().map(URI::toString))
                        .noting(List.of(words.text("ready.since", words.moment(report.since()))));
        return programKnown ? face.offering(List.of(choice("open", new Run(Verb.OPEN)))) : face;
    }

    private Face underWay(Progress progress) {
        var word =
                switch (progress.stage()) {
                    case STOPPING -> "stopping.word";
                    case CLEANING_UP -> "cleaning-up.word";
                    case CHECKING, PREPARING, FETCHING, WAITING_FOR_SERVICE, PROVING, RECOVERING ->
                            "starting.word";
                };
        return Face.of(
                        Picture.STARTING,
                        words.text(word),
                        words.text("stage." + progress.stage().id()))
                .at(new Step(step(progress), progress.fraction()))
                .noting(List.of(words.text("starting.close")));
    }

    private String step(Progress progress) {
        Stage stage = progress.stage();
        var parts = new ArrayList<String>();
        if (stage.of() > 1) {
            parts.add(words.text("starting.step", stage.index(), stage.of()));
        }
        if (progress.bytes().isPresent() && progress.ofBytes().isPresent()) {
            parts.add(
                    words.text(
                            "starting.megabytes",
                            progress.bytes().getAsLong() / MEGABYTE,
                            progress.ofBytes().getAsLong() / MEGABYTE));
        }
        return String.join(" · ", parts);
    }

    private Face attention(Problem problem) {
        var key = "problem." + problem.code();
        // A sentence that is not its row's own says more than the row does.
        var ownSentence = problem.sentence().equals(problem.kind().sentence());
        return Face.of(
                        Picture.NEEDS_ATTENTION,
                        words.text("attention.word"),
                        ownSentence ? words.text(key + ".sentence") : problem.sentence())
                .headed(words.text(key + ".title"))
                .offering(problem.actions().stream().flatMap(this::offered).toList())
                .noting(elsewhere(problem.actions()).stream().toList())
                .explaining(problem.details());
    }

    private Stream<Choice> offered(Action action) {
        return switch (action) {
            case REPAIR -> Stream.of(choice("repair", new Ask(new Command.Repair())));
            case RESTART -> Stream.of(choice("restart", new Ask(new Command.Restart())));
            // These the sentence or the details name; or they are done elsewhere.
            case FREE_SPACE, INSTALL_ENGINE, SETTLE_OWNER, SET_UP, RESET, LOOK_AT_LOG ->
                    Stream.of();
        };
    }

    /// What also helps and is not done in this window.
    private Optional<String> elsewhere(List<Action> actions) {
        var verbs =
                actions.stream()
                        .filter(action ->
                                switch (action) {
                                    case SET_UP, RESET, LOOK_AT_LOG -> true;
                                    case REPAIR,
                                            RESTART,
                                            FREE_SPACE,
                                            INSTALL_ENGINE,
                                            SETTLE_OWNER ->
                                            false;
                                })
                        .map(action -> "berth\u00a0" + action.id())
                        .collect(Collectors.joining(", "));
        return verbs.isEmpty()
                ? Optional.empty()
                : Optional.of(words.text("attention.terminal", verbs));
    }

    private Face told(Face face, Errand errand) {
        return switch (errand) {
            case Errand.None() -> face;
            case Errand.UnderWay(var act) ->
                    face.telling(words.text("under-way." + key(act)), true);
            case Errand.Failed(var act, var said) -> {
                var lines =
                        Stream.concat(face.details().stream(), said.lines())
                                .filter(line -> !line.isBlank())
                                .toList();
                yield face.telling(words.text("failed." + key(act)), false).explaining(lines);
            }
        };
    }

    private static String key(Act act) {
        return switch (act) {
            case Ask _ -> "ask";
            case Run(var verb) ->
                    switch (verb) {
                        case OPEN -> "open";
                        case START -> "start";
                    };
        };
    }
}
