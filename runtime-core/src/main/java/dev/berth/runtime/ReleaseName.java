package dev.berth.runtime;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a release of the service's program: `[HOST[:PORT]/]PATH[:TAG][@sha256:DIGEST]`, in
/// the grammar of the distribution project's `reference` package. One that is not in it never
/// reaches a command line, where it could be taken for an option.
///
/// @param text all of it
public record ReleaseName(String text) {

    /// What was expected, as the end of a sentence.
    public static final String EXPECTED =
            "a name in small letters such as ghcr.io/openclaw/openclaw:2026.9.6";

    private static final int LONGEST = 255;

    private static final String HOST =
            "(?:localhost|[A-Za-z0-9][A-Za-z0-9-]*(?:\\.[A-Za-z0-9-]+)+|[A-Za-z0-9][A-Za-z0-9.-]*(?=:[0-9])|\\[[0-9a-fA-F:]+])"
                    + "(?::[0-9]{1,5})?";
    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern WHOLE =
            Pattern.compile(
                    "(?:%s/)?%s(?:/%s)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?"
                            .formatted(HOST, PART, PART));

    public ReleaseName {
        if (!isOne(text)) {
            throw new IllegalArgumentException("expected " + EXPECTED + ", got: " + text);
        }
    }

    /// The name that a text is; empty when it is none.
    public static Optional<ReleaseName> of(String text) {
        return isOne(text) ? Optional.of(new ReleaseName(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        return text.length() <= LONGEST && WHOLE.matcher(text).matches();
    }

    /// Whether no source has it: what is built or loaded on a computer is named so by Podman.
    public boolean isOfThisComputer() {
        return text.startsWith("localhost/");
    }

    @Override
    public String toString() {
        return text;
    }
}
