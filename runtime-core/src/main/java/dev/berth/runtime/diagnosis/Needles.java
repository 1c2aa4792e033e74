package dev.berth.runtime.diagnosis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All spellings of the known secrets, sought as a whole and in parts: a line that is cut, wrapped
/// or begun in the middle shows only a part of one.
final class Needles {
    private static final int GRAM = 8;

    /// Every part as long as this holds a gram that begins at a multiple of its length.
    private static final int SURELY_FOUND = 2 * GRAM - 1;

    /// Shorter parts stay: they give little away, and ordinary words would be hidden with them.
    private static final int SHORTEST_PART = 12;

    /// Those whose grams alone might miss them.
    private final List<String> brief;

    private final Map<String, List<Spot>> spots = new HashMap<>();

    private record Spot(String needle, int place) {}

    Needles(Collection<String> spellings) {
        brief = spellings.stream().filter(one -> one.length() < SURELY_FOUND).toList();
        for (var needle : spellings) {
            for (var at = 0; at + GRAM <= needle.length(); at++) {
                spots.computeIfAbsent(needle.substring(at, at + GRAM), _ -> new ArrayList<>())
                        .add(new Spot(needle, at));
            }
        }
    }

    /// Where any of them, or a part of one, stands in a text.
    BitSet in(String text) {
        var found = new BitSet();
        for (var needle : brief) {
            for (var at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
                found.set(at, at + needle.length());
            }
        }
        if (!spots.isEmpty()) {
            for (var at = 0; at + GRAM <= text.length(); at += GRAM) {
                for (var spot : spots.getOrDefault(text.substring(at, at + GRAM), List.of())) {
                    mark(text, at, spot, found);
                }
            }
        }
        return found;
    }

    private static void mark(String text, int at, Spot spot, BitSet found) {
        var needle = spot.needle();
        var place = spot.place();
        var before = 0;
        while (before < Math.min(at, place)
                && text.charAt(at - before - 1) == needle.charAt(place - before - 1)) {
            before++;
        }
        var after = GRAM;
        while (after < Math.min(text.length() - at, needle.length() - place)
                && text.charAt(at + after) == needle.charAt(place + after)) {
            after++;
        }
        if (before + after >= SHORTEST_PART) {
            found.set(at - before, at + after);
        }
    }
}
