package dev.berth.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The page of a problem: what it means, what Berth already tried, what the person can do, when to
/// ask for help. One text for the program and the project's own documentation.
///
/// @param sections in their order; the last is technical
public record ProblemPage(ProblemKind kind, List<Section> sections) {

    /// Heading of the section in which technical words are allowed.
    private static final String TECHNICAL = "Technical details";

    public ProblemPage {
        sections = List.copyOf(sections);
    }

    /// A part of a page.
    ///
    /// @param blocks paragraphs and the points of lists
    public record Section(String heading, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }

        /// Whether it is for those who look inside.
        public boolean isTechnical() {
            return heading.equals(TECHNICAL);
        }
    }

    /// A paragraph, or a point of a list.
    public record Block(boolean isPoint, String text) {}

    /// The page of this problem, in English.
    public static ProblemPage of(ProblemKind kind) {
        return read(kind, text(kind, "").orElseThrow(() -> new IllegalStateException(kind.code())));
    }

    /// The page of this problem in a language, where there is one; the technical part of it is in
    /// English always.
    public static ProblemPage of(ProblemKind kind, Locale language) {
        var english = of(kind);
        return text(kind, language.getLanguage() + "/")
                .map(text -> {
                    var sections = new ArrayList<>(read(kind, text).sections());
                    english.sections().stream().filter(Section::isTechnical).forEach(sections::add);
                    return new ProblemPage(kind, sections);
                })
                .orElse(english);
    }

    private static Optional<String> text(ProblemKind kind, String folder) {
        try (var file =
                ProblemPage.class.getResourceAsStream("problems/" + folder + kind.code() + ".md")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be read: " + kind, e);
        }
    }

    /// Headings of the second level begin a section, `- ` a point; what stands above the first
    /// section (title, code, sentence) is known from the table.
    static ProblemPage read(ProblemKind kind, String text) {
        var sections = new ArrayList<Section>();
        for (var part : Arrays.stream(text.split("\n## ", -1)).skip(1).toList()) {
            var end = part.indexOf('\n');
            sections.add(new Section(part.substring(0, end).strip(), blocks(part, end)));
        }
        return new ProblemPage(kind, sections);
    }

    private static List<Block> blocks(String part, int from) {
        var blocks = new ArrayList<Block>();
        for (var paragraph : part.substring(from).strip().split("\n\\s*\n", -1)) {
            for (var block : paragraph.split(paragraph.startsWith("|") ? "\n" : "\n(?=- )", -1)) {
                var text = text(block);
                if (!text.isEmpty()) {
                    blocks.add(new Block(block.startsWith("- ") || block.startsWith("|"), text));
                }
            }
        }
        return blocks;
    }

    /// Without the marks of a list or a table; of the line below a table's head nothing is left.
    private static String text(String block) {
        if (block.startsWith("|")) {
            return block.matches("[|: -]+")
                    ? ""
                    : String.join(
                            ": ", block.replaceAll("^\\||\\|$", "").strip().split("\\s*\\|\\s*"));
        }
        return (block.startsWith("- ") ? block.substring(2) : block)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
