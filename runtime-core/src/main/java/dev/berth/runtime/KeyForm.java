package dev.berth.runtime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// Whether a text can be a provider's key, as far as its form tells. Pure; asks nobody.
public sealed interface KeyForm {

    /// In characters; shorter ones no provider gives.
    int SHORTEST = 8;

    /// In characters; longer than any that a provider gives.
    int LONGEST = 512;

    /// It looks like one.
    record Good() implements KeyForm {}

    /// It does not begin as that provider's keys do; going on with it is possible.
    ///
    /// @param usualBegin how they begin
    record Odd(String usualBegin) implements KeyForm {}

    /// It cannot be one.
    record Wrong(Fault fault) implements KeyForm {}

    /// It is the key of somebody else, who must not get to see it and vice versa.
    record OfAnother(ProviderKind whose) implements KeyForm {}

    /// Why it cannot be one.
    enum Fault {
        /// There is none, and this provider needs one.
        MISSING,
        /// Something else was copied with it, or a line break is in it.
        HAS_SPACES,
        /// A character that no key has.
        UNUSUAL_CHARACTER,
        TOO_SHORT,
        TOO_LONG
    }

    /// Judges a key. Space around it does not count, as it is never kept.
    ///
    /// @param key empty is good where none is needed
    static KeyForm of(ProviderKind kind, String key) {
        var text = key.strip();
        if (text.isEmpty()) {
            return kind.needsKey() ? new Wrong(Fault.MISSING) : new Good();
        }
        var fault = fault(kind, text);
        if (fault.isPresent()) {
            return new Wrong(fault.get());
        }
        var whose = owner(text).filter(other -> other != kind);
        if (kind.keyBegin().isEmpty()) {
            return new Good(); // a server of one's own may ask for any
        }
        if (whose.isPresent() && isPlainly(whose.get(), text)) {
            return new OfAnother(whose.get());
        }
        return text.startsWith(kind.keyBegin()) ? new Good() : new Odd(kind.keyBegin());
    }

    private static Optional<Fault> fault(ProviderKind kind, String text) {
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of(Fault.HAS_SPACES);
        }
        if (text.chars().anyMatch(letter -> letter < '!' || letter > '~')) {
            return Optional.of(Fault.UNUSUAL_CHARACTER);
        }
        if (text.length() < SHORTEST && kind.needsKey()) {
            return Optional.of(Fault.TOO_SHORT);
        }
        return text.length() > LONGEST ? Optional.of(Fault.TOO_LONG) : Optional.empty();
    }

    /// The one whose keys begin like this; the longest begin says most.
    private static Optional<ProviderKind> owner(String text) {
        return Arrays.stream(ProviderKind.values())
                .filter(kind -> !kind.keyBegin().isEmpty() && text.startsWith(kind.keyBegin()))
                .max(Comparator.comparingInt(kind -> kind.keyBegin().length()));
    }

    /// A bare `sk-` is used by many.
    private static boolean isPlainly(ProviderKind whose, String text) {
        return whose != ProviderKind.OPENAI || text.matches("sk-(proj|svcacct|admin)-.*");
    }
}
