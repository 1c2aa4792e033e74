package dev.berth.runtime.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One line of `requests.txt`, where the form is told.
///
/// @param outcomes the answers that will do
/// @param text what is sent, still with its escapes
record RequestShape(Set<String> outcomes, String name, String text) {
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}]*)\\*(\\d+)}");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:x([0-9a-f]{2})|(.))");

    /// After these a connection may stay open.
    private static final Set<Integer> STAYING = Set.of(200, 404, 405, 417);

    private static final String END = "{end}";
    private static final String SMUGGLED =
            "GET /smuggled HTTP/1.1\\r\\nHost: {host}\\r\\nX: y\\r\\n\\r\\n";

    static List<RequestShape> all() {
        try (var file =
                Objects.requireNonNull(
                        RequestShape.class.getResourceAsStream("requests.txt"), "requests.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RequestShape::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestShape of(String line) {
        var parts = line.split(" ", 3);
        return new RequestShape(Set.of(parts[0].split("\\|")), parts[1], parts[2]);
    }

    /// Whether nothing more is said after the bytes.
    boolean ends() {
        return text.endsWith(END);
    }

    /// What is sent to a door.
    ///
    /// @param host the door's address and port
    byte[] bytes(String host) {
        var whole = text.replace(END, "").replace("{S}", SMUGGLED).replace("{host}", host);
        var repeated =
                REPEATED.matcher(whole)
                        .replaceAll(found ->
                                java.util.regex.Matcher.quoteReplacement(
                                        found.group(1).repeat(Integer.parseInt(found.group(2)))));
        return unescaped(repeated);
    }

    private static byte[] unescaped(String text) {
        var bytes = new ByteArrayOutputStream();
        var escaped = ESCAPED.matcher(text);
        int from = 0;
        while (escaped.find()) {
            bytes.writeBytes(
                    text.substring(from, escaped.start()).getBytes(StandardCharsets.US_ASCII));
            bytes.write(
                    escaped.group(1) == null
                            ? letter(escaped.group(2).charAt(0))
                            : Integer.parseInt(escaped.group(1), 16));
            from = escaped.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static int letter(char escape) {
        return switch (escape) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 's' -> ' ';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("no escape: \\" + escape);
        };
    }

    /// Whether these answers, in their order, will do.
    boolean accepts(List<Integer> answers) {
        return outcomes.stream().anyMatch(outcome -> fits(outcome, answers));
    }

    /// Whether nothing more is to be waited for after these answers: another request could follow.
    boolean isSettledBy(List<Integer> answers) {
        return !answers.isEmpty()
                && answers.size() >= longest()
                && STAYING.contains(answers.getLast());
    }

    private int longest() {
        return outcomes.stream().mapToInt(outcome -> outcome.split(",").length).max().orElse(1);
    }

    private static boolean fits(String outcome, List<Integer> answers) {
        return switch (outcome) {
            case "closed" -> answers.isEmpty();
            case "cut" -> answers.size() <= 1 && answers.stream().allMatch(one -> one >= 400);
            default ->
                    answers.equals(
                            Arrays.stream(outcome.split(",")).map(Integer::valueOf).toList());
        };
    }

    @Override
    public String toString() {
        return name + " -> " + outcomes.stream().sorted().collect(Collectors.joining("|"));
    }
}
