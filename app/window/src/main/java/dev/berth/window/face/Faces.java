package dev.berth.window.face;

import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.Diagnosis;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Problem.Action;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings.Others;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.StatusReport.CopyProgress;
import dev.berth.runtime.Stranger;
import dev.berth.window.face.Face.Choice;
import dev.berth.window.face.Face.Deed;
import dev.berth.window.face.Face.Help;
import dev.berth.window.face.Face.Picture;
import dev.berth.window.face.Face.Question;
import dev.berth.window.face.Face.Step;
import dev.berth.window.link.Act;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.link.Act.Run;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.link.Outlook.Sight;
import dev.berth.window.page.Place;
import dev.berth.words.Words;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The face for each outlook.
///
/// @param words the person's language
/// @param programKnown whether verbs of the program can be run from here
public record Faces(Words words, boolean programKnown) {
    private static final long MEGABYTE = 1_000_000;

    /// There is no page, but doctor may find out.
    private static final Help LOOK = new Help(Optional.empty());

    /// What was learned beside the report, where it is known.
    ///
    /// @param left how long fetching still takes
    /// @param freeMiB free room on the disk
    public record Beside(Optional<Duration> left, OptionalLong freeMiB) {
        public static final Beside NOTHING = new Beside(Optional.empty(), OptionalLong.empty());
    }

    /// What to show.
    public Face of(Outlook outlook, Beside beside) {
        var face = standing(outlook, beside);
        return updating(outlook)
                .map(way -> beside(face, way))
                .orElseGet(() -> new Errands(words).told(face, outlook));
    }

    /// How far the person's update has come while the assistant goes on.
    private static Optional<CopyProgress> updating(Outlook outlook) {
        return outlook.errand() instanceof Errand.UnderWay(Ask(Command.Update _), _)
                        && outlook.sight() instanceof Sight.Seen(var report)
                        && report.status() instanceof Supervised(Ready _)
                ? report.copies().underWay()
                : Optional.empty();
    }

    /// What to show where nothing more is known than the outlook.
    public Face of(Outlook outlook) {
        return of(outlook, Beside.NOTHING);
    }

    private Face standing(Outlook outlook, Beside beside) {
        return switch (outlook.sight()) {
            case Sight.Looking() -> face(Picture.STARTING, "looking");
            case Sight.Beginning() -> face(Picture.STARTING, "beginning");
            case Sight.Seen(var report) -> of(report, beside);
            case Sight.Lost() -> face(Picture.NO_CONNECTION, "lost").helping(LOOK);
            case Sight.Unreachable(var said) ->
                    face(Picture.NO_CONNECTION, "unreachable")
                            .explaining(List.of(said))
                            .helping(LOOK);
        };
    }

    /// The face for a report.
    public Face of(StatusReport report) {
        return of(report, Beside.NOTHING);
    }

