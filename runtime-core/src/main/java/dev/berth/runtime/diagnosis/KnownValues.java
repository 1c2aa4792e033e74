package dev.berth.runtime.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/// Hides secrets that are known by value: as a whole, in part, and where line ends, quotes or
/// escapes stand within. Immutable; any thread.
final class KnownValues implements UnaryOperator<String> {

    /// A shorter one would hide ordinary words.
    private static final int SHORTEST = 8;

    /// Of so many every spelling is sought; of those after them, which are most likely no secrets
    /// of Berth, the plain one. What is encoded is decoded besides.
    private static final int IN_EVERY_SPELLING = 64;

    private final Needles needles;
    private final boolean none;

    /// @param values the most important first
    KnownValues(Collection<String> values) {
        var known =
                new LinkedHashSet<>(values)
                        .stream().filter(one -> one.length() >= SHORTEST).toList();
        var spellings = new ArrayList<String>();
        for (var value : known) {
            spellings.addAll(
                    known.indexOf(value) < IN_EVERY_SPELLING
                            ? Encodings.of(value)
                            : List.of(value));
        }
        none = known.isEmpty();
        needles =
                new Needles(
                        spellings.stream()
                                .map(one -> Marked.of(one, Marked.Gaps.ALL).joined())
                                .filter(one -> one.length() >= SHORTEST)
                                .distinct()
                                .toList());
    }

    @Override
    public String apply(String text) {
        if (none) {
            return text;
        }
        var marked = Marked.of(text, Marked.Gaps.ALL);
        marked.mark(needles.in(marked.joined()));
        return marked.without(Sieves.SECRET);
    }
}
