package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.window.face.WindowWords;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@Timeout(60)
@ExtendWith(ApplicationExtension.class)
final class RefusedApplicationTest {

    @Test
    void theSentenceIsReadWholeAndTheOneButtonCloses() throws Exception {
        var words = WindowWords.in(Optional.empty(), Locale.GERMAN, ZoneOffset.UTC);
        var closed = new AtomicBoolean();
        var face =
                onFxThread(() -> {
                    var made =
                            RefusedApplication.face(
                                    words, "Der Ordner ist voll.", () -> closed.set(true));
                    var scene = new Scene(made);
                    scene.getRoot().applyCss();
                    return made;
                });

        assertThat(face.lookupAll(".label").stream().map(node -> ((Label) node).getText()))
                .contains("Berth kann nicht starten", "Der Ordner ist voll.");
        var button = (Button) face.lookup(".button");
        assertThat(button.getText()).isEqualTo("_Schließen");
        onFxThread(() -> {
            button.fire();
            return button;
        });
        assertThat(closed).isTrue();
    }
}
