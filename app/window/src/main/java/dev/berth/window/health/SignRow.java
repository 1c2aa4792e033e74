package dev.berth.window.health;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One sign: a mark told apart by its form, what was looked at, what was found, what helps. JavaFX
/// thread only.
final class SignRow extends HBox {

    /// @param explain leads to the page of a problem
    SignRow(Sign sign, Words words, Consumer<ProblemKind> explain) {
        var said = new SignWords(words);
        var mark = new FontIcon(form(sign.verdict()));
        mark.setAccessibleText(said.verdict(sign));
        mark.getStyleClass().add("mark-" + sign.verdict().id());
        var text =
                new VBox(
                        Presence.wrapped(said.part(sign), "sign-part"),
                        Presence.wrapped(said.sentence(sign)));
        said.cure(sign).ifPresent(cure -> text.getChildren().add(Presence.wrapped(cure, "muted")));
        sign.problem()
                .ifPresent(kind -> {
                    var more = new Hyperlink(words.text("help.explain"));
                    more.setAccessibleText(words.text("help.explain") + " " + said.part(sign));
                    more.setOnAction(_ -> explain.accept(kind));
                    text.getChildren().add(more);
                });
        HBox.setHgrow(text, Priority.ALWAYS);
        getStyleClass().addAll("sign", "sign-" + sign.verdict().id());
        setAccessibleText(said.verdict(sign) + ": " + said.part(sign));
        getChildren().setAll(mark, text);
    }

    private static Feather form(Verdict verdict) {
        return switch (verdict) {
            case OK -> Feather.CHECK;
            case WARN -> Feather.ALERT_CIRCLE;
            case FAIL -> Feather.ALERT_OCTAGON;
        };
    }
}
