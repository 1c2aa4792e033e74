package dev.berth.runtime.copies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a copy: when it was made, in UTC, and for what.
///
/// @param text such as `20261122T151500Z-daily`
public record CopyId(String text) implements Comparable<CopyId> {
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[a-z]+(-[a-z]+)?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String END = ".tar.zst";

    /// The one for a copy that is made now.
    public static CopyId of(Instant made, Reason reason) {
        return new CopyId(TIME.format(made) + "-" + reason.id());
    }

    /// Reads one; empty where it cannot be the name of a copy.
    public static Optional<CopyId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CopyId(text)) : Optional.empty();
    }

    /// When it says it was made, to the second.
    public Optional<Instant> made() {
        try {
            return Optional.of(Instant.from(TIME.parse(text.substring(0, text.indexOf('Z') + 1))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The name of its file.
    public String fileName() {
        return text + END;
    }

    static Optional<CopyId> ofFile(String name) {
        return name.endsWith(END)
                ? parse(name.substring(0, name.length() - END.length()))
                : Optional.empty();
    }

    @Override
    public int compareTo(CopyId other) {
        return text.compareTo(other.text);
    }
}
