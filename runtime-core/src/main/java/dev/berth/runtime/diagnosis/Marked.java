package dev.berth.runtime.diagnosis;

import java.util.BitSet;

/// A text without some of its characters, which remembers where each of the others stood: what
/// stands apart in the text stands together here. What is found in it is marked in the text.
final class Marked {
    private final String text;
    private final String joined;
    private final int[] places;
    private final BitSet marks = new BitSet();

    private Marked(String text, String joined, int[] places) {
        this.text = text;
        this.joined = joined;
        this.places = places;
    }

    /// What is left out.
    enum Gaps {
        /// Line ends and what indents the next line, also as they are escaped in JSON.
        LINES,
        /// All white space, quotes and backslashes too.
        ALL
    }

    static Marked of(String text, Gaps gaps) {
        var joined = new StringBuilder(text.length());
        var places = new int[text.length()];
        for (int at = 0; at < text.length(); ) {
            int gap = gap(text, at, gaps);
            if (gap == 0) {
                places[joined.length()] = at;
                joined.append(text.charAt(at));
                at++;
            } else {
                at += gap;
            }
        }
        return new Marked(text, joined.toString(), places);
    }

    /// How many characters from here on are left out.
    private static int gap(String text, int at, Gaps gaps) {
        char here = text.charAt(at);
        int escaped = escapedBreak(text, at);
        if (gaps == Gaps.ALL) {
            return escaped > 0 || here != '\\' ? Math.max(escaped, isLoose(here) ? 1 : 0) : 1;
        }
        int length = here == '\n' || here == '\r' ? 1 : escaped;
        if (length > 0) {
            while (at + length < text.length()
                    && (text.charAt(at + length) == ' ' || text.charAt(at + length) == '\t')) {
                length++;
            }
        }
        return length;
    }

    private static boolean isLoose(char letter) {
        return letter == '"' || letter == '\'' || Character.isWhitespace(letter);
    }

    /// The length of a line end that is written as `\n`, or as `\\n` where that was written down
    /// once more; 0 where there is none.
    private static int escapedBreak(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == '\\') {
            end++;
        }
        var isOne =
                end > at
                        && end < text.length()
                        && (text.charAt(end) == 'n' || text.charAt(end) == 'r');
        return isOne ? end + 1 - at : 0;
    }

    /// What stands together.
    String joined() {
        return joined;
    }

    /// Whether no letter or digit stands before this place in the text itself.
    boolean beginsWord(int place) {
        int before = places[place] - 1;
        return before < 0
                || !Character.isLetterOrDigit(text.charAt(before))
                || (before > 0 && text.charAt(before - 1) == '\\'); // the second half of a break
    }

    /// Marks what stands from here to there in [#joined], with all that was left out in between.
    void mark(int from, int to) {
        if (to > from) {
            marks.set(places[from], places[to - 1] + 1);
        }
    }

    void mark(BitSet found) {
        for (int from = found.nextSetBit(0); from >= 0; ) {
            int to = found.nextClearBit(from);
            mark(from, to);
            from = found.nextSetBit(to);
        }
    }

    /// The text, with this in the place of what was marked.
    String without(String instead) {
        if (marks.isEmpty()) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            if (marks.get(at)) {
                clean.append(instead);
                at = marks.nextClearBit(at);
            } else {
                int next = marks.nextSetBit(at);
                int end = next < 0 ? text.length() : next;
                clean.append(text, at, end);
                at = end;
            }
        }
        return clean.toString();
    }
}
