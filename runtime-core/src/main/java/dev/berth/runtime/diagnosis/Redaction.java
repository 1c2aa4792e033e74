package dev.berth.runtime.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of texts: those that we know by value, in the usual encodings too and also
/// where only a part of one is left, and what looks like one. Immutable; any thread.
public final class Redaction {
    private static final String HIDDEN = "(hidden)";

    /// A secret shorter than this would hide ordinary words.
    private static final int SHORTEST = 8;

    /// What goes in front is kept: it says what was taken away.
    private static final List<Pattern> SHAPES =
            List.of(
                    shape("(?i)(?<=token=)[^&\\s\"'<>]+"),
                    shape("(?<=\\b(?i:bearer|basic)\\s)(?=\\S*[0-9A-Z=])[A-Za-z0-9._~+/=-]{8,}"),
                    shape("(?i)(?<=\\b(?:set-)?cookie[\"']?\\s?[:=]\\s?)(?!\\s)[^\\r\\n]+"),
                    shape(
                            "(?i)(?<=\\b(?:x-)?(?:goog-)?(?:api[_-]?key|client[_-]?secret|password)"
                                    + "[\"']?\\s?[:=]\\s?[\"']?)(?![\\s\"'])[^\\s\"'&,;}]{8,}"),
                    shape("\\bsk-[A-Za-z0-9_-]{12,}"),
                    shape("\\b(?:gsk|xai|pplx|hf|r8)[-_][A-Za-z0-9_-]{20,}"),
                    shape("\\bgh[pousr]_[A-Za-z0-9]{20,}"),
                    shape("\\bgithub_pat_[A-Za-z0-9_]{20,}"),
                    shape("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
                    shape("\\bAKIA[A-Z0-9]{12,}"),
                    shape("\\bAIza[A-Za-z0-9_-]{20,}"),
                    shape("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*"));

    private final List<String> known;
    private final Needles needles;

    private Redaction(List<String> known) {
        this.known = List.copyOf(known);
        needles = new Needles(known.stream().flatMap(one -> Encodings.of(one).stream()).toList());
    }

    private static Pattern shape(String expression) {
        return Pattern.compile(expression);
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
        var clean = withoutKnown(text);
        for (var shape : SHAPES) {
            clean = shape.matcher(clean).replaceAll(HIDDEN);
        }
        return clean;
    }

    private String withoutKnown(String text) {
        var secret = needles.in(text);
        if (secret.isEmpty()) {
            return text;
        }
        var clean = new StringBuilder();
        for (var at = 0; at < text.length(); ) {
            if (secret.get(at)) {
                clean.append(HIDDEN);
                at = secret.nextClearBit(at);
            } else {
                var next = secret.nextSetBit(at);
                var end = next < 0 ? text.length() : next;
                clean.append(text, at, end);
                at = end;
            }
        }
        return clean.toString();
    }
}
