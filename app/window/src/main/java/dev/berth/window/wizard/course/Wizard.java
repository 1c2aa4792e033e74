package dev.berth.window.wizard.course;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.SetUpWishes.Dwelling;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import dev.berth.window.wizard.course.Checks.Installing;
import dev.berth.window.wizard.course.Checks.Look;
import dev.berth.window.wizard.course.Event.Known;
import dev.berth.window.wizard.course.FormCheck.Remark;
import dev.berth.window.wizard.course.Journey.Arrived;
import dev.berth.window.wizard.course.Journey.Asked;
import dev.berth.window.wizard.course.Journey.NotBegun;
import dev.berth.window.wizard.course.Journey.Stuck;
import dev.berth.window.wizard.course.Journey.UnderWay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The first run, event by event. Pure.
public final class Wizard {

    private Wizard() {}

    /// What comes of an event.
    public static Turn next(WizardState now, Event event) {
        return switch (event) {
            case Event.Met(var status, var draft, var known) -> met(now, status, draft, known);
            case Event.Told(var report, var at) -> told(now, report, at);
            case Event.Settled(var report, var at) -> settled(now, report, at);
            case Event.Lost() -> lost(now);
            case Event.Checked(var checks) -> lookedAt(now.checking(now.checks().found(checks)));
            case Event.NotChecked() -> Turn.of(now.checking(now.checks().looking(Look.FAILED)));
            case Event.Installing(var share) ->
                    Turn.of(
                            now.checks().isInstalling()
                                    ? now.checking(
                                            now.checks().installing(new Installing.UnderWay(share)))
                                    : now);
            case Event.Installed(var how) ->
                    look(
                            now.checking(now.checks().installing(new Installing.Ended(how))),
                            Look.ASKED);
            case Event.Kept() ->
                    Turn.of(now.filled(now.provider().kept()).refused(Optional.empty()));
            case Event.Refused(var said) -> refused(now, said);

            case Event.Next() -> forward(now);
            case Event.Back() -> back(now);
            case Event.CheckAgain() -> look(now, Look.ASKED);
            case Event.InstallForMe() -> install(now);
            case Event.FileChosen(var file) -> kept(now.from(Optional.of(file)));
            case Event.FileRemoved() -> kept(now.from(Optional.empty()));
            case Event.Walled(var apart) -> walled(now, apart);
            case Event.OwnFileChosen(var file) ->
                    kept(now.lodging(now.lodging().from(Optional.of(file))));
            case Event.OwnFileRemoved() -> kept(now.lodging(now.lodging().from(Optional.empty())));
            case Event.Filled(var form) -> Turn.of(now.filled(form));
            case Event.Chosen(var atSignIn, var telling) ->
                    Turn.of(now.choosing(now.options().choosing(atSignIn, telling)));
            case Event.TryAgain() -> setUp(now);
            case Event.Mend() -> mend(now);
            case Event.Cancel() -> cancel(now);
            case Event.CancelMeant() -> cancelled(now);
            case Event.CancelNotMeant() -> Turn.of(now.asking(false));
            case Event.Open() -> Turn.of(now, new Effect.Open());
            case Event.Close() -> Turn.of(now, new Effect.Close());
        };
    }

    // -- coming here

    private static Turn met(
            WizardState now, Status status, Optional<Draft> draft, Optional<Known> known) {
        // Of a home that is not set up, settings say what nobody chose.
        var chosen = known.filter(_ -> !(status instanceof NotSetUp));
        var filled = now.isFilledIn() ? now : filledIn(now, draft, chosen);
        var lodged = lodged(filled, draft, known);
        var knowing =
                known.map(one -> lodged.choosing(lodged.options().knowing(one))).orElse(lodged);
        return switch (Course.wanted(status, draft)) {
            case Course.NoWizard() -> Turn.of(knowing, new Effect.Leave());
            case Course.AskAgain() -> setUp(knowing);
            case Course.Watch() ->
                    Turn.of(knowing.at(Page.PROGRESS).travelling(new Journey.NotBegun()));
            // A keeper that was lost and found again does not take the person elsewhere.
            case Course.OnPage _ when now.isFilledIn() && now.page() != Page.PROGRESS ->
                    arrive(knowing);
            case Course.OnPage(var page) -> arrive(knowing.at(page));
        };
    }

