package dev.berth.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of what can be found, and what the window says of it.
final class FoundTest {
    private static final Path WORDS =
            Path.of(
                    "..",
                    "app",
                    "window",
                    "src",
                    "main",
                    "resources",
                    "dev",
                    "berth",
                    "window",
                    "face");

    @ParameterizedTest
    @EnumSource(Found.class)
    void whatIsNotWellHasACure(Found found) {
        assertThat(sign(found).cure().isPresent()).isEqualTo(found.verdict() != Verdict.OK);
    }

    @ParameterizedTest
    @EnumSource(Found.class)
    void theWindowSaysTheSame(Found found) throws IOException {
        var english = words("en");
        var sign = sign(found);
        assertThat(filled(english, "sign." + found.code())).isEqualTo(sign.sentence());
        sign.cure()
                .ifPresent(cure ->
                        assertThat(filled(english, "sign." + found.code() + ".cure"))
                                .isEqualTo(cure));
        assertThat(words("de").keySet()).contains("sign." + found.code());
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void theWindowNamesThePartsAlike(Part part) throws IOException {
        assertThat(words("en").getProperty("part." + part.id())).isEqualTo(part.title());
        assertThat(words("de").keySet()).contains("part." + part.id());
    }

    private static Sign sign(Found found) {
        return found.of(Part.CLOCK, "one", "two");
    }

    private static String filled(Properties words, String key) {
        return words.getProperty(key, "").formatted("one", "two");
    }

    private static Properties words(String language) throws IOException {
        var words = new Properties();
        try (Reader in =
                Files.newBufferedReader(WORDS.resolve("words_" + language + ".properties"))) {
            words.load(in);
        }
        return words;
    }
}
