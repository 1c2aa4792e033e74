package dev.berth.window.wizard;

import dev.berth.runtime.ProviderKind;
import dev.berth.window.scene.Presence;
import dev.berth.window.wizard.course.Answerer;
import dev.berth.window.wizard.course.Event;
import dev.berth.window.wizard.course.FormCheck;
import dev.berth.window.wizard.course.FormCheck.Fault;
import dev.berth.window.wizard.course.FormCheck.Field;
import dev.berth.window.wizard.course.FormCheck.Remark;
import dev.berth.window.wizard.course.ProviderForm;
import dev.berth.window.wizard.course.ProviderForm.Entry;
import dev.berth.window.wizard.course.TypedKey;
import dev.berth.window.wizard.course.WizardState;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Who answers for the assistant, and the key for that. JavaFX thread only.
final class ProviderView implements PageView {
    private static final List<Answerer> ON_THE_LEFT =
            List.of(Answerer.ANTHROPIC, Answerer.OPENAI, Answerer.OPENROUTER, Answerer.GOOGLE);
    private static final List<Answerer> ON_THE_RIGHT =
            List.of(Answerer.LOCAL, Answerer.CUSTOM, Answerer.LATER);

    private final WizardWords words;
    private final Consumer<Event> tell;
    private final VBox view = new VBox();
    private final Map<Answerer, RadioButton> choices = new EnumMap<>(Answerer.class);
    private final Label about = Presence.wrapped("", "about");
    private final CopyRow where;
    private final FormField address;
    private final FormField model;
    private final HBox place;
    private final FormField key;
    private final Label kept;
    private final Label privately;
    private final Label choice = Presence.wrapped("", "remark");

    private ProviderForm form = WizardState.first().provider();
    private boolean showing;

    ProviderView(WizardWords words, Consumer<Event> tell) {
        this.words = words;
        this.tell = tell;
        where = new CopyRow(words, words.text("where.name"), words.text("where.copy.name"));
        address = new FormField(words.text("address"), new TextField());
        address.input().setPromptText(words.text("address.hint"));
        model = new FormField(words.text("model"), new TextField());
        model.input().setPromptText(words.text("model.hint"));
        place = new HBox(address, model);
        key = new FormField(words.text("key"), new PasswordField());
        kept = Presence.wrapped(words.text("key.kept"), "kept");
        privately = Presence.wrapped(words.text("key.private"), "muted", "small");
        layOut();
        for (var field : List.of(address, model, key)) {
            var _ = field.input().textProperty().subscribe((_, _) -> typed());
        }
    }

    private void layOut() {
        var group = new ToggleGroup();
        for (var answerer : Answerer.values()) {
            var button = new RadioButton(words.text("provider." + answerer.id()));
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            // By arrow keys too, which are no action of the button.
            var _ =
                    button.selectedProperty()
                            .subscribe(selected -> {
                                if (selected && !showing) {
                                    chosen(answerer);
                                }
                            });
            choices.put(answerer, button);
        }
        var both = new HBox(column(ON_THE_LEFT), column(ON_THE_RIGHT));
        both.getStyleClass().add("answerers");
        both.setAccessibleRole(AccessibleRole.PARENT);
        both.setAccessibleText(words.text("provider.choices"));
        view.getStyleClass().add("provider");
        place.getStyleClass().add("place");
        HBox.setHgrow(address, Priority.ALWAYS);
        view.getChildren().setAll(both, choice, about, where, place, key, kept, privately);
    }

    private VBox column(List<Answerer> answerers) {
        var column = new VBox();
        column.getStyleClass().add("column");
        answerers.stream()
                .map(choices::get)
                .map(Objects::requireNonNull)
                .forEach(column.getChildren()::add);
        return column;
    }

    private void chosen(Answerer answerer) {
        tell.accept(new Event.Filled(form.choosing(answerer)));
    }

    private void typed() {
        var kind = form.kind();
        if (!showing && kind.isPresent()) {
            var entry =
                    new Entry(
                            address.input().getText(),
                            model.input().getText(),
                            new TypedKey(key.input().getText()));
            tell.accept(new Event.Filled(form.with(kind.get(), entry)));
        }
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public String title(WizardState state) {
        return words.text("provider.title");
    }

    @Override
    public String sentence(WizardState state) {
        return words.text("provider.sentence");
    }

    @Override
    public void show(WizardState state) {
        showing = true;
        form = state.provider();
        form.chosen().ifPresent(one -> Objects.requireNonNull(choices.get(one)).setSelected(true));
        about.setText(
                words.text(
                        "provider." + form.chosen().map(Answerer::id).orElse("none") + ".about"));
        var kind = form.kind();
        var buys = kind.filter(ProviderKind::needsKey);
        Presence.keep(where, buys.isPresent());
        buys.ifPresent(one -> where.show(words.text("where." + one.id())));
        var placed = kind.filter(ProviderKind::hasAddress).isPresent();
        Presence.keep(place, placed);
        Presence.keep(key, kind.isPresent());
        Presence.keep(kept, form.keyKept());
        Presence.keep(privately, kind.isPresent() && !form.keyKept());
        kind.ifPresent(this::show);
        remark(state.strict() ? FormCheck.of(form) : FormCheck.whileTyping(form));
        showing = false;
    }

    private void show(ProviderKind kind) {
        var entry = form.entry(kind);
        put(address, entry.address());
        put(model, entry.model());
        // What was typed may have a blank more than what counts.
        if (!new TypedKey(key.input().getText()).equals(entry.key())) {
            key.input().setText(entry.key().text());
        }
        key.name(words.text(kind.needsKey() ? "key" : "key.optional"));
        key.input().setPromptText(words.text(form.keyKept() ? "key.kept.hint" : "key.hint"));
    }

    private static void put(FormField field, String text) {
        if (!field.input().getText().equals(text)) {
            field.input().setText(text);
        }
    }

    private void remark(List<Remark> remarks) {
        Presence.put(choice, said(remarks, Field.CHOICE));
        address.remark(said(remarks, Field.ADDRESS));
        model.remark(said(remarks, Field.MODEL));
        key.remark(said(remarks, Field.KEY));
    }

    private Optional<String> said(List<Remark> remarks, Field field) {
        return remarks.stream()
                .filter(remark -> remark.field() == field)
                .findFirst()
                .map(remark -> words.text(key(field, remark.fault()), places(remark)));
    }

    private static String key(Field field, Fault fault) {
        return "fault." + id(field) + "." + id(fault);
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object[] places(Remark remark) {
        return remark.whose()
                .map(whose ->
                        remark.fault() == Fault.BEGINS_OTHERWISE
                                ? whose.keyBegin()
                                : words.text("provider." + whose.id()))
                .<Object[]>map(place -> new Object[] {place})
                .orElseGet(() -> new Object[0]);
    }

    /// The field that is wrong, where one is; else the first that is empty.
    @Override
    public Node first(WizardState state, Node main) {
        var form = state.provider();
        if (form.chosen().isEmpty()) {
            return radio(ON_THE_LEFT.getFirst());
        }
        return FormCheck.of(form).stream()
                .filter(Remark::stops)
                .findFirst()
                .<Node>map(remark ->
                        switch (remark.field()) {
                            case KEY -> key.input();
                            case ADDRESS -> address.input();
                            case MODEL -> model.input();
                            case CHOICE -> radio(ON_THE_LEFT.getFirst());
                        })
                .orElseGet(() -> form.chosen().<Node>map(this::radio).orElse(main));
    }

    private RadioButton radio(Answerer answerer) {
        return Objects.requireNonNull(choices.get(answerer));
    }
}
