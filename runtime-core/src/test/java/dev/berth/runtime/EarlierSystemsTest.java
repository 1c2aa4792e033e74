package dev.berth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// `earlier-systems.csv` says for each fault and each test of five earlier systems which test of
/// ours holds it, or why it does not apply. Here it is held that what it names is there; the tests
/// of all modules are found in their sources.
///
/// A test is `Class#method`, or `Class@package#method` where two classes have that name (the last
/// part of the package); several are parted by `;`. A reason begins with `no: `, what is built
/// later with `later: `, and what is known and not done with `open: `.
final class EarlierSystemsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern TEST =
            Pattern.compile(
                    "@(?:Test|ParameterizedTest|TestFactory)\\b.*?\\b(?:void|Stream<[\\w<>]+>)\\s+(\\w+)\\(",
                    Pattern.DOTALL);

    private static final Pattern NAMED = Pattern.compile("(\\w+)(?:@(\\w+))?#(\\w+)");

    private static final Set<String> LATER =
            Set.of(
                    "later: front door",
                    "later: safety copies",
                    "later: doctor",
                    "later: installers");

    /// @param line what must hold of Berth
    /// @param held tests, or a reason
    private record Row(String id, String line, String held) {
        String kind() {
            return held.matches("(no|later|open): .*")
                    ? held.substring(0, held.indexOf(':'))
                    : "held";
        }
    }

    @Test
    void everyRowIsHeldOrSaysWhyNot() throws IOException {
        var rows = rows();
        var tests = tests();
        var wrong = new ArrayList<String>();
        var ids = new HashSet<String>();
        var counts = new TreeMap<String, Integer>();
        for (var row : rows) {
            if (!ids.add(row.id())) {
                wrong.add(row.id() + " is there twice");
            }
            counts.merge(row.kind(), 1, Integer::sum);
            wrong.addAll(complaints(row, tests));
        }

        LoggerFactory.getLogger(EarlierSystemsTest.class)
                .warn("{} rows of earlier systems: {}", rows.size(), counts);
        rows.stream()
                .filter(row -> row.kind().equals("open"))
                .forEach(row ->
                        LoggerFactory.getLogger(EarlierSystemsTest.class)
                                .warn("{} {}: {}", row.id(), row.line(), row.held()));
        assertThat(wrong).isEmpty();
        assertThat(rows).hasSizeGreaterThan(500);
        assertThat(counts.getOrDefault("open", 0)).isLessThanOrEqualTo(10);
    }

    private static List<String> complaints(Row row, Map<String, Set<String>> tests) {
        if (row.id().isBlank() || row.line().isBlank() || row.held().isBlank()) {
            return List.of(row + " has an empty cell");
        }
        return switch (row.kind()) {
            case "held" ->
                    Stream.of(row.held().split(";", -1))
                            .flatMap(named -> complaint(named, tests).stream())
                            .map(complaint -> row.id() + ": " + complaint)
                            .toList();
            case "later" ->
                    LATER.contains(row.held())
                            ? List.of()
                            : List.of(row.id() + ": expected one of " + LATER);
            default ->
                    row.held().length() > 12
                            ? List.of()
                            : List.of(row.id() + ": expected a reason, got: " + row.held());
        };
    }

    private static List<String> complaint(String named, Map<String, Set<String>> tests) {
        var match = NAMED.matcher(named);
        if (!match.matches()) {
            return List.of("expected Class#method, got: " + named);
        }
        var place = match.group(2) == null ? "" : "/" + match.group(2);
        var found =
                tests.keySet().stream()
                        .filter(file -> file.endsWith(place + "/" + match.group(1) + ".java"))
                        .toList();
        if (found.size() != 1) {
            return List.of(named + " is in " + found.size() + " files: " + found);
        }
        return Objects.requireNonNull(tests.get(found.getFirst())).contains(match.group(3))
                ? List.of()
                : List.of("no test " + named);
    }

    /// The tests of each source file of the project, by its path.
    private static Map<String, Set<String>> tests() throws IOException {
        var tests = new HashMap<String, Set<String>>();
        for (var module : modules()) {
            try (var files = Files.walk(module)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> tests.put(path(file), testsIn(file)));
            }
        }
        return tests;
    }

    private static List<Path> modules() throws IOException {
        try (var folders = Files.walk(PROJECT, 2)) {
            return folders.map(folder -> folder.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static String path(Path file) {
        return "/" + PROJECT.relativize(file).toString().replace('\\', '/');
    }

    private static Set<String> testsIn(Path file) {
        try {
            var names = new HashSet<String>();
            TEST.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> names.add(found.group(1)));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows() throws IOException {
        try (var stream = EarlierSystemsTest.class.getResourceAsStream("/earlier-systems.csv");
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("id,what must hold,test or reason");
            return reader.lines().map(EarlierSystemsTest::row).toList();
        }
    }

    private static Row row(String line) {
        var cells = cells(line);
        assertThat(cells).as(line).hasSize(3);
        return new Row(cells.get(0), cells.get(1), cells.get(2));
    }

    /// RFC 4180, one row a line.
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (letter == '"' && quoted && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                cell.append(letter);
                at++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
