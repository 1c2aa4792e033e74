package dev.berth.window;

import dev.berth.window.face.Face;
import dev.berth.window.face.Faces;
import dev.berth.window.face.Words;
import dev.berth.window.link.KeeperSearch;
import dev.berth.window.link.Link;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Program;
import dev.berth.window.scene.Drawings;
import dev.berth.window.scene.FaceView;
import dev.berth.window.scene.Handover;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/// Lays the parts together: the link's outlooks become faces, faces are shown, presses go back.
final class BerthWindow {
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Faces faces;
    private final Drawings drawings;
    private final Handover<Face> handover = new Handover<>(Platform::runLater, this::show);
    private final Link link;
    private Optional<FaceView> view = Optional.empty(); // JavaFX thread only
    private Face newest; // JavaFX thread only

    /// From any thread; may read files.
    BerthWindow(
            KeeperSearch search, Optional<Program> program, List<Duration> pauses, Words words) {
        faces = new Faces(words, program.isPresent());
        drawings = Drawings.load();
        newest = faces.of(Outlook.FIRST);
        link = new Link(search, program, pauses, outlook -> handover.accept(faces.of(outlook)));
    }

    /// Begins to look for the keeper, so that its first report may be there before the window.
    void begin() {
        link.begin();
    }

    /// JavaFX thread only.
    void open(Stage stage) {
        var faceView = new FaceView(faces.words(), drawings, link::press, () -> sizeToScene(stage));
        var scene = new Scene(faceView);
        var keys = scene.getAccelerators();
        keys.put(new KeyCodeCombination(KeyCode.ESCAPE), stage::close);
        keys.put(new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), stage::close);
        view = Optional.of(faceView);
        stage.setTitle("Berth");
        stage.setResizable(false);
        stage.setScene(scene);
        faceView.show(newest);
        stage.show();
    }

    private static void sizeToScene(Stage stage) {
        if (stage.isShowing()) {
            stage.sizeToScene();
        }
    }

    private void show(Face face) {
        newest = face;
        view.ifPresent(shown -> shown.show(face));
    }

    /// Ends the link behind the closed window; the process lives until what was asked for is out.
    /// JavaFX thread only; returns at once.
    void close() {
        link.close();
        Thread.ofPlatform()
                .name("berth-farewell")
                .daemon(false)
                .start(() -> {
                    try {
                        var _ = link.awaitEnd(FAREWELL);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
