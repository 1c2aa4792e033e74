package dev.berth.runtime.report;

import java.util.Optional;

/// One text that is to get into the report, as it was found.
///
/// @param name of its entry
/// @param text as it was found: not for others
/// @param remark what is missing of it
record Piece(String name, String text, Optional<String> remark) {

    static Piece of(String name, String text) {
        return new Piece(name, text, Optional.empty());
    }

    /// The newest part of a text that is too long; whole lines.
    static Piece newest(String name, String text, int mostChars) {
        if (text.length() <= mostChars) {
            return of(name, text);
        }
        int from = text.indexOf('\n', text.length() - mostChars) + 1;
        return new Piece(
                name,
                text.substring(from > 0 ? from : text.length() - mostChars),
                Optional.of(
                        "the newest part; %d characters before it were left out".formatted(from)));
    }

    /// In the place of what could not be had.
    static Piece missing(String name, String why) {
        return new Piece(name, "", Optional.of(why));
    }
}
