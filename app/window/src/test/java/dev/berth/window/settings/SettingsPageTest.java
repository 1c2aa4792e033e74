package dev.berth.window.settings;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.Command;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Setting;
import dev.berth.window.OwnWindows;
import dev.berth.window.Stand;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.link.ScriptedChoices.Chosen;
import java.util.List;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@Timeout(60)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class SettingsPageTest {
    @SuppressWarnings("NullAway.Init")
    private Stand stand;

    @Start
    void begin(Stage stage) {
        stand = new Stand(stage);
        stand.open(SettingsPage::new);
    }

    @AfterEach
    void end() {
        stand.close();
    }

    @Test
    void aChoiceHoldsAtOnceAndCanBeTakenBack() {
        var box = box("#leaveRunning");
        onFxThread(() -> {
            box.fire();
            return true;
        });
        Stand.await(() -> stand.texts().contains("✓ Saved"));
        assertThat(chosen())
                .containsExactly(new Chosen(Setting.LEAVE_RUNNING, Optional.of("true")));

        onFxThread(() -> {
            visibleLink().fire();
            return true;
        });
        Stand.await(() -> !box.isSelected());
        assertThat(chosen()).endsWith(new Chosen(Setting.LEAVE_RUNNING, Optional.of("false")));
    }

    @Test
    void aRefusalIsSaidBesideTheFieldInThePersonsWordsAndTheTextStays() {
        box("#leaveRunning");
        stand.berth()
                .choices()
                .refuse(Setting.ENGINE_PROGRAM, Why.PROGRAM_MISSING, "only in English");
        type("#engineProgram", "/nowhere");

        Stand.await(() -> stand.texts().contains("There is no file at this path."));
        assertThat(field("#engineProgram").getText()).isEqualTo("/nowhere");
    }

    @Test
    void coloursChangeTheOpenWindow() throws InterruptedException {
        box("#leaveRunning");
        onFxThread(() -> {
            stand.find("#theme", ComboBox.class).getSelectionModel().select(2);
            return true;
        });

        assertThat(stand.worn().take().theme().id()).isEqualTo("dark");
    }

    @Test
    void memoryIsOfferedAsFarAsThisComputerHasIt() {
        box("#leaveRunning");
        assertThat(onFxThread(() -> stand.find("#memoryMiB", ComboBox.class).getItems().toString()))
                .isEqualTo(
                        "[Optional.empty, Optional[3072], Optional[4096], Optional[6144],"
                                + " Optional[8192]]");
    }

    @Test
    void anotherReleaseGoesThroughSetUp() throws InterruptedException {
        box("#leaveRunning");
        type("#release", "Not One");
        Stand.await(() ->
                stand.texts().stream().anyMatch(text -> text.startsWith("This is not the name")));
        type("#release", "ghcr.io/openclaw/openclaw:2026.10.1");

        var source = new Source.Named("ghcr.io/openclaw/openclaw:2026.10.1");
        assertThat(stand.pressed().take())
                .isEqualTo(
                        new Ask(
                                new Command.SetUp(
                                        new SetUpWishes(Optional.of(source), Optional.empty()))));
    }

    @Test
    void aMoveIsAskedFirstAndCanBeDeclined() {
        box("#leaveRunning");
        press("#host-machine");
        assertThat(stand.texts()).contains("Give your assistant a place of its own?");
        assertThat(chosen()).isEmpty();

        press("#asking-no");
        Stand.await(() -> stand.find("#host-native", RadioButton.class).isSelected());
        assertThat(chosen()).isEmpty();

        press("#host-machine");
        press("#asking-yes");
        Stand.await(() -> stand.find("#host-machine", RadioButton.class).isSelected());
        assertThat(chosen()).containsExactly(new Chosen(Setting.PLACE, Optional.of("machine")));

        onFxThread(() -> {
            visibleLink().fire(); // Undo
            return true;
        });
        assertThat(stand.texts()).contains("Let your assistant live beside your other programs?");
        press("#asking-yes");
        Stand.await(() -> stand.find("#host-native", RadioButton.class).isSelected());
        assertThat(chosen()).endsWith(new Chosen(Setting.PLACE, Optional.of("native")));
    }

    @Test
    void escapeLeavesTheQuestionWithoutAMove() {
        box("#leaveRunning");
        press("#host-machine");
        onFxThread(() -> {
            stand.find("#asking-no", Button.class)
                    .fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.ESCAPE,
                                    false,
                                    false,
                                    false,
                                    false));
            return true;
        });
        Stand.await(() -> stand.find("#host-native", RadioButton.class) != null);
        assertThat(chosen()).isEmpty();
    }

    @Test
    void itsOwnPlaceSaysHowLargeItIsAndTakesAnotherSizeAtOnce() {
        stand.berth().choices().choose(Setting.PLACE, Optional.of("machine"));
        stand.open(SettingsPage::new);
        box("#leaveRunning");
        onFxThread(() -> {
            stand.find("#own-place", TitledPane.class).setExpanded(true);
            return true;
        });
        Stand.await(() -> stand.texts().contains("Currently using: 4 GB"));
        assertThat(stand.texts()).contains("Currently using: 40 GB", "Currently using: 2");
        assertThat(
                        onFxThread(() ->
                                stand.find("#machineDiskGiB", ComboBox.class)
                                        .getItems()
                                        .toString()))
                .isEqualTo(
                        "[Optional.empty, Optional[40], Optional[60], Optional[80], Optional[120],"
                                + " Optional[200]]");

        onFxThread(() -> {
            stand.find("#machineMemoryMiB", ComboBox.class).getSelectionModel().select(2);
            return true;
        });
        Stand.await(() -> stand.texts().contains("✓ Saved"));
        assertThat(chosen()).endsWith(new Chosen(Setting.OWN_MEMORY, Optional.of("3072")));
    }

    @Test
    void whereAPlaceOfItsOwnIsTheOnlyWayThereIsNoChoice() {
        stand.open(window -> new SettingsPage(window, dev.berth.runtime.Place.APART));
        box("#leaveRunning");
        assertThat(stand.texts()).doesNotContain("Where your assistant lives");
    }

    private void press(String id) {
        onFxThread(() -> {
            stand.find(id, ButtonBase.class).fire();
            return true;
        });
    }

    private List<Chosen> chosen() {
        return stand.berth().choices().chosen();
    }

    /// Once the page knows what holds.
    private CheckBox box(String id) {
        Stand.await(() -> !stand.find(id, CheckBox.class).isDisabled());
        return stand.find(id, CheckBox.class);
    }

    private TextField field(String id) {
        return stand.find(id, TextField.class);
    }

    private void type(String id, String text) {
        var field = field(id);
        onFxThread(() -> {
            field.setText(text);
            field.fireEvent(new ActionEvent());
            return true;
        });
    }

    private Hyperlink visibleLink() {
        return stand
                .find(".setting", Node.class)
                .getScene()
                .getRoot()
                .lookupAll(".hyperlink")
                .stream()
                .filter(link -> link.isVisible() && link.getParent().isVisible())
                .map(Hyperlink.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
