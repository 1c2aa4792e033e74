package dev.berth.window.settings;

import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.Size;
import dev.berth.runtime.Place;
import dev.berth.runtime.Setting;
import dev.berth.window.scene.Presence;
import dev.berth.words.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// Where the assistant lives, and how large its own place is. A move is asked first. JavaFX thread
/// only.
final class OwnPlaceRows {
    private static final long GIB = 1024;

    private final Words words;
    private final Chooser chooser;
    private final Rows rows;
    private final Ask ask;
    private final Map<Place, RadioButton> choices = new EnumMap<>(Place.class);
    private final Row place;
    private final TitledPane more;
    private Place chosen = Place.HERE;

    /// Asks the person before something is done.
    interface Ask {

        /// Asks; nothing happens when the person says no.
        ///
        /// @param yes with an underscore before the letter that chooses it
        /// @param go what is done when the person says yes
        void ask(String title, String sentence, String yes, Runnable go);
    }

    /// @param usual where the assistant lives on this computer when nobody chose; a place of its
    ///   own is then the only way
    OwnPlaceRows(Words words, Chooser chooser, Rows rows, Place usual, Ask ask) {
        this.words = words;
        this.chooser = chooser;
        this.rows = rows;
        this.ask = ask;
        place = place();
        Presence.keep(place, usual == Place.HERE);
        more = more();
        rows.also(this::show);
    }

    /// The rows, from top to bottom.
    List<javafx.scene.Node> all() {
        return List.of(place, more);
    }

    private Row place() {
        var group = new ToggleGroup();
        var cards = new VBox();
        cards.getStyleClass().add("places");
        for (var one : Place.values()) {
            var choice = new RadioButton(words.text("place." + one.id()));
            choice.setId("host-" + one.id());
            choice.setToggleGroup(group);
            choice.setWrapText(true);
            choice.setOnAction(_ -> wanted(one));
            choices.put(one, choice);
            cards.getChildren()
                    .addAll(
                            choice,
                            Presence.wrapped(
                                    words.text("place." + one.id() + ".about"),
                                    "muted",
                                    "small",
                                    "place-about"));
        }
        return new Row(words, Presence.wrapped(rows.text(Setting.PLACE)), cards);
    }

    /// What is chosen stays so until the person has said yes.
    private void wanted(Place other) {
        choices.forEach((one, choice) -> choice.setSelected(one == chosen));
        if (other == chosen) {
            return;
        }
        ask.ask(
                words.text("move." + other.id() + ".title"),
                words.text("move." + other.id() + ".sentence"),
                words.text("move.go"),
                () ->
                        chooser.choose(
                                Setting.PLACE,
                                Optional.of(other.id()),
                                place,
                                before -> before.flatMap(Place::of).ifPresent(this::wanted)));
    }

    private TitledPane more() {
        var content =
                new VBox(
                        Presence.wrapped(words.text("own.about"), "muted", "small"),
                        rows.picked(
                                Setting.OWN_PROCESSORS,
                                offered(value -> value, Values::processors),
                                used(size -> String.valueOf(size.processors()))),
                        rows.picked(
                                Setting.OWN_MEMORY,
                                offered(
                                        mib -> gigabytes(Long.parseLong(mib)),
                                        are -> Values.ownMemory(are.settings(), are.inUse())),
                                used(size -> gigabytes(size.memoryMiB()))),
                        rows.picked(
                                Setting.OWN_DISK,
                                offered(
                                        gib -> gib + " GB",
                                        are -> Values.ownDisk(are.settings(), are.inUse())),
                                used(size -> size.diskGiB() + " GB")),
                        rows.picked(Setting.OTHERS, others()),
                        rows.line(Setting.OWN_FILE));
        content.getStyleClass().add("settings");
        var pane = new TitledPane(words.text("own.title"), content);
        pane.setId("own-place");
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.getStyleClass().add("details");
        return pane;
    }

    private ComboBox<Optional<String>> offered(
            Function<String, String> text, Function<Answer.Are, List<Optional<String>>> values) {
        var box = Rows.combo(value -> value.map(text).orElseGet(() -> words.text("own.usual")));
        rows.also(are -> box.getItems().setAll(values.apply(are)));
        return box;
    }

    private javafx.scene.control.Label used(Function<Size, String> text) {
        return rows.now(are -> are.inUse().own().map(text));
    }

    private static String gigabytes(long mib) {
        return mib % GIB == 0 ? mib / GIB + " GB" : "%.1f GB".formatted((double) mib / GIB);
    }

    private ComboBox<Optional<String>> others() {
        var box = Rows.combo(value -> words.text("others." + value.orElse("ask")));
        box.getItems()
                .setAll(List.of(Optional.of("ask"), Optional.of("always"), Optional.of("never")));
        return box;
    }

    private void show(Answer.Are are) {
        chosen = are.settings().place();
        choices.forEach((one, choice) -> choice.setSelected(one == chosen));
        Presence.keep(more, chosen == Place.APART);
    }
}
