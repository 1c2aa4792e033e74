package dev.berth.window.copies;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Command;
import dev.berth.window.OwnWindows;
import dev.berth.window.Stand;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.page.Place;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@Timeout(60)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class CopiesPageTest {
    private final ScriptedCopies copies = new ScriptedCopies();

    @SuppressWarnings("NullAway.Init")
    private Stand stand;

    private static final class SameFile implements FilePicker {
        @Override
        public Optional<Path> toWrite(String title, String name, Window owner) {
            return Optional.of(Path.of("/home/anna/" + name));
        }

        @Override
        public Optional<Path> toRead(String title, Window owner) {
            return Optional.of(Path.of("/home/anna/moving.tar.zst"));
        }
    }

    private static Consumer<Shelf.News> onFx(Consumer<Shelf.News> receiver) {
        return news -> Platform.runLater(() -> receiver.accept(news));
    }

    @Start
    void begin(Stage stage) {
        stand = new Stand(stage);
        stand.open(window ->
                new CopiesPage(
                        window,
                        new Shelf(copies, Platform::runLater, CopiesPageTest::onFx),
                        new SameFile()));
    }

    @AfterEach
    void end() {
        stand.close();
    }

    private void press(String id) {
        Stand.await(() -> !stand.find(id, Button.class).isDisabled());
        onFxThread(() -> {
            stand.find(id, Button.class).fire();
            return true;
        });
    }

    private ListView<?> list() {
        return stand.find("#copies", ListView.class);
    }

    @Test
    void theNewestIsChosenAndCanBeBroughtBackAfterAQuestion() throws InterruptedException {
        Stand.await(() -> list().getItems().size() == 2);
        press("#copies-restore");
        assertThat(stand.pressed()).isEmpty();
        press("#copies-restore-go");
        assertThat(stand.pressed().take())
                .isEqualTo(new Ask(new Command.Restore(ScriptedCopies.DAILY.id())));
        assertThat(stand.gone().take()).isEqualTo(Place.STATE);
    }

    @Test
    void aDamagedOneCanNotBeUsed() {
        Stand.await(() -> list().getItems().size() == 2);
        onFxThread(() -> {
            list().getSelectionModel().select(1);
            return true;
        });
        assertThat(stand.find("#copies-restore", Button.class).isDisabled()).isTrue();
        assertThat(stand.find("#copies-export", Button.class).isDisabled()).isTrue();
    }

    @Test
    void oneIsMadeAtOnce() throws InterruptedException {
        press("#copies-make");
        assertThat(stand.pressed().take()).isEqualTo(new Ask(new Command.MakeCopy()));
    }

    @Test
    void whatGoesWrongIsSaid() {
        copies.failing("This safety copy cannot be used: it was cut off. Choose another one.");
        press("#copies-import");
        Stand.await(() ->
                stand.texts()
                        .contains(
                                "This safety copy cannot be used: it was cut off. Choose another one."));
    }
}
