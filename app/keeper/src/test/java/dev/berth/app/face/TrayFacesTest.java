package dev.berth.app.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.tray.Choice;
import dev.berth.app.tray.Picture;
import dev.berth.app.tray.TrayView;
import dev.berth.app.tray.TrayView.Item;
import dev.berth.forbidden.Forbidden;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrayFacesTest {
    private static final Status READY = new Status.Supervised(new Ready(List.of()));
    private static final Set<Choice> ALWAYS = EnumSet.of(Choice.SHOW, Choice.SETTINGS, Choice.QUIT);

    private static TrayFaces faces(String language) {
        return new TrayFaces(KeeperWords.in(Optional.of(language), Locale.ENGLISH, ZoneOffset.UTC));
    }

    private static Status at(Stage stage) {
        return new Status.Supervised(new Starting(Progress.at(stage)));
    }

    private static Status problem(ProblemKind kind) {
        return new Status.Supervised(new NeedsAttention(Problem.of(kind, List.of())));
    }

    private static Set<Choice> enabled(TrayView view) {
        return view.items().stream()
                .filter(item -> item instanceof Item.Offer(_, _, var enabled) && enabled)
                .map(item -> ((Item.Offer) item).choice())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Choice.class)));
    }

    private static Set<Choice> besides(Choice... choices) {
        var all = EnumSet.copyOf(ALWAYS);
        all.addAll(List.of(choices));
        return all;
    }

    @Test
    void eachStateHasItsPictureAndItsWords() {
        var en = faces("en");
        var de = faces("de");
        assertThat(en.of(READY, false).state()).isEqualTo("Ready");
        assertThat(de.of(READY, false).state()).isEqualTo("Bereit");
        assertThat(en.of(READY, false).picture()).isEqualTo(Picture.READY);
        var waiting = at(Stage.WAITING_FOR_SERVICE);
        assertThat(en.of(waiting, false).state())
                .isEqualTo("Starting: getting the assistant ready, 3 of 4");
        assertThat(de.of(waiting, false).state())
                .isEqualTo("Startet: Der Assistent macht sich bereit, 3 von 4");
        assertThat(en.of(waiting, false).picture()).isEqualTo(Picture.STARTING);
        assertThat(en.of(at(Stage.STOPPING), false).state()).isEqualTo("Stopping the assistant");
        var full = problem(ProblemKind.NO_ROOM);
        assertThat(en.of(full, false).state())
                .isEqualTo("Needs attention: there is not enough free space");
        assertThat(de.of(full, false).state()).startsWith("Braucht Hilfe: ");
        assertThat(en.of(full, false).picture()).isEqualTo(Picture.NEEDS_ATTENTION);
        assertThat(en.of(problem(ProblemKind.OUTSIDE_SESSION), false).state())
                .isEqualTo("Needs attention: Berth was started outside your session");
        assertThat(en.of(new Status.Paused(), false).state()).isEqualTo("Paused");
        assertThat(en.of(new Status.Paused(), false).picture()).isEqualTo(Picture.PAUSED);
        assertThat(en.of(new Status.NotSetUp(), false).picture()).isEqualTo(Picture.NOT_SET_UP);
        assertThat(en.first().state()).isEqualTo("Starting");
        assertThat(en.of(new Status.Supervised(new Ready(List.of("telegram"))), false).state())
                .isEqualTo("Ready; not working at the moment: telegram");
    }

    @Test
    void onlyWhatMakesSenseCanBeChosen() {
        var faces = faces("en");
        assertThat(enabled(faces.of(READY, false)))
                .isEqualTo(
                        besides(
                                Choice.OPEN,
                                Choice.REPAIR,
                                Choice.RESET,
                                Choice.RESTART,
                                Choice.PAUSE));
        assertThat(enabled(faces.of(at(Stage.FETCHING), false)))
                .isEqualTo(besides(Choice.REPAIR, Choice.RESET, Choice.PAUSE));
        assertThat(enabled(faces.of(at(Stage.RECOVERING), false))).isEqualTo(besides(Choice.PAUSE));
        assertThat(enabled(faces.of(at(Stage.CLEANING_UP), false))).isEqualTo(besides());
        assertThat(enabled(faces.of(problem(ProblemKind.NO_ROOM), false)))
                .isEqualTo(besides(Choice.REPAIR, Choice.RESET, Choice.PAUSE));
        assertThat(enabled(faces.of(new Status.Paused(), false)))
                .isEqualTo(besides(Choice.RESET, Choice.RESUME));
        assertThat(enabled(faces.of(new Status.NotSetUp(), false)))
                .isEqualTo(besides(Choice.SET_UP));
        assertThat(enabled(faces.first())).isEqualTo(besides());
    }

    @Test
    void whileARepairRunsNeitherCanBeAskedForAgain() {
        assertThat(enabled(faces("en").of(at(Stage.FETCHING), true)))
                .doesNotContain(Choice.REPAIR, Choice.RESET, Choice.RESTART)
                .contains(Choice.PAUSE, Choice.QUIT);
    }

    @Test
    void whatIsNotSetUpOffersNothingButToSetItUp() {
        assertThat(faces("de").of(new Status.NotSetUp(), false).items())
                .filteredOn(Item.Offer.class::isInstance)
                .extracting(item -> ((Item.Offer) item).label())
                .containsExactly("Einrichten…", "Berth anzeigen", "Einstellungen", "Beenden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everythingIsSaidInTheOperatorsWords(String language) {
        var faces = faces(language);
        var states =
                Stream.of(
                                Stream.of(
                                        READY,
                                        new Status.Paused(),
                                        new Status.NotSetUp(),
                                        new Status.NotRunning()),
                                Arrays.stream(Stage.values()).map(TrayFacesTest::at),
                                Arrays.stream(ProblemKind.values()).map(TrayFacesTest::problem))
                        .flatMap(some -> some)
                        .toList();

        assertThat(states).hasSizeGreaterThan(30);
        assertThat(states)
                .allSatisfy(status ->
                        assertThat(said(faces.of(status, false)))
                                .isNotBlank()
                                .doesNotContainPattern(Forbidden.WORDS));
        assertThat(faces.words().keys())
                .allSatisfy(key ->
                        assertThat(faces.words().text(key)).doesNotContainPattern(Forbidden.WORDS));
    }

    private static String said(TrayView view) {
        return view.state() + "\n" + view.items();
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(faces("de").words().keys()).isEqualTo(faces("en").words().keys());
    }

    @ParameterizedTest
    @EnumSource(Choice.class)
    void everyChoiceHasWords(Choice choice) {
        var key = "tray.choice." + choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(faces("en").words().text(key)).isNotBlank();
        assertThat(faces("de").words().text(key)).isNotBlank();
    }
}
