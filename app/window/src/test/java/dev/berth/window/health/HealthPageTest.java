package dev.berth.window.health;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.ProblemKind;
import dev.berth.window.OwnWindows;
import dev.berth.window.ScriptedDoctor;
import dev.berth.window.Stand;
import dev.berth.window.link.Examining;
import dev.berth.window.page.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@Timeout(60)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class HealthPageTest {
    private final ScriptedDoctor doctor = new ScriptedDoctor();
    private Optional<Path> chosen = Optional.empty();
    private Optional<Stand> stand = Optional.empty();

    @Start
    void begin(Stage stage) {
        stand = Optional.of(new Stand(stage));
    }

    @AfterEach
    void end() {
        stand.ifPresent(Stand::close);
    }

    private Stand open() {
        var shown = stand.orElseThrow();
        shown.open(window ->
                new HealthPage(
                        window, new Examining(() -> doctor, Platform::runLater), (_, _) -> chosen));
        Stand.await(() -> texts(shown).stream().anyMatch(text -> text.startsWith("Broken: 1.")));
        return shown;
    }

    private static List<String> texts(Stand shown) {
        return shown.texts();
    }

    @Test
    void theGravestIsShownFirstWithWhatHelps() {
        assertThat(texts(open()))
                .containsSubsequence(
                        "Free space",
                        ProblemKind.NO_ROOM.title() + ".",
                        ProblemKind.NO_ROOM.sentence(),
                        "Memory",
                        "Clock");
    }

    @Test
    void aProblemLeadsToItsPage() throws InterruptedException {
        var shown = open();
        fire(shown, ".sign .hyperlink");
        assertThat(shown.gone().poll(10, TimeUnit.SECONDS)).isEqualTo(Place.EXPLAINED);
        assertThat(shown.explained()).contains(ProblemKind.NO_ROOM);
    }

    @Test
    void aReportIsSavedWhereThePersonSays() {
        chosen = Optional.of(Path.of("/somewhere/report.zip"));
        var shown = open();
        fire(shown, "#health-save");
        Stand.await(() ->
                texts(shown).stream()
                        .anyMatch(text -> text.contains("saved as report.zip (1.2 MB)")));
        assertThat(doctor.reports()).containsExactly(Path.of("/somewhere/report.zip"));
    }

    @Test
    void whyNoReportWasWrittenIsSaid() {
        chosen = Optional.of(Path.of("/full/report.zip"));
        doctor.refusing("The disk is full.");
        var shown = open();
        fire(shown, "#health-save");
        Stand.await(() -> texts(shown).contains("The disk is full."));
    }

    @Test
    void whoChoosesNoPlaceGetsNoReport() {
        var shown = open();
        fire(shown, "#health-save");
        assertThat(doctor.reports()).isEmpty();
    }

    @Test
    void thePageOfAProblemIsShownWithoutTechnicalWords() {
        var shown = stand.orElseThrow();
        onFxThread(() -> {
            shown.explain(ProblemKind.NO_ROOM);
            return true;
        });
        shown.open(ExplainedPage::new);
        assertThat(texts(shown))
                .contains(ProblemKind.NO_ROOM.title(), "What it means", "What you can do")
                .noneMatch(text -> text.contains("podman"));
    }

    private static void fire(Stand shown, String selector) {
        onFxThread(() -> {
            shown.find(selector, ButtonBase.class).fire();
            return true;
        });
    }
}
