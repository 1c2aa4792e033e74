package dev.berth.forbidden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words of DESIGN 1 that no person shall read, in both languages, from the one list there is.
public final class Forbidden {
    private static final Path LIST = Path.of("../../docs/forbidden-words.txt");

    public static final Pattern WORDS = words();

    private Forbidden() {}

    private static Pattern words() {
        try (var lines = Files.lines(LIST)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(
                            Collectors.collectingAndThen(
                                    Collectors.joining("|", "\\b(?:", ")\\b"), Forbidden::pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(
                words,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