    /// Where it lives already, or was told to live, unless the person said otherwise here.
    private static WizardState lodged(
            WizardState now, Optional<Draft> draft, Optional<Known> known) {
        if (now.lodging().dwelling().isPresent()) {
            return now;
        }
        var before = known.map(one -> one.settings().dwelling());
        var settings =
                before.flatMap(one -> one.place().map(place -> new Dwelling(place, one.file())));
        return draft.flatMap(Draft::dwelling)
                .or(() -> settings)
                .map(one -> now.lodging(now.lodging().as(one)))
                .orElse(now);
    }

    private static WizardState filledIn(
            WizardState now, Optional<Draft> draft, Optional<Known> known) {
        return draft.map(kept -> fromDraft(now, kept))
                .or(() ->
                        known.map(Known::settings)
                                .filter(settings -> settings.release().isPresent())
                                .map(settings -> fromSettings(now, settings)))
                .orElse(now);
    }

    private static WizardState fromDraft(WizardState now, Draft draft) {
        var decided = draft.provider().isPresent() || draft.page().compareTo(Page.PROVIDER) > 0;
        return now.filled(
                        decided
                                ? ProviderForm.of(draft.provider(), draft.keyGiven())
                                : ProviderForm.blank())
                .from(draft.file())
                .choosing(now.options().startingAtSignIn(draft.startAtSignIn()));
    }

    private static WizardState fromSettings(WizardState now, Settings settings) {
        return now.filled(ProviderForm.of(settings.provider(), true))
                .choosing(now.options().startingAtSignIn(settings.startAtSignIn()));
    }

    /// This computer is looked at anew whenever the person comes to the checks.
    private static Turn arrive(WizardState now) {
        return now.page() == Page.WELCOME
                ? look(now, now.checks().seen().isEmpty() ? Look.ASKED : Look.QUIET)
                : Turn.of(now);
    }

    // -- what Berth tells

    private static Turn told(WizardState now, StatusReport report, Instant at) {
        if (now.page() != Page.PROGRESS) {
            return Turn.of(now);
        }
        // Until set-up has begun, everything else that is told is about the time before it.
        var begun = !(now.journey() instanceof Asked);
        return switch (report.status()) {
            case Supervised(Starting _) when isArrived(now) -> Turn.of(now, new Effect.Leave());
            case Supervised(Starting(var progress)) ->
                    Turn.of(now.travelling(UnderWay.next(now.journey(), progress, at)));
            case Supervised(NeedsAttention _) when isArrived(now) ->
                    Turn.of(now, new Effect.Leave());
            case Supervised(NeedsAttention(var problem)) when begun ->
                    Turn.of(now.travelling(new Stuck(problem)));
            case Supervised(Ready _) when isArrived(now) -> Turn.of(now);
            case Supervised(Ready _) when begun ->
                    Turn.of(now.asking(false).travelling(new Arrived(report.address())));
            case NotSetUp() when begun -> kept(now.at(Page.OPTIONS).travelling(new NotBegun()));
            case Paused() when begun -> Turn.of(now, new Effect.Leave());
            case Supervised _, NotSetUp(), Paused(), NotRunning() -> Turn.of(now);
        };
    }

    private static boolean isArrived(WizardState now) {
        return now.journey() instanceof Arrived;
    }

    /// What set-up came to counts, whatever was told of its beginning.
    private static Turn settled(WizardState now, StatusReport report, Instant at) {
        return told(
                now.journey() instanceof Asked ? now.travelling(new NotBegun()) : now, report, at);
    }

    private static Turn lost(WizardState now) {
        return Turn.of(
                now.page() == Page.PROGRESS && !isArrived(now)
                        ? now.travelling(new Journey.Lost())
                        : now);
    }

    private static Turn refused(WizardState now, String said) {
        var there =
                now.journey() instanceof Asked
                        ? now.at(Page.OPTIONS).travelling(new NotBegun())
                        : now;
        return Turn.of(there.refused(Optional.of(said)));
    }

    // -- this computer

    private static Turn look(WizardState now, Look how) {
        if (now.checks().isLooking()) {
            return Turn.of(now);
        }
        return Turn.of(
                now.checking(now.checks().looking(how)),
                new Effect.CheckUp(false, now.lodging().chosen()));
    }

