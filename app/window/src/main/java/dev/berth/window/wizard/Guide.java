package dev.berth.window.wizard;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.StatusReport;
import dev.berth.window.link.Act;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Outlook.Sight;
import dev.berth.window.link.Reply;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.window.wizard.course.Effect;
import dev.berth.window.wizard.course.Event;
import dev.berth.window.wizard.course.TypedKey;
import dev.berth.window.wizard.course.Wizard;
import dev.berth.window.wizard.course.WizardState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/// Takes a person through the first run: events go through the course, what comes of them is shown
/// and carried to the keeper. JavaFX thread only; nothing here waits.
final class Guide {
    private final Surroundings window;
    private final InstantSource clock;
    private final Duration pause;
    private Consumer<WizardState> scene = _ -> {};
    private final Consumer<OptionalDouble> installing;
    private final Consumer<Settling> settling;

    /// What is written down, one after the other; the first is under way.
    private final Deque<Errand<?>> errands = new ArrayDeque<>();

    private WizardState state = beginning();
    private Outlook outlook = Outlook.FIRST;
    private Optional<StatusReport> newest = Optional.empty();
    private Meeting meeting = Meeting.NONE;
    private boolean here;

    /// The keeper ended as it was asked to, and is not to be brought back for that.
    private boolean dismissed;

    // A word about an earlier one counts no more.
    private int meetings;
    private int looks;
    private int setUps;

    /// How well we know the present keeper.
    private enum Meeting {
        NONE,

        /// It was asked what was filled in.
        ASKED,
        MET
    }

    /// What the set-up of this number came to.
    private record Settling(int number, StatusReport report) {}

    private record Errand<T>(Function<Berth, T> question, Consumer<T> answer) {}

    /// @param pause between two looks at a computer that lacks something
    Guide(Surroundings window, InstantSource clock, Duration pause) {
        this.window = window;
        this.clock = clock;
        this.pause = pause;
        installing = window.keeper().newest(share -> tell(new Event.Installing(share)));
        settling = window.keeper().newest(this::settled);
    }

    private static WizardState beginning() {
        return WizardState.first(dev.berth.runtime.Place.usual(System.getProperty("os.name", "")));
    }

    /// Says what shows each state.
    void show(Consumer<WizardState> with) {
        scene = with;
    }

    /// How it is now.
    WizardState state() {
        return state;
    }

    /// The person comes here: what was filled in before is asked for.
    void enter() {
        here = true;
        state = beginning();
        meeting = Meeting.NONE;
        see(outlook);
    }

    /// The person goes, or closes the window. What is under way goes on.
    void leave() {
        here = false;
        meetings++;
        looks++;
    }

    /// How things stand.
    void see(Outlook now) {
        outlook = now;
        if (!here) {
            return;
        }
        switch (now.sight()) {
            case Sight.Looking(), Sight.Beginning() -> {}
            case Sight.Lost(), Sight.Unreachable _ -> lost();
            case Sight.Seen(var report) when report.supervisor().isEmpty() -> {
                dismissed |= meeting != Meeting.NONE; // a crash would have been seen as one first
                lost();
                // Nothing is set up, and nobody is there to do it.
                if (!dismissed
                        && report.status() instanceof NotSetUp
                        && now.errand() instanceof Outlook.Errand.None) {
                    window.press(new Act.Run(Verb.KEEPER));
                }
            }
            case Sight.Seen(var report) -> seen(report);
        }
    }

    private void lost() {
        meeting = Meeting.NONE;
        meetings++;
        looks++;
        errands.clear();
        tell(new Event.Lost());
    }

    private void seen(StatusReport report) {
        dismissed = false;
        newest = Optional.of(report);
        switch (meeting) {
            case NONE -> meet();
            case ASKED -> {}
            case MET -> tell(new Event.Told(report, clock.instant()));
        }
    }

    private void meet() {
        meeting = Meeting.ASKED;
        int number = ++meetings;
        window.keeper()
                .call(
                        Guide::known,
                        reply -> {
                            if (number == meetings) {
                                met(reply);
                            }
                        });
    }

    private static Event.Met known(Berth berth) {
        var known =
                switch (berth.choices().now()) {
                    case Choices.Answer.Are(var settings, var inUse) ->
                            Optional.of(new Event.Known(settings, inUse.dataFolder()));
                    case Choices.Answer.Refused _ -> Optional.<Event.Known>empty();
                };
        return new Event.Met(berth.status().status(), berth.firstRun().draft(), known);
    }

    private void met(Reply<Event.Met> reply) {
        switch (reply) {
            case Reply.Got(var event) -> {
                meeting = Meeting.MET;
                tell(event);
                newest.ifPresent(report -> tell(new Event.Told(report, clock.instant())));
            }
            case Reply.Lost(_) -> meeting = Meeting.NONE;
        }
    }

