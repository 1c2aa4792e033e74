package dev.berth.window.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.StatusReport.CopyProgress;
import dev.berth.runtime.Stranger;
import dev.berth.runtime.UpdateTrouble;
import dev.berth.window.Samples;
import dev.berth.window.face.Face.Choice;
import dev.berth.window.face.Face.Deed;
import dev.berth.window.face.Face.Picture;
import dev.berth.window.link.Act;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.link.Act.Run;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.link.Outlook.Sight;
import dev.berth.window.page.Place;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FacesTest {
    private static final Faces FACES = english(true);
    private static final Faces WITHOUT_PROGRAM = english(false);

    static Stream<Arguments> everyStatus() {
        return Stream.of(
                row(Samples.ready(), Picture.READY, "Ready", "Your assistant is ready.", "_Open"),
                row(
                        Samples.ready("telegram", "anthropic"),
                        Picture.READY,
                        "Ready",
                        "Your assistant is ready; not working at the moment: telegram, anthropic.",
                        "_Open"),
                row(
                        Samples.starting(Stage.WAITING_FOR_SERVICE),
                        Picture.STARTING,
                        "Starting",
                        "Getting the assistant ready",
                        "_Cancel"),
                row(
                        Samples.starting(Stage.STOPPING),
                        Picture.STARTING,
                        "Stopping",
                        "Stopping the assistant"),
                row(
                        Samples.starting(Stage.CLEANING_UP),
                        Picture.STARTING,
                        "Cleaning up",
                        "Taking away what was set up"),
                row(
                        Samples.attention(ProblemKind.NO_ROOM),
                        Picture.NEEDS_ATTENTION,
                        "Needs attention",
                        ProblemKind.NO_ROOM.sentence(),
                        "_Repair"),
                row(
                        Samples.attention(ProblemKind.SET_UP_FAILED),
                        Picture.NEEDS_ATTENTION,
                        "Needs attention",
                        ProblemKind.SET_UP_FAILED.sentence(),
                        "Set _up again"),
                row(
                        Samples.report(new Status.Paused()),
                        Picture.PAUSED,
                        "Paused",
                        "Your assistant is stopped. Its data is untouched.",
                        "R_esume"),
                row(
                        StatusReport.unsupervised(new Status.NotSetUp(), Instant.EPOCH),
                        Picture.NOT_SET_UP,
                        "Not set up yet",
                        "Three questions, and your assistant is there.",
                        "_Set up"),
                row(
                        StatusReport.unsupervised(new Status.NotRunning(), Instant.EPOCH),
                        Picture.NOT_RUNNING,
                        "Not running",
                        "Berth is not running, so nothing looks after your assistant.",
                        "_Start"));
    }

    private static Arguments row(
            StatusReport report, Picture picture, String word, String sentence, String... choices) {
        return Arguments.of(report, picture, word, sentence, List.of(choices));
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void eachStatusHasItsFace(
            StatusReport report,
            Picture picture,
            String word,
            String sentence,
            List<String> choices) {
        var face = FACES.of(report);

        assertThat(face.picture()).isEqualTo(picture);
        assertThat(face.word()).isEqualTo(word);
        assertThat(face.sentence()).isEqualTo(sentence);
        assertThat(face.choices()).extracting(Choice::label).isEqualTo(choices);
        assertThat(face.busy()).isFalse();
    }

    @Test
    void readySaysWhereAndSinceWhen() {
        var face = FACES.of(Samples.ready());

        assertThat(face.address()).contains("http://127.0.0.1:18789/");
        assertThat(face.notes()).containsExactly("Since 20 November 2026, 22:15");
        assertThat(german().of(Samples.ready()).notes())
                .containsExactly("Seit 20.11.2026, 22:15 Uhr");
    }

    @Test
    void stepsAreCountedAndMeasuredWhereTheyCanBe() {
        assertThat(FACES.of(Samples.starting(Stage.PROVING)).step())
                .contains(new Face.Step("Step 4 of 4", OptionalDouble.empty()));
        assertThat(FACES.of(Samples.starting(Progress.at(Stage.PREPARING, 0.5))).step())
                .contains(new Face.Step("Step 2 of 4", OptionalDouble.of(0.5)));
        assertThat(FACES.of(Samples.starting(Samples.fetching())).step())
                .contains(new Face.Step("Step 2 of 4 · 310 MB of 702 MB", OptionalDouble.of(0.44)));
        assertThat(FACES.of(Samples.starting(Stage.STOPPING)).step())
                .contains(new Face.Step("", OptionalDouble.empty()));
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyProblemLeadsOn(ProblemKind kind) {
        var face = FACES.of(Samples.attention(kind, "one", "two"));

        assertThat(face.heading()).contains(kind.title());
        assertThat(face.details()).containsExactly("one", "two");
        assertThat(face.choices()).isNotEmpty();
    }

    @Test
    void eachActionIsOfferedInItsOrder() {
        assertThat(FACES.of(Samples.attention(ProblemKind.KEEPS_STOPPING)).choices())
                .extracting(Choice::deed)
                .containsExactly(
                        new Deed.Press(new Ask(new Command.Repair())),
                        new Deed.Go(Place.LOG),
                        new Deed.Go(Place.RESET));
        assertThat(FACES.of(Samples.attention(ProblemKind.ENGINE_MISSING)).choices())
                .extracting(Choice::deed)
                .containsExactly(
                        new Deed.Press(new Act.Install()),
                        new Deed.Press(new Ask(new Command.Repair())));
        assertThat(FACES.of(Samples.attention(ProblemKind.OWNER_UNSAFE)).choices())
                .extracting(Choice::deed)
                .startsWith(new Deed.Unfold());
    }

    @Test
    void whoeverIsTakenAwayIsAskedForFirstWithTheEvidence() {
        var stranger =
                new Stranger("3f2a91c07be4".repeat(5), "other", Stranger.Evidence.OTHER_HOME);
        var problem = new Problem(ProblemKind.OWNER_UNSAFE, "s", List.of(), Optional.of(stranger));

        var offered = FACES.of(Samples.attention(problem)).choices().getLast();

        assertThat(offered.label()).isEqualTo("Take it a_way…");
        assertThat(offered.deed())
                .isInstanceOfSatisfying(
                        Deed.AskFirst.class,
                        ask -> {
                            assertThat(ask.act())
                                    .isEqualTo(
                                            new Ask(
                                                    new Command.Repair(
                                                            Set.of(), Optional.of(stranger.id()))));
                            assertThat(ask.question().sentence())
                                    .startsWith("Another Berth made it");
                        });
    }

    @Test
    void makingThePlaceAnewIsAskedFirst() {
        var rebuild = FACES.of(Samples.attention(ProblemKind.PLACE_DAMAGED)).choices().getFirst();

        assertThat(rebuild.label()).isEqualTo("_Make it anew…");
        assertThat(rebuild.deed())
                .isInstanceOfSatisfying(
                        Deed.AskFirst.class,
                        ask -> {
                            assertThat(ask.act())
                                    .isEqualTo(
                                            new Ask(new Command.Repair(Set.of(Consent.REBUILD))));
                            assertThat(ask.question().sentence())
                                    .contains("All your data and settings are kept");
                        });
    }

    @Test
    void anotherThatIsInTheWayIsStoppedOnceAlwaysOrNever() {
        var stop = new Command.Repair(Set.of(Consent.STOP_OTHER));

        assertThat(FACES.of(Samples.attention(ProblemKind.ANOTHER_RUNS)).choices())
                .extracting(Choice::deed)
                .containsExactly(
                        new Deed.Press(new Ask(stop)),
                        new Deed.Press(new Act.Choose(Setting.OTHERS, "always", Optional.of(stop))),
                        new Deed.Press(new Act.Choose(Setting.OTHERS, "never", Optional.empty())),
                        new Deed.Press(new Ask(new Command.Repair())));

        var never = new Act.Choose(Setting.OTHERS, "never", Optional.empty());
        var seen = new Sight.Seen(Samples.attention(ProblemKind.ANOTHER_RUNS));
        assertThat(FACES.of(with(seen, new Errand.Chosen(never))).notice().orElseThrow())
                .startsWith("Berth will not stop the other one.");
    }

    @Test
    void freeSpaceIsSaidOnceItIsMeasured() {
        var outlook =
                new Outlook(
                        new Sight.Seen(Samples.attention(ProblemKind.NO_ROOM)), new Errand.None());
        var measured = new Faces.Beside(Optional.empty(), OptionalLong.of(400));

        assertThat(FACES.of(outlook).notes()).isEmpty();
        assertThat(FACES.of(outlook, measured).notes())
                .containsExactly("Free at the moment: 419 MB");
    }

    @Test
    void theOutcomeOfARepairIsOneLine() {
        assertThat(settled(Samples.ready())).contains("Repaired: your assistant is ready again.");
        assertThat(settled(Samples.attention(ProblemKind.NO_ROOM)))
                .contains("The repair did not help: There is not enough free space.");
    }

    @Test
    void afterAnErasureThePersonIsToldThatItWasLookedAtAgain() {
        var report = Samples.report(new Status.NotSetUp());
        assertThat(settled(new Command.Reset(EraseScope.KEEP_DATA), report))
                .contains("Reset is done.");
        assertThat(settled(new Command.Reset(EraseScope.EVERYTHING), report))
                .hasValueSatisfying(said -> assertThat(said).contains("looked again"));
    }

    private static Optional<String> settled(StatusReport report) {
        return settled(new Command.Repair(), report);
    }

    private static Optional<String> settled(Command command, StatusReport report) {
        return FACES.of(
                        new Outlook(
                                new Sight.Seen(report),
                                new Errand.Settled(new Ask(command), report)))
                .notice();
    }

    @Test
    void aSentenceOfItsOwnIsNotReplaced() {
        var problem = new Problem(ProblemKind.CANNOT_TELL, "Something new.", List.of());

        assertThat(german().of(Samples.attention(problem)).sentence()).isEqualTo("Something new.");
    }

    @Test
    void everyProblemIsToldInGermanToo() {
        for (var kind : ProblemKind.values()) {
            var face = german().of(Samples.attention(kind));
            assertThat(face.heading().orElseThrow()).isNotEqualTo(kind.title());
            assertThat(face.sentence()).isNotEqualTo(kind.sentence());
        }
    }

    @Test
    void choicesDoWhatTheySay() {
        assertThat(act(Samples.ready())).isEqualTo(new Run(Verb.OPEN));
        assertThat(act(Samples.attention(ProblemKind.NO_ROOM)))
                .isEqualTo(new Ask(new Command.Repair()));
        assertThat(act(Samples.report(new Status.Paused())))
                .isEqualTo(new Ask(new Command.Start()));
        assertThat(act(Samples.report(new Status.NotRunning()))).isEqualTo(new Run(Verb.START));
    }

    private static Act act(StatusReport report) {
        return ((Deed.Press) FACES.of(report).choices().getFirst().deed()).act();
    }

    @Test
    void withoutTheProgramNothingIsOfferedThatNeedsIt() {
        var ready = WITHOUT_PROGRAM.of(Samples.ready());
        assertThat(ready.choices()).isEmpty();
        assertThat(ready.address()).isPresent();

        var notRunning = WITHOUT_PROGRAM.of(Samples.report(new Status.NotRunning()));
        assertThat(notRunning.choices()).isEmpty();
        assertThat(notRunning.notes())
                .containsExactly("Start it in a terminal with: berth\u00a0start");
    }

    @Test
    void aLostConnectionIsSaid() {
        assertThat(FACES.of(with(new Sight.Lost(), new Errand.None())).word())
                .isEqualTo("No connection");
        var unreachable =
                FACES.of(with(new Sight.Unreachable("Another version."), new Errand.None()));
        assertThat(unreachable.word()).isEqualTo("No connection");
        assertThat(unreachable.details()).containsExactly("Another version.");
    }

    @Test
    void anActUnderWayLeavesNothingToPress() {
        var open = new Run(Verb.OPEN);

        var face = FACES.of(with(new Sight.Seen(Samples.ready()), new Errand.UnderWay(open)));

        assertThat(face.busy()).isTrue();
        assertThat(face.notice()).contains("Opening your browser…");
    }

    @Test
    void anActThatFailedIsSaidAndCanBeTriedAgain() {
        var open = new Run(Verb.OPEN);

        var face =
                FACES.of(
                        with(
                                new Sight.Seen(Samples.ready()),
                                new Errand.Failed(open, "No browser.\n\nNone at all.")));

        assertThat(face.busy()).isFalse();
        assertThat(face.notice().orElseThrow()).startsWith("The browser could not be opened.");
        assertThat(face.details()).containsExactly("No browser.", "None at all.");
        assertThat(face.choices()).hasSize(1);
    }

    @Test
    void beforeTheFirstReportNothingIsClaimed() {
        var face = FACES.of(Outlook.FIRST);

        assertThat(face.word()).isEqualTo("One moment");
        assertThat(face.step()).isEqualTo(Optional.empty());
    }

    private static Outlook with(Sight sight, Errand errand) {
        return new Outlook(sight, errand);
    }

    private static Faces english(boolean programKnown) {
        return new Faces(
                WindowWords.in(Optional.empty(), Locale.ENGLISH, ZoneOffset.UTC), programKnown);
    }

    private static Faces german() {
        return new Faces(WindowWords.in(Optional.empty(), Locale.GERMANY, ZoneOffset.UTC), true);
    }

    // -- another release

    private static Outlook asking(StatusReport report) {
        return new Outlook(new Sight.Seen(report), new Errand.UnderWay(Samples.USE_NEWER));
    }

    private static Outlook told(StatusReport report) {
        return new Outlook(
                new Sight.Seen(Samples.ready()),
                new Errand.Settled((Ask) Samples.USE_NEWER, report));
    }

    @Test
    void aNewerReleaseIsOneLineAndIsUsedAfterAQuestionOnly() {
        var face = FACES.of(Samples.newer(Optional.empty(), Optional.empty()));

        assertThat(face.notes()).contains("A newer release of your assistant is there: 2026.9.7");
        assertThat(face.choices()).hasSize(2);
        assertThat(face.choices().getFirst().deed()).isEqualTo(new Deed.Press(new Run(Verb.OPEN)));
        assertThat(face.choices().getLast().deed())
                .isInstanceOfSatisfying(
                        Deed.AskFirst.class,
                        ask -> {
                            assertThat(ask.act()).isEqualTo(Samples.USE_NEWER);
                            assertThat(ask.question().title()).contains("2026.9.7");
                            assertThat(ask.question().sentence())
                                    .contains("safety copy", "one of before");
                        });
    }

    @Test
    void whileItIsFetchedItsWayIsShownAndCanBeGivenUp() {
        var way = new CopyProgress("fetching", 310_400_000, 702_000_000);
        var report = Samples.newer(Optional.of(way), Optional.empty());

        for (var face : List.of(FACES.of(report), FACES.of(asking(report)))) {
            assertThat(face.busy()).isFalse();
            assertThat(face.step().orElseThrow().text()).endsWith("310 MB of 702 MB");
            assertThat(face.step().orElseThrow().fraction().orElse(0)).isBetween(0.44, 0.45);
            assertThat(face.choices())
                    .extracting(Choice::deed)
                    .containsExactly(
                            new Deed.Press(new Run(Verb.OPEN)),
                            new Deed.Press(new Ask(new Command.CancelCopy())));
        }
    }

    @Test
    void theCopyBeforeItIsShownToThePersonWhoAsked() {
        var way = new CopyProgress("copying", 1_000_000, 2_000_000);
        var report = Samples.newer(Optional.of(way), Optional.empty());

        assertThat(FACES.of(asking(report)).step().orElseThrow().text()).startsWith("Copying");
        assertThat(FACES.of(report).step()).isEmpty();
        assertThat(FACES.of(report).choices()).hasSize(1);
    }

    @Test
    void whatCameOfItIsSaidInOneSentence() {
        assertThat(FACES.of(told(Samples.ready())).notice())
                .contains("Your assistant uses release 2026.9.6 now.");
        var back =
                Samples.newer(
                        Optional.empty(), Optional.of(UpdateTrouble.WENT_BACK.with("2026.9.7")));
        assertThat(FACES.of(told(back)).notice())
                .contains(UpdateTrouble.WENT_BACK.with("2026.9.7"));
        assertThat(german().of(told(back)).notice().orElse(""))
                .startsWith("Mit der Fassung 2026.9.7");
    }
}
