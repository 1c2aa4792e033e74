package dev.berth.runtime.wire;

import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Screens.Word;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the one window is told, as it travels.
final class ScreensJson {
    static final String VIEWS =
            Arrays.stream(View.values()).map(ScreensJson::name).collect(Collectors.joining(", "));

    private ScreensJson() {}

    static String name(View view) {
        return view.name().toLowerCase(Locale.ROOT);
    }

    static Optional<View> view(JsonNode json) {
        var name = json.path("view").stringValue("");
        return Arrays.stream(View.values()).filter(view -> name(view).equals(name)).findFirst();
    }

    /// Of one kind only the newest counts.
    static String kind(Word word) {
        return switch (word) {
            case Word.Show _ -> "show";
            case Word.Tray _ -> "tray";
        };
    }

    static ObjectNode write(Word word) {
        var json = Protocol.object().put("word", kind(word));
        return switch (word) {
            case Word.Show(var view) -> json.put("view", name(view));
            case Word.Tray(var present) -> json.put("present", present);
        };
    }

    /// The word in a line; empty when it holds none that we know.
    static Optional<Word> word(JsonNode json) {
        return switch (json.path("word").stringValue("")) {
            case "show" -> view(json).map(Word.Show::new);
            case "tray" -> Optional.of(new Word.Tray(json.path("present").booleanValue(false)));
            default -> Optional.empty();
        };
    }
}
