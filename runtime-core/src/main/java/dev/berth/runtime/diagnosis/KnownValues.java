package dev.berth.runtime.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Hides secrets that are known by value: as a whole, in part, and where line ends, quotes or
/// escapes stand within. Immutable; any thread.
final class KnownValues implements UnaryOperator<String> {

    /// A shorter one would hide ordinary words.
    private static final int SHORTEST = 8;

    /// In characters, all spellings together: each takes some two hundred bytes, and a command has
    /// a small heap. Of what comes after that the plain spelling is sought, up to twice as much.
    private static final int MOST = 100_000;

    /// In characters: what is longer comes in lines, or is cut to be sent.
    private static final int LONGEST = 512;

    private final Needles needles;
    private final boolean none;

    /// @param values the most important first
    KnownValues(Collection<String> values) {
        var known =
                new LinkedHashSet<>(values)
                        .stream().filter(one -> one.length() >= SHORTEST).toList();
        var spellings = new ArrayList<String>();
        long length = 0;
        for (var value : known) {
            var all = value.length() <= LONGEST ? Encodings.of(value) : Set.of(value);
            var some = length < MOST ? all : Set.of(value);
            length += some.stream().mapToLong(String::length).sum();
            if (length < 2L * MOST) {
                spellings.addAll(some);
            }
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