    /// What was seen, and a look that is under way, are about the other place.
    private static Turn walled(WizardState now, boolean apart) {
        if (now.checks().isInstalling() || now.lodging().isApart() == apart) {
            return Turn.of(now);
        }
        var next =
                now.lodging(now.lodging().walled(apart))
                        .checking(Checks.none().looking(Look.ASKED));
        return Turn.of(next, keep(next), new Effect.CheckUp(false, next.lodging().chosen()));
    }

    /// While something is missing it is looked at again and again, so that the person need not.
    private static Turn lookedAt(WizardState now) {
        return now.page() == Page.WELCOME && now.checks().areBad() && !now.checks().isInstalling()
                ? Turn.of(now, new Effect.CheckUp(true, now.lodging().chosen()))
                : Turn.of(now);
    }

    private static Turn install(WizardState now) {
        return now.checks().isInstalling() || !now.checks().canInstall()
                ? Turn.of(now)
                : Turn.of(
                        now.checking(
                                now.checks()
                                        .installing(
                                                new Installing.UnderWay(OptionalDouble.empty()))),
                        new Effect.Install());
    }

    // -- from page to page

    private static Turn forward(WizardState now) {
        return switch (now.page()) {
            case WELCOME -> now.checks().letGoOn() ? kept(now.at(Page.PROVIDER)) : Turn.of(now);
            case PROVIDER ->
                    FormCheck.of(now.provider()).stream().anyMatch(Remark::stops)
                            ? Turn.of(now.strictly())
                            : keptWithKey(now.at(Page.OPTIONS));
            case OPTIONS -> setUp(now);
            case PROGRESS -> isArrived(now) ? Turn.of(now, new Effect.Open()) : Turn.of(now);
        };
    }

    private static Turn back(WizardState now) {
        return switch (now.page()) {
            case WELCOME, PROGRESS -> Turn.of(now);
            case PROVIDER -> {
                var there = now.at(Page.WELCOME);
                var look = arrive(there);
                yield new Turn(look.state(), joined(keep(there), look.effects()));
            }
            case OPTIONS -> kept(now.at(Page.PROVIDER));
        };
    }

    private static Turn kept(WizardState next) {
        return Turn.of(next, keep(next));
    }

    private static Effect keep(WizardState next) {
        return new Effect.Keep(next.draft(TypedKey.NONE), TypedKey.NONE);
    }

    private static Turn keptWithKey(WizardState next) {
        var key = next.provider().key();
        return Turn.of(next, new Effect.Keep(next.draft(key), key));
    }

    private static Turn setUp(WizardState now) {
        var next = now.at(Page.PROGRESS).travelling(new Asked());
        var key = next.provider().key();
        return Turn.of(next, new Effect.SetUp(next.draft(key), key, next.options(), next.wishes()));
    }

    /// To the page that can mend what is wrong; what is under way there is given up.
    private static Turn mend(WizardState now) {
        return now.journey() instanceof Stuck(var problem)
                ? WayOn.of(problem.kind())
                        .map(way -> givenUp(now, way.page()))
                        .orElseGet(() -> Turn.of(now))
                : Turn.of(now);
    }

    private static Turn givenUp(WizardState now, Page page) {
        var there = now.at(page).travelling(new NotBegun());
        var arrived = arrive(there);
        return new Turn(
                arrived.state(),
                joined(
                        new Effect.GiveUp(there.draft(TypedKey.NONE), there.options()),
                        arrived.effects()));
    }

    private static List<Effect> joined(Effect first, List<Effect> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    // -- the way out

    private static Turn cancel(WizardState now) {
        if (now.asking()) {
            return Turn.of(now.asking(false));
        }
        return switch (now.page()) {
            case WELCOME, PROVIDER, OPTIONS ->
                    now.isFilledIn() ? Turn.of(now.asking(true)) : left(now);
            case PROGRESS ->
                    switch (now.journey()) {
                        case Arrived _ -> Turn.of(now, new Effect.Close());
                        case Stuck _ -> givenUp(now, Page.OPTIONS);
                        case NotBegun _, Asked _, UnderWay _, Journey.Lost _ ->
                                Turn.of(now.asking(true));
                    };
        };
    }

    private static Turn cancelled(WizardState now) {
        return now.page() == Page.PROGRESS
                ? givenUp(now, Page.OPTIONS)
                : left(WizardState.first(now.lodging().usual()));
    }

    private static Turn left(WizardState now) {
        return Turn.of(now, new Effect.Forget(), new Effect.Leave());
    }
}