    private Face of(StatusReport report, Beside beside) {
        var face = standing(report, beside);
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

    private Face standing(StatusReport report, Beside beside) {
        return switch (report.status()) {
            case Supervised(Ready(var degraded)) -> ready(report, degraded);
            case Supervised(Starting(var progress)) -> underWay(progress, beside);
            case Supervised(NeedsAttention(var problem)) -> attention(report, problem, beside);
            case Paused() ->
                    face(Picture.PAUSED, "paused")
                            .offering(List.of(press("resume", new Ask(new Command.Start()))));
            case NotSetUp() ->
                    face(Picture.NOT_SET_UP, "not-set-up")
                            .offering(List.of(go("set-up", Place.FIRST_RUN)));
            case NotRunning() when programKnown ->
                    face(Picture.NOT_RUNNING, "not-running")
                            .offering(List.of(press("start", new Run(Verb.START))));
            case NotRunning() ->
                    face(Picture.NOT_RUNNING, "not-running")
                            .noting(List.of(words.text("not-running.terminal")));
        };
    }

    private Face face(Picture picture, String key) {
        return Face.of(picture, words.text(key + ".word"), words.text(key + ".sentence"));
    }

    private Choice press(String key, Act act) {
        return choice(key, new Deed.Press(act));
    }

    private Choice go(String key, Place place) {
        return choice(key, new Deed.Go(place));
    }

    private Choice choice(String key, Deed deed) {
        return new Choice(deed, words.text("choice." + key));
    }

    private Face ready(StatusReport report, List<String> degraded) {
        var sentence =
                degraded.isEmpty()
                        ? words.text("ready.sentence")
                        : words.text("ready.degraded", String.join(", ", degraded));
        var face =
                Face.of(Picture.READY, words.text("ready.word"), sentence)
                        .answeringAt(report.address().map(URI::toString))
                        .noting(
                                Stream.concat(
                                                Stream.of(
                                                        words.text(
                                                                "ready.since",
                                                                words.moment(report.since()))),
                                                beforeReady(report.diagnosis()))
                                        .toList());
        var open = programKnown ? List.of(press("open", new Run(Verb.OPEN))) : List.<Choice>of();
        return withNewer(face.offering(open), report);
    }

    // -- another release

    /// That there is one, or how far it has come.
    private Face withNewer(Face face, StatusReport report) {
        var fetching = report.copies().underWay().filter(way -> way.part().equals("fetching"));
        if (fetching.isPresent()) {
            return beside(face, fetching.get());
        }
        var offer = report.service().newer().offer();
        return offer.isEmpty() || report.copies().underWay().isPresent()
                ? face
                : also(
                        face.noting(
                                Stream.concat(
                                                face.notes().stream(),
                                                Stream.of(
                                                        words.text(
                                                                "newer.offer",
                                                                offer.get().release())))
                                        .toList()),
                        choice("use-newer", use(offer.get())));
    }

    /// What is done while the assistant goes on, and can be given up.
    private Face beside(Face face, CopyProgress way) {
        var part = way.part().equals("fetching") ? "newer.fetching" : "copies.at." + way.part();
        var text =
                Stream.of(words.text(part), megabytes(way))
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.joining(" · "));
        var fraction =
                way.of() > 0
                        ? OptionalDouble.of((double) way.done() / way.of())
                        : OptionalDouble.empty();
        return also(
                face.at(new Step(text, fraction)),
                press("leave-newer", new Ask(new Command.CancelCopy())));
    }

    private String megabytes(CopyProgress way) {
        return way.of() > 0
                ? words.text("starting.megabytes", way.done() / MEGABYTE, way.of() / MEGABYTE)
                : "";
    }

    private static Face also(Face face, Choice choice) {
        return face.choices().contains(choice)
                ? face
                : face.offering(Stream.concat(face.choices().stream(), Stream.of(choice)).toList());
    }

    private Deed use(StatusReport.Offer offer) {
        return new Deed.AskFirst(
                new Question(
                        words.text("newer.title", offer.release()),
                        words.text("newer.sentence"),
                        words.text("newer.go")),
                new Ask(new Command.Update(new Source.Named(offer.reference()), Optional.empty())));
    }

    /// What a person should know although all is well.
    private Stream<String> beforeReady(Diagnosis diagnosis) {
        return Stream.concat(
                diagnosis.wentBack().map(_ -> words.text("act.went-back") + ".").stream(),
                diagnosis.fallsOften()
                        ? Stream.of(words.text("ready.often", diagnosis.restarts()))
                        : Stream.empty());
    }

    private Face underWay(Progress progress, Beside beside) {
        var key =
                switch (progress.stage()) {
                    case STOPPING -> "stopping";
                    case CLEANING_UP -> "cleaning-up";
                    case CHECKING,
                            COPYING,
                            RESTORING,
                            PREPARING,
                            FETCHING_PLACE,
                            PREPARING_PLACE,
                            FETCHING,
                            WAITING_FOR_SERVICE,
                            PROVING,
                            RECOVERING ->
                            "starting";
                };
        var face =
                Face.of(
                                Picture.STARTING,
                                words.text(key + ".word"),
                                words.text("stage." + progress.stage().id()))
                        .at(new Step(step(progress, beside), progress.fraction()))
                        .noting(List.of(words.text("starting.close")));
        var copying = progress.stage() == Stage.COPYING || progress.stage() == Stage.RESTORING;
        return key.equals("starting") && !copying
                ? face.offering(List.of(press("give-up", new Ask(new Command.GiveUp()))))
                : face;
    }

