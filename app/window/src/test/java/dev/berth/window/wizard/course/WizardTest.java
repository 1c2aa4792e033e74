package dev.berth.window.wizard.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.Place;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Dwelling;
import dev.berth.runtime.SetUpWishes.Keyed;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.window.Samples;
import dev.berth.window.wizard.course.Checks.Installing;
import dev.berth.window.wizard.course.ProviderForm.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WizardTest {
    private static final Instant NOW = Instant.parse("2026-11-20T22:15:04Z");
    private static final String KEY = "sk-ant-api03-0123456789";
    private static final Provider ANTHROPIC = Provider.usual(ProviderKind.ANTHROPIC);
    private static final Path FILE = Path.of("/home/someone/assistant.tar");

    private WizardState state = WizardState.first();
    private final List<Effect> effects = new ArrayList<>();

    @Test
    void theWholeWayFromNothingToReady() {
        happen(new Event.Met(new Status.NotSetUp(), Optional.empty(), Optional.of(known())));
        assertThat(taken()).containsExactly(new Effect.CheckUp(false));

        happen(new Event.Checked(List.of(good(Part.ENGINE))), new Event.Next());
        assertThat(state.page()).isEqualTo(Page.PROVIDER);
        assertThat(taken()).containsExactly(keep(draft(Page.PROVIDER, Optional.empty(), false)));

        happen(typed(KEY), new Event.Next());
        assertThat(state.page()).isEqualTo(Page.OPTIONS);
        var kept = draft(Page.OPTIONS, Optional.of(ANTHROPIC), true);
        assertThat(taken()).containsExactly(new Effect.Keep(kept, new TypedKey(KEY)));
        happen(new Event.Kept());
        assertThat(state.provider().keyKept()).isTrue();
        assertThat(state.provider().key()).isEqualTo(TypedKey.NONE);

        happen(new Event.Chosen(false, true), new Event.Next());
        assertThat(state.page()).isEqualTo(Page.PROGRESS);
        assertThat(taken())
                .containsExactly(
                        new Effect.SetUp(
                                new Draft(
                                        Page.PROGRESS,
                                        Optional.of(ANTHROPIC),
                                        true,
                                        false,
                                        Optional.empty()),
                                TypedKey.NONE,
                                state.options(),
                                new SetUpWishes(
                                        Optional.empty(),
                                        Optional.of(new Keyed(ANTHROPIC, Optional.empty())))));

        happen(told(Samples.starting(Stage.FETCHING)), told(Samples.ready()));
        assertThat(state.journey()).isInstanceOf(Journey.Arrived.class);
        assertThat(taken()).isEmpty();

        happen(new Event.Next(), new Event.Close());
        assertThat(taken()).containsExactly(new Effect.Open(), new Effect.Close());
    }

    // -- this computer

    @Test
    void withoutTheEngineThereIsNoGoingOn() {
        begin();
        happen(new Event.Checked(List.of(missing())), new Event.Next());

        assertThat(state.page()).isEqualTo(Page.WELCOME);
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"ROOM", "MEMORY"})
    void withoutRoomOrMemoryThereIs(Part part) {
        begin();
        happen(
                new Event.Checked(List.of(good(Part.ENGINE), bad(part, new Cure.None()))),
                new Event.Next());

        assertThat(state.page()).isEqualTo(Page.PROVIDER);
    }

    @Test
    void whileSomethingIsMissingItIsLookedAtAgainByItself() {
        begin();
        happen(new Event.Checked(List.of(missing())));
        assertThat(taken()).containsExactly(new Effect.CheckUp(true));

        happen(new Event.Checked(List.of(good(Part.ENGINE))));
        assertThat(taken()).isEmpty();
    }

    @Test
    void walledOffItIsLookedAtAnewAndKeptAndAskedFor() {
        begin();
        happen(new Event.Checked(List.of(good(Part.ENGINE))), new Event.Walled(true));
        var own = new Dwelling(Place.APART, Optional.empty());
        assertThat(taken())
                .containsExactly(
                        keep(lodged(Page.WELCOME, own)),
                        new Effect.CheckUp(false, Optional.of(Place.APART)));
        assertThat(state.checks().letGoOn()).as("nothing is known of it yet").isFalse();

        var file = Path.of("/home/someone/place.qcow2");
        happen(new Event.OwnFileChosen(file));
        var fromFile = new Dwelling(Place.APART, Optional.of(file));
        assertThat(taken()).containsExactly(keep(lodged(Page.WELCOME, fromFile)));
        assertThat(state.wishes().dwelling()).contains(fromFile);

        happen(new Event.Checked(List.of(missing())));
        assertThat(taken()).containsExactly(new Effect.CheckUp(true, Optional.of(Place.APART)));

        happen(new Event.Walled(false));
        var beside = new Dwelling(Place.HERE, Optional.empty());
        assertThat(taken())
                .containsExactly(
                        keep(lodged(Page.WELCOME, beside)),
                        new Effect.CheckUp(false, Optional.of(Place.HERE)));
        assertThat(state.wishes().dwelling()).contains(beside);
    }

    @Test
    void whoSaysNothingAboutThePlaceChangesNothingAboutIt() {
        begin();
        assertThat(state.lodging().isOffered()).isTrue();
        assertThat(state.lodging().isApart()).isFalse();
        assertThat(state.wishes().dwelling()).isEmpty();
    }

    @Test
    void whereAPlaceOfItsOwnIsTheOnlyWayItIsNotOffered() {
        state = WizardState.first(Place.APART);
        begin();
        assertThat(state.lodging().isOffered()).isFalse();
        assertThat(state.lodging().isApart()).isTrue();
        assertThat(state.wishes().dwelling()).isEmpty();

        var file = Path.of("/Users/someone/place.raw");
        happen(new Event.OwnFileChosen(file));
        assertThat(state.wishes().dwelling())
                .contains(new Dwelling(Place.APART, Optional.of(file)));
    }

    @Test
    void thePlaceComesBackWithTheDraft() {
        var own = new Dwelling(Place.APART, Optional.of(FILE));
        happen(
                new Event.Met(
                        new Status.NotSetUp(),
                        Optional.of(lodged(Page.WELCOME, own)),
                        Optional.of(known())));
        assertThat(state.lodging().isApart()).isTrue();
        assertThat(taken()).containsExactly(new Effect.CheckUp(false, Optional.of(Place.APART)));
        assertThat(state.wishes().dwelling()).contains(own);
    }

    private static Draft lodged(Page page, Dwelling dwelling) {
        return new Draft(
                page, Optional.empty(), false, true, Optional.empty(), Optional.of(dwelling));
    }

    @Test
    void onAnotherPageNothingIsLookedAt() {
        begin();
        happen(new Event.Checked(List.of(good(Part.ENGINE), bad(Part.ROOM, new Cure.None()))));
        happen(new Event.Next());
        taken();

        happen(new Event.Checked(List.of(missing())));
        assertThat(taken()).isEmpty();
        happen(new Event.Back());
        assertThat(taken()).contains(new Effect.CheckUp(false));
    }

    @Test
    void askingTwiceLooksOnce() {
        begin();
        happen(new Event.Checked(List.of(good(Part.ENGINE))));
        taken();

        happen(new Event.CheckAgain(), new Event.CheckAgain());
        assertThat(taken()).containsExactly(new Effect.CheckUp(false));
    }

    @Test
    void installingIsAskedForOnceAndLookedAtAfterwards() {
        begin();
        happen(new Event.Checked(List.of(missing())));
        taken();

        happen(new Event.InstallForMe(), new Event.InstallForMe());
        assertThat(taken()).containsExactly(new Effect.Install());
        happen(new Event.Installing(OptionalDouble.of(0.5)));
        assertThat(state.checks().installing())
                .isEqualTo(new Installing.UnderWay(OptionalDouble.of(0.5)));

        happen(new Event.Installed(new Installation.Installed()));
        assertThat(taken()).containsExactly(new Effect.CheckUp(false));
        happen(new Event.Checked(List.of(good(Part.ENGINE))));
        assertThat(state.checks().installing()).isInstanceOf(Installing.NotAsked.class);
        assertThat(state.checks().letGoOn()).isTrue();
    }

    @Test
    void aDeclinedInstallationStaysSaidWhileThePartIsMissing() {
        begin();
        happen(
                new Event.Checked(List.of(missing())),
                new Event.InstallForMe(),
                new Event.Installed(new Installation.Declined()),
                new Event.Checked(List.of(missing())));

        assertThat(state.checks().installing())
                .isEqualTo(new Installing.Ended(new Installation.Declined()));
        assertThat(state.checks().canInstall()).isTrue();
    }

    @Test
    void theFileIsKeptAndSetUpFrom() {
        at(Page.OPTIONS);
        happen(new Event.FileChosen(FILE));
        assertThat(taken())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Keep.class, keep -> assertThat(keep.draft().file()).contains(FILE));

        happen(new Event.Next());
        assertThat(taken())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.SetUp.class,
                        setUp ->
                                assertThat(setUp.wishes().source())
                                        .contains(new Source.FromFile(FILE)));
        assertThat(Wizard.next(state, new Event.FileRemoved()).state().file()).isEmpty();
    }

    // -- the provider

    @Test
    void whatIsUnfinishedIsSaidOnceNextWasTried() {
        at(Page.PROVIDER);
        assertThat(state.strict()).isFalse();

        happen(new Event.Next());
        assertThat(state.page()).isEqualTo(Page.PROVIDER);
        assertThat(state.strict()).isTrue();
        assertThat(taken()).isEmpty();
    }

    @Test
    void whatWasTypedStaysOnTheWayBack() {
        at(Page.PROVIDER);
        happen(typed(KEY), new Event.Back());

        assertThat(state.page()).isEqualTo(Page.WELCOME);
        assertThat(state.provider().key()).isEqualTo(new TypedKey(KEY));
        assertThat(taken())
                .first()
                .isEqualTo(keep(draft(Page.WELCOME, Optional.of(ANTHROPIC), false)));
    }

    @Test
    void whatWasTypedForOneProviderStaysWhileAnotherIsLookedAt() {
        at(Page.PROVIDER);
        happen(typed(KEY));
        happen(new Event.Filled(state.provider().choosing(Answerer.OPENAI)));
        assertThat(state.provider().key()).isEqualTo(TypedKey.NONE);

        happen(new Event.Filled(state.provider().choosing(Answerer.ANTHROPIC)));
        assertThat(state.provider().key()).isEqualTo(new TypedKey(KEY));
    }

    @Test
    void laterSetsUpWithoutAProvider() {
        at(Page.PROVIDER);
        happen(
                new Event.Filled(state.provider().choosing(Answerer.LATER)),
                new Event.Next(),
                new Event.Next());

        assertThat(effects.getLast())
                .isInstanceOfSatisfying(
                        Effect.SetUp.class,
                        setUp -> assertThat(setUp.wishes().provider()).isEmpty());
    }

    // -- killed and started again

    @ParameterizedTest
    @EnumSource(
            value = Page.class,
            names = {"WELCOME", "PROVIDER", "OPTIONS"})
    void startedAgainItGoesOnWhereItWas(Page page) {
        var draft = new Draft(page, Optional.of(ANTHROPIC), true, false, Optional.of(FILE));

        happen(new Event.Met(new Status.NotSetUp(), Optional.of(draft), Optional.of(known())));

        assertThat(state.page()).isEqualTo(page);
        assertThat(state.draft(TypedKey.NONE)).isEqualTo(draft);
        assertThat(state.provider().keyKept()).isTrue();
    }

    @Test
    void aSetUpThatNobodyRemembersIsAskedForAgain() {
        var draft = draft(Page.PROGRESS, Optional.of(ANTHROPIC), true);

        happen(new Event.Met(new Status.NotSetUp(), Optional.of(draft), Optional.of(known())));

        assertThat(taken())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.SetUp.class,
                        setUp ->
                                assertThat(setUp.wishes().provider())
                                        .contains(new Keyed(ANTHROPIC, Optional.empty())));
    }

    @Test
    void aSetUpThatIsUnderWayIsWatched() {
        var report = Samples.starting(Stage.WAITING_FOR_SERVICE);

        happen(
                new Event.Met(
                        report.status(),
                        Optional.of(draft(Page.PROGRESS, Optional.empty(), false)),
                        Optional.of(known())),
                told(report));

        assertThat(taken()).isEmpty();
        assertThat(state.journey()).isInstanceOf(Journey.UnderWay.class);
    }

    @Test
    void readyThatCameWhileNobodyLookedIsShown() {
        happen(
                new Event.Met(
                        Samples.ready().status(),
                        Optional.of(draft(Page.PROGRESS, Optional.empty(), false)),
                        Optional.of(known())),
                told(Samples.ready()));

        assertThat(state.journey()).isInstanceOf(Journey.Arrived.class);
        assertThat(taken()).isEmpty();
    }

    @Test
    void aKeeperFoundAgainTakesThePersonNowhereElse() {
        at(Page.PROVIDER);
        happen(typed(KEY), new Event.Lost());
        happen(
                new Event.Met(
                        new Status.NotSetUp(),
                        Optional.of(draft(Page.WELCOME, Optional.empty(), false)),
                        Optional.of(known())));

        assertThat(state.page()).isEqualTo(Page.PROVIDER);
        assertThat(state.provider().key()).isEqualTo(new TypedKey(KEY));
    }

    @Test
    void aKeeperThatBeganAnewIsAskedToSetUpAgain() {
        underWay();
        happen(new Event.Lost());
        assertThat(state.journey()).isInstanceOf(Journey.Lost.class);

        happen(
                new Event.Met(
                        new Status.NotSetUp(),
                        Optional.of(draft(Page.PROGRESS, Optional.empty(), false)),
                        Optional.of(known())));
        assertThat(taken()).singleElement().isInstanceOf(Effect.SetUp.class);
    }

    @Test
    void forAnAssistantThatIsThereWhatIsKnownIsFilledIn() {
        var settings = Settings.none().withRelease("x").withProvider(ANTHROPIC);

        happen(
                new Event.Met(
                        Samples.ready().status(),
                        Optional.empty(),
                        Optional.of(new Event.Known(settings, Path.of("/data")))));

        assertThat(state.page()).isEqualTo(Page.WELCOME);
        assertThat(state.provider().chosen()).contains(Answerer.ANTHROPIC);
        assertThat(state.provider().keyKept()).isTrue();
        assertThat(state.options().startAtSignIn()).isFalse();
    }

    // -- the way to Ready

    @Test
    void whatWasSoBeforeSetUpBeganSaysNothingOfIt() {
        at(Page.OPTIONS);
        happen(
                new Event.Next(),
                told(Samples.ready()),
                told(Samples.attention(ProblemKind.NO_ROOM)),
                told(Samples.report(new Status.NotSetUp())));

        assertThat(state.journey()).isInstanceOf(Journey.Asked.class);
    }

    @Test
    void whatSetUpCameToCountsEvenIfNothingWasToldOfItsBeginning() {
        at(Page.OPTIONS);
        happen(new Event.Next(), new Event.Settled(Samples.attention(ProblemKind.NO_ROOM), NOW));

        assertThat(state.journey()).isInstanceOf(Journey.Stuck.class);
    }

    @Test
    void theRestOfTheTimeIsToldOnceItCanBeGuessed() {
        underWay();
        for (int second = 0; second <= 10; second++) {
            happen(
                    new Event.Told(
                            Samples.starting(Progress.fetched(second * 10_000_000L, 400_000_000L)),
                            NOW.plusSeconds(second)));
            assertThat(left().isPresent()).isEqualTo(second >= 5);
        }

        assertThat(left()).contains(Duration.ofSeconds(30));
    }

    private Optional<Duration> left() {
        return ((Journey.UnderWay) state.journey()).left();
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyProblemLeadsOn(ProblemKind kind) {
        stuck(kind);

        var again = Wizard.next(state, new Event.TryAgain());
        assertThat(again.effects()).singleElement().isInstanceOf(Effect.SetUp.class);
        var mended = Wizard.next(state, new Event.Mend());
        assertThat(mended.state().page())
                .isEqualTo(WayOn.of(kind).map(WayOn::page).orElse(Page.PROGRESS));
        var back = Wizard.next(state, new Event.Cancel());
        assertThat(back.state().page()).isEqualTo(Page.OPTIONS);
    }

    @Test
    void aMissingKeyLeadsToItsPage() {
        stuck(ProblemKind.KEY_MISSING);
        happen(new Event.Mend());

        assertThat(state.page()).isEqualTo(Page.PROVIDER);
        assertThat(taken()).singleElement().isInstanceOf(Effect.GiveUp.class);
    }

    @Test
    void givenUpItIsBackAtTheChoicesAndNothingIsForgotten() {
        underWay();
        happen(new Event.Cancel());
        assertThat(state.asking()).isTrue();
        assertThat(taken()).isEmpty();

        happen(new Event.CancelMeant());
        assertThat(state.page()).isEqualTo(Page.OPTIONS);
        assertThat(state.asking()).isFalse();
        assertThat(taken())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.GiveUp.class,
                        giveUp -> {
                            assertThat(giveUp.draft().page()).isEqualTo(Page.OPTIONS);
                            assertThat(giveUp.options().before().startAtSignIn()).isFalse();
                        });
        happen(told(Samples.report(new Status.NotSetUp())));
        assertThat(state.page()).isEqualTo(Page.OPTIONS);
    }

    @Test
    void givenUpElsewhereItIsBackAtTheChoicesToo() {
        underWay();
        happen(told(Samples.report(new Status.NotSetUp())));

        assertThat(state.page()).isEqualTo(Page.OPTIONS);
    }

    @Test
    void aQuestionThatReadyOvertakesIsOver() {
        underWay();
        happen(new Event.Cancel(), told(Samples.ready()));

        assertThat(state.asking()).isFalse();
        assertThat(state.journey()).isInstanceOf(Journey.Arrived.class);
    }

    @Test
    void anAssistantThatFallsAfterReadyIsShownByTheWindow() {
        underWay();
        happen(told(Samples.ready()));
        taken();

        happen(told(Samples.ready("anthropic")));
        assertThat(taken()).isEmpty();
        happen(told(Samples.starting(Stage.RECOVERING)));
        assertThat(taken()).containsExactly(new Effect.Leave());
    }

    @Test
    void whatCannotBeWrittenDownIsSaidAndNothingBegins() {
        at(Page.OPTIONS);
        happen(new Event.Next(), new Event.Refused("disk full"));

        assertThat(state.page()).isEqualTo(Page.OPTIONS);
        assertThat(state.refusal()).contains("disk full");
    }

    // -- the way out

    @Test
    void withNothingFilledInCancelLeavesAtOnce() {
        begin();
        happen(new Event.Cancel());

        assertThat(taken()).containsExactly(new Effect.Forget(), new Effect.Leave());
    }

    @ParameterizedTest
    @EnumSource(
            value = Page.class,
            names = {"PROVIDER", "OPTIONS"})
    void withSomethingFilledInItAsks(Page page) {
        at(page);
        happen(new Event.Cancel());
        assertThat(state.asking()).isTrue();
        happen(new Event.Cancel());
        assertThat(state.asking()).isFalse();
        assertThat(taken()).isEmpty();

        happen(new Event.Cancel(), new Event.CancelMeant());
        assertThat(taken()).containsExactly(new Effect.Forget(), new Effect.Leave());
        assertThat(state).isEqualTo(WizardState.first());
    }

    // -- how a test gets there

    private void begin() {
        happen(new Event.Met(new Status.NotSetUp(), Optional.empty(), Optional.of(known())));
        taken();
    }

    private void at(Page page) {
        begin();
        happen(new Event.Checked(List.of(good(Part.ENGINE))), new Event.Next());
        if (page == Page.OPTIONS) {
            happen(new Event.Filled(state.provider().choosing(Answerer.LATER)), new Event.Next());
        }
        assertThat(state.page()).isEqualTo(page);
        taken();
    }

    private void underWay() {
        at(Page.OPTIONS);
        happen(new Event.Next(), told(Samples.starting(Stage.CHECKING)));
        taken();
    }

    private void stuck(ProblemKind kind) {
        underWay();
        happen(told(Samples.attention(kind)));
        assertThat(state.journey()).isInstanceOf(Journey.Stuck.class);
    }

    private void happen(Event... events) {
        for (var event : events) {
            var turn = Wizard.next(state, event);
            state = turn.state();
            effects.addAll(turn.effects());
        }
    }

    private List<Effect> taken() {
        var taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    private static Event told(StatusReport report) {
        return new Event.Told(report, NOW);
    }

    private Event typed(String key) {
        return new Event.Filled(
                state.provider()
                        .choosing(Answerer.ANTHROPIC)
                        .with(ProviderKind.ANTHROPIC, new Entry("", "", new TypedKey(key))));
    }

    private static Event.Known known() {
        return new Event.Known(Settings.none(), Path.of("/data"));
    }

    private static Effect keep(Draft draft) {
        return new Effect.Keep(draft, TypedKey.NONE);
    }

    private static Draft draft(Page page, Optional<Provider> provider, boolean keyGiven) {
        return new Draft(page, provider, keyGiven, true, Optional.empty());
    }

    private static Check good(Part part) {
        return new Check(part, Verdict.GOOD, "", Optional.empty(), new Cure.None(), List.of());
    }

    private static Check bad(Part part, Cure cure) {
        return new Check(part, Verdict.BAD, "", Optional.empty(), cure, List.of());
    }

    private static Check missing() {
        return bad(Part.ENGINE, new Cure.Install("sudo apt install podman"));
    }
}
