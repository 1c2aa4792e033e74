package dev.berth.runtime.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of texts: those that we know by value, and what looks like one. Immutable.
public final class Redaction {
    private static final String HIDDEN = "(hidden)";

    /// A secret shorter than this would hide ordinary words.
    private static final int SHORTEST = 8;

    private static final List<Pattern> SHAPES =
            List.of(
                    Pattern.compile("(?i)(?<=token=)[^&\\s\"'<>]+"),
                    Pattern.compile("(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{8,}"),
                    Pattern.compile("\\bsk-[A-Za-z0-9_-]{12,}"),
                    Pattern.compile("\\bAIza[A-Za-z0-9_-]{20,}"));

    private final List<String> known;

    private Redaction(List<String> known) {
        this.known = List.copyOf(known);
    }

    /// Knows no secret by value, only by shape.
    public static Redaction byShape() {
        return new Redaction(List.of());
    }

    /// Knows this secret too.
    public Redaction knowing(String secret) {
        if (secret.length() < SHORTEST || known.contains(secret)) {
            return this;
        }
        var more = new ArrayList<>(known);
        more.add(secret);
        return new Redaction(more);
    }

    /// The text without secrets.
    public String of(String text) {
        var clean = text;
        for (var secret : known) {
            clean = clean.replace(secret, HIDDEN);
        }
        for (var shape : SHAPES) {
            clean = shape.matcher(clean).replaceAll(HIDDEN);
        }
        return clean;
    }
}
