package dev.berth.runtime.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Lines that wait for a slow listener: bounded, the oldest fall away and are counted. Not
/// thread-safe; its owner locks.
final class Backlog {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Deque<String> lines = new ArrayDeque<>();
    private int characters;
    private int fallenAway;

    void add(String line) {
        lines.add(line);
        characters += line.length();
        while (lines.size() > MOST_LINES || (characters > MOST_CHARACTERS && lines.size() > 1)) {
            characters -= lines.remove().length();
            fallenAway++;
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Takes the oldest lines, up to about so many characters and at least one; a gap is said in a
    /// line of its own.
    List<String> take(int atMost) {
        var taken = new ArrayList<String>();
        if (fallenAway > 0) {
            taken.add("(%d lines skipped)".formatted(fallenAway));
            fallenAway = 0;
        }
        int size = 0;
        while (!lines.isEmpty() && (size == 0 || size + lines.element().length() <= atMost)) {
            var line = lines.remove();
            characters -= line.length();
            size += line.length() + 1;
            taken.add(line);
        }
        return taken;
    }
}