    /// Something happened.
    void tell(Event event) {
        if (!here) {
            return;
        }
        var turn = Wizard.next(state, event);
        state = turn.state();
        if (meeting == Meeting.MET) {
            scene.accept(state);
        }
        turn.effects().forEach(this::carryOut);
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.CheckUp(var soon, var place) -> checkUp(soon, place);
            case Effect.Install() -> install();
            case Effect.Keep(var draft, var key) ->
                    write(berth -> kept(berth, draft, key), this::isKept);
            case Effect.Forget() ->
                    write(
                            berth -> {
                                berth.firstRun().forget();
                                return true;
                            },
                            _ -> {});
            case Effect.SetUp setUp -> {
                int number = ++setUps;
                write(berth -> setUp(berth, setUp, number), this::isKept);
            }
            case Effect.GiveUp giveUp -> {
                setUps++;
                write(berth -> giveUp(berth, giveUp), _ -> {});
            }
            case Effect.Open() -> window.press(new Act.Run(Verb.OPEN));
            case Effect.Leave() -> window.go(Place.STATE);
            case Effect.Close() -> window.close();
        }
    }

    // -- this computer

    private void checkUp(boolean soon, Optional<dev.berth.runtime.Place> place) {
        int number = ++looks;
        var before = soon ? pause : Duration.ZERO;
        window.keeper()
                .call(
                        berth -> {
                            rest(before);
                            return berth.firstRun().checkUp(place);
                        },
                        reply -> {
                            if (number == looks) {
                                tell(
                                        switch (reply) {
                                            case Reply.Got(var checks) -> new Event.Checked(checks);
                                            case Reply.Lost(_) -> new Event.NotChecked();
                                        });
                            }
                        });
    }

    private static void rest(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void install() {
        window.keeper()
                .call(
                        berth -> berth.firstRun().install(installing).toCompletableFuture().join(),
                        reply ->
                                tell(
                                        new Event.Installed(
                                                switch (reply) {
                                                    case Reply.Got(var how) -> how;
                                                    case Reply.Lost(var said) ->
                                                            new Installation.Failed(List.of(said));
                                                })));
    }

    // -- what is written down

    private static boolean kept(Berth berth, Draft draft, TypedKey key) {
        berth.firstRun().keep(draft, key.given());
        return key.given().isPresent();
    }

    private void isKept(boolean withKey) {
        if (withKey) {
            tell(new Event.Kept());
        }
    }

    private boolean setUp(Berth berth, Effect.SetUp setUp, int number) {
        var withKey = kept(berth, setUp.draft(), setUp.key());
        choose(berth, setUp.options().startAtSignIn(), setUp.options().notifications());
        var _ =
                berth.ask(new Command.SetUp(setUp.wishes()))
                        // a lost keeper is told by its link
                        .thenAccept(report -> settling.accept(new Settling(number, report)));
        return withKey;
    }

    private void settled(Settling settled) {
        if (settled.number() == setUps) {
            tell(new Event.Settled(settled.report(), clock.instant()));
        }
    }

    private static boolean giveUp(Berth berth, Effect.GiveUp giveUp) {
        berth.firstRun().keep(giveUp.draft(), Optional.empty());
        var before = giveUp.options().before();
        choose(berth, before.startAtSignIn(), before.notifications());
        var _ = berth.ask(new Command.GiveUp());
        return true;
    }

    /// A refusal has its reason in the settings' file, which set-up tells as a problem.
    private static void choose(Berth berth, boolean startAtSignIn, boolean notifications) {
        var choices = berth.choices();
        var _ =
                choices.choose(
                        Setting.START_AT_SIGN_IN, Optional.of(String.valueOf(startAtSignIn)));
        var _ = choices.choose(Setting.NOTIFICATIONS, Optional.of(String.valueOf(notifications)));
    }

    private <T> void write(Function<Berth, T> question, Consumer<T> answer) {
        errands.add(new Errand<>(question, answer));
        if (errands.size() == 1) {
            begin(errands.getFirst());
        }
    }

    private <T> void begin(Errand<T> errand) {
        window.keeper()
                .call(
                        errand.question(),
                        reply -> {
                            if (errand.equals(errands.peekFirst())) {
                                errands.removeFirst();
                                written(errand, reply);
                                Optional.ofNullable(errands.peekFirst()).ifPresent(this::begin);
                            }
                        });
    }

    private <T> void written(Errand<T> errand, Reply<T> reply) {
        switch (reply) {
            case Reply.Got(var value) -> errand.answer().accept(value);
            case Reply.Lost(var said) -> tell(new Event.Refused(said));
        }
    }
}
