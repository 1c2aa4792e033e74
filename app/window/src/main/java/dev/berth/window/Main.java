package dev.berth.window;

import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where the window begins.
public final class Main extends Application {

    /// Opens the window and returns when it is closed.
    public static void main(String[] arguments) {
        launch(arguments);
    }

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        var sentence = new Label("Berth", new FontIcon(Feather.ANCHOR));
        sentence.setId("sentence");
        stage.setTitle("Berth");
        stage.setScene(new Scene(new StackPane(sentence), 360, 220));
        stage.show();
    }
}
