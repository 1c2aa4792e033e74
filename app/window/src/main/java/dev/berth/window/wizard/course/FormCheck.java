package dev.berth.window.wizard.course;

import dev.berth.runtime.AddressForm;
import dev.berth.runtime.KeyForm;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.window.wizard.course.ProviderForm.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether what was filled in about the provider can be right. Of its form only: nobody is asked.
public final class FormCheck {
    private static final Pattern MODEL = Pattern.compile("[^\\s\\p{Cntrl}]{1,200}");

    private FormCheck() {}

    /// Something to say about a field.
    ///
    /// @param stops whether there is no going on with it
    /// @param whose the provider that it is about
    public record Remark(Field field, Fault fault, boolean stops, Optional<ProviderKind> whose) {
        static Remark stopping(Field field, Fault fault) {
            return new Remark(field, fault, true, Optional.empty());
        }
    }

    /// Where it is said.
    public enum Field {
        CHOICE,
        KEY,
        ADDRESS,
        MODEL
    }

    /// What is wrong.
    public enum Fault {
        CHOOSE_ONE,
        MISSING,
        TOO_SHORT,
        TOO_LONG,
        STRANGE_SIGNS,

        /// Keys of this provider begin otherwise.
        BEGINS_OTHERWISE,

        /// It is plainly a key of another provider.
        OF_ANOTHER,
        NOT_AN_ADDRESS,
        HAS_USER,

        /// The key would travel in the clear to another computer.
        IN_THE_CLEAR,
        NOT_A_NAME
    }

    /// Everything there is to say.
    public static List<Remark> of(ProviderForm form) {
        if (form.chosen().isEmpty()) {
            return List.of(Remark.stopping(Field.CHOICE, Fault.CHOOSE_ONE));
        }
        var remarks = new ArrayList<Remark>();
        form.kind()
                .ifPresent(kind -> {
                    var entry = form.entry(kind);
                    if (kind.hasAddress()) {
                        address(form, entry).ifPresent(remarks::add);
                        model(entry.model().strip()).ifPresent(remarks::add);
                    }
                    key(kind, entry.key().text(), form.keyKept()).ifPresent(remarks::add);
                });
        return List.copyOf(remarks);
    }

    /// What is worth a word while the person still types: not that something is unfinished.
    public static List<Remark> whileTyping(ProviderForm form) {
        return of(form).stream()
                .filter(remark ->
                        switch (remark.fault()) {
                            case STRANGE_SIGNS,
                                    BEGINS_OTHERWISE,
                                    OF_ANOTHER,
                                    TOO_LONG,
                                    HAS_USER,
                                    IN_THE_CLEAR ->
                                    true;
                            case CHOOSE_ONE, MISSING, TOO_SHORT, NOT_AN_ADDRESS, NOT_A_NAME ->
                                    false;
                        })
                .toList();
    }

    private static Optional<Remark> key(ProviderKind kind, String key, boolean kept) {
        if (key.isEmpty() && kept) {
            return Optional.empty();
        }
        return switch (KeyForm.of(kind, key)) {
            case KeyForm.Good() -> Optional.empty();
            case KeyForm.Odd _ ->
                    Optional.of(
                            new Remark(
                                    Field.KEY, Fault.BEGINS_OTHERWISE, false, Optional.of(kind)));
            case KeyForm.OfAnother(var whose) ->
                    Optional.of(new Remark(Field.KEY, Fault.OF_ANOTHER, true, Optional.of(whose)));
            case KeyForm.Wrong(var fault) ->
                    Optional.of(
                            Remark.stopping(
                                    Field.KEY,
                                    switch (fault) {
                                        case MISSING -> Fault.MISSING;
                                        case HAS_SPACES, UNUSUAL_CHARACTER -> Fault.STRANGE_SIGNS;
                                        case TOO_SHORT -> Fault.TOO_SHORT;
                                        case TOO_LONG -> Fault.TOO_LONG;
                                    }));
        };
    }

    private static Optional<Remark> address(ProviderForm form, Entry entry) {
        return switch (AddressForm.of(entry.address())) {
            case AddressForm.Good(var address) -> {
                var clear =
                        "http".equalsIgnoreCase(address.getScheme())
                                && form.provider().filter(Provider::isOnThisComputer).isEmpty();
                yield clear && form.keyGiven()
                        ? Optional.of(
                                new Remark(
                                        Field.ADDRESS, Fault.IN_THE_CLEAR, false, Optional.empty()))
                        : Optional.empty();
            }
            case AddressForm.Wrong(var fault) ->
                    Optional.of(
                            Remark.stopping(
                                    Field.ADDRESS,
                                    switch (fault) {
                                        case MISSING -> Fault.MISSING;
                                        case HAS_USER -> Fault.HAS_USER;
                                        case NOT_WEB, NO_HOST, HAS_MORE, UNREADABLE ->
                                                Fault.NOT_AN_ADDRESS;
                                    }));
        };
    }

    /// Without a name the server is asked which models it has.
    private static Optional<Remark> model(String model) {
        return model.isEmpty() || MODEL.matcher(model).matches()
                ? Optional.empty()
                : Optional.of(Remark.stopping(Field.MODEL, Fault.NOT_A_NAME));
    }
}