    private String step(Progress progress, Beside beside) {
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
            beside.left().map(this::left).ifPresent(parts::add);
        }
        return String.join(" · ", parts);
    }

    private String left(Duration left) {
        long minutes = left.plusSeconds(30).toMinutes();
        if (minutes == 0) {
            return words.text("left.soon");
        }
        return minutes == 1 ? words.text("left.minute") : words.text("left.minutes", minutes);
    }

    private Face attention(StatusReport report, Problem problem, Beside beside) {
        var face =
                Face.of(
                                Picture.NEEDS_ATTENTION,
                                words.text("attention.word"),
                                words.sentence(problem))
                        .headed(words.title(problem))
                        .helping(new Help(Optional.of(problem.kind())))
                        .offering(
                                problem.actions().stream()
                                        .flatMap(action -> offered(action, problem))
                                        .toList())
                        .explaining(
                                Stream.concat(
                                                problem.details().stream(),
                                                first(report, problem).stream())
                                        .toList());
        return problem.kind() == ProblemKind.NO_ROOM && beside.freeMiB().isPresent()
                ? face.noting(List.of(free(beside.freeMiB().getAsLong())))
                : face;
    }

    /// What broke first, where that is not what the problem says already.
    private Optional<String> first(StatusReport report, Problem problem) {
        return report.diagnosis()
                .first()
                .filter(trouble -> !trouble.code().equals(problem.code()))
                .map(trouble ->
                        words.text(
                                "attention.first", broke(trouble), words.moment(trouble.since())));
    }

    private String broke(Diagnosis.Trouble trouble) {
        var key = "act." + trouble.code();
        return words.keys().contains(key)
                ? words.text(key)
                : ProblemKind.ofCode(trouble.code())
                        .map(kind -> words.title(Problem.of(kind, List.of())))
                        .orElse(trouble.text());
    }

    private String free(long mib) {
        double bytes = mib * 1024.0 * 1024;
        return bytes < 1e9
                ? words.text("attention.free.mb", Math.round(bytes / 1e6))
                : words.text("attention.free.gb", bytes / 1e9);
    }

    private Stream<Choice> offered(Action action, Problem problem) {
        return switch (action) {
            case REPAIR -> Stream.of(press("repair", new Ask(new Command.Repair())));
            case RESTART -> Stream.of(press("restart", new Ask(new Command.Restart())));
            case RESET -> Stream.of(go("reset", Place.RESET));
            case SET_UP -> Stream.of(go("set-up-again", Place.FIRST_RUN));
            case LOOK_AT_LOG -> Stream.of(go("log", Place.LOG));
            case INSTALL_ENGINE -> Stream.of(press("install", new Act.Install()));
            case SETTLE_OWNER -> Stream.of(choice("settle", new Deed.Unfold()));
            case TAKE_AWAY ->
                    problem.stranger().stream()
                            .map(stranger -> choice("take-away", takeAway(stranger)));
            case REBUILD -> Stream.of(choice("rebuild", rebuild()));
            case STOP_OTHER ->
                    Stream.of(press("stop-other", new Ask(agreeing(Consent.STOP_OTHER))));
            case ALWAYS_STOP_OTHERS ->
                    Stream.of(
                            press(
                                    "always-stop-others",
                                    new Act.Choose(
                                            Setting.OTHERS,
                                            Others.ALWAYS_STOP.id(),
                                            Optional.of(agreeing(Consent.STOP_OTHER)))));
            case NEVER_STOP_OTHERS ->
                    Stream.of(
                            press(
                                    "never-stop-others",
                                    new Act.Choose(
                                            Setting.OTHERS,
                                            Others.NEVER_STOP.id(),
                                            Optional.empty())));
            case FREE_SPACE -> Stream.of(); // nothing here can do it: a note says how much there is
        };
    }

    private static Command agreeing(Consent consent) {
        return new Command.Repair(Set.of(consent));
    }

    private Deed takeAway(Stranger stranger) {
        return new Deed.AskFirst(
                new Question(
                        words.text("take-away.title"),
                        words.text(
                                "take-away.sentence",
                                words.text("evidence." + stranger.evidence().id())),
                        words.text("take-away.go")),
                new Ask(new Command.Repair(Set.of(), Optional.of(stranger.id()))));
    }

    private Deed rebuild() {
        return new Deed.AskFirst(
                new Question(
                        words.text("rebuild.title"),
                        words.text("rebuild.sentence"),
                        words.text("rebuild.go")),
                new Ask(agreeing(Consent.REBUILD)));
    }

    /// What came of the person's last act, added to a face.
    private record Errands(Words words) {

        Face told(Face face, Outlook outlook) {
            return switch (outlook.errand()) {
                case Errand.None() -> face;
                case Errand.UnderWay(Ask(var command), _) when isStarting(outlook) ->
                        asked(face, command);
                case Errand.UnderWay(var act, var fraction) -> busy(face, act, fraction);
                case Errand.Settled(Ask(var command), var report) ->
                        settled(command, report)
                                .map(text -> face.telling(text, false))
                                .orElse(face);
                case Errand.Chosen(Act.Choose(_, var value, _))
                        when value.equals(Others.NEVER_STOP.id()) ->
                        face.telling(words.text("settled.others.never"), false);
                case Errand.Chosen _ -> face;
                case Errand.Installed(var outcome) -> installed(face, outcome);
                case Errand.Failed(var act, var said) ->
                        face.telling(words.text("failed." + key(act)), false)
                                .explaining(with(face, said.lines()));
            };
        }

        private static boolean isStarting(Outlook outlook) {
            return outlook.sight() instanceof Sight.Seen(var report)
                    && report.status() instanceof Supervised(Starting _);
        }

        /// The steps of the way say the rest.
        private Face asked(Face face, Command command) {
            return switch (command) {
                case Command.Repair(var agreed, _) ->
                        face.headed(
                                words.text(
                                        agreed.contains(Consent.REBUILD)
                                                ? "under-way.rebuild"
                                                : "under-way.repair"));
                case Command.GiveUp() -> face.telling(words.text("under-way.give-up"), true);
                case Command.Restart _,
                        Command.Start _,
                        Command.Pause _,
                        Command.Reset _,
                        Command.SetUp _,
                        Command.MakeCopy _,
                        Command.Restore _,
                        Command.Update _,
                        Command.LookForRelease _,
                        Command.CancelCopy _,
                        Command.Quit _ ->
                        face;
            };
        }

        private Face busy(Face face, Act act, OptionalDouble fraction) {
            var told = face.telling(words.text("under-way." + key(act)), true);
            return fraction.isPresent() ? told.at(new Step("", fraction)) : told;
        }

        private Optional<String> settled(Command command, StatusReport report) {
            var status = report.status();
            return switch (command) {
                case Command.Update _ -> updated(report);
                case Command.Repair _ -> Optional.of(ended("repair", status));
                case Command.Restart() -> Optional.of(ended("restart", status));
                case Command.GiveUp() -> Optional.of(words.text("settled.give-up"));
                case Command.Reset(var scope) when status instanceof NotSetUp ->
                        Optional.of(
                                words.text(
                                        scope.erasesData() && report.cleanUps().isEmpty()
                                                ? "settled.erased"
                                                : "settled.reset"));
                case Command.Reset _,
                        Command.Start _,
                        Command.Pause _,
                        Command.SetUp _,
                        Command.MakeCopy _,
                        Command.Restore _,
                        Command.LookForRelease _,
                        Command.CancelCopy _,
                        Command.Quit _ ->
                        Optional.empty();
            };
        }

        private Optional<String> updated(StatusReport report) {
            var trouble = report.copies().trouble().map(words::told);
            return trouble.isPresent() || !(report.status() instanceof Supervised(Ready _))
                    ? trouble
                    : Optional.of(
                            report.service()
                                    .release()
                                    .map(release -> words.text("newer.settled.release", release))
                                    .orElseGet(() -> words.text("newer.settled")));
        }

        private String ended(String what, Status status) {
            return switch (status) {
                case Supervised(Ready _) -> words.text("settled." + what + ".ready");
                case Supervised(NeedsAttention(var problem)) ->
                        words.text("settled." + what + ".attention", words.title(problem));
                case Supervised(Starting _), Paused _, NotSetUp _, NotRunning _ ->
                        words.text("settled." + what + ".other");
            };
        }

        private Face installed(Face face, Installation outcome) {
            return switch (outcome) {
                case Installation.Installed() -> face.telling(words.text("installed"), false);
                case Installation.Declined() ->
                        face.telling(words.text("installed.declined"), false);
                case Installation.NotPossible(var command) ->
                        face.telling(words.text("installed.not-possible"), false)
                                .explaining(with(face, command.stream()));
                case Installation.Failed(var details) ->
                        face.telling(words.text("installed.failed"), false)
                                .explaining(with(face, details.stream()));
            };
        }

        private static List<String> with(Face face, Stream<String> lines) {
            return Stream.concat(face.details().stream(), lines)
                    .filter(line -> !line.isBlank())
                    .toList();
        }

        private static String key(Act act) {
            return switch (act) {
                case Ask _, Act.Choose _ -> "ask";
                case Act.Install _ -> "install";
                case Run(var verb) ->
                        switch (verb) {
                            case OPEN -> "open";
                            case START, KEEPER -> "start";
                        };
            };
        }
    }
}
