package dev.berth.window;

import dev.berth.window.scene.Presence;
import dev.berth.window.scene.Theme;
import dev.berth.words.Words;
import javafx.application.Application;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// Says in a window of its own why Berth does not run. Where its home cannot be used, nothing else
/// of it can be shown, and whoever clicked twice sees no terminal.
public final class RefusedApplication extends Application {

    /// The sentence is the last argument.
    @Override
    public void start(Stage stage) {
        var found = Surroundings.ofThisProcess();
        new Theme().choose(found.look().theme());
        stage.setTitle("Berth");
        var sentence = getParameters().getRaw().getLast();
        stage.setScene(new Scene(face(found.words(), sentence, stage::close)));
        stage.show();
    }

    /// @param close what the one button does
    static Parent face(Words words, String sentence, Runnable close) {
        var button = new Button(words.text("refused.close"));
        button.setDefaultButton(true);
        button.setCancelButton(true);
        button.setOnAction(_ -> close.run());
        var foot = new HBox(button);
        foot.setAlignment(Pos.CENTER_RIGHT);
        var title = Presence.wrapped(words.text("refused.title"), "title-4");
        var face = new VBox(title, Presence.wrapped(sentence), foot);
        face.setStyle("-fx-padding: 1.5em; -fx-spacing: 1em; -fx-pref-width: 32em");
        return face;
    }
}
