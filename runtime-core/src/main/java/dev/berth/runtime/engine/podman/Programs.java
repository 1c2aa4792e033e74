package dev.berth.runtime.engine.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which file is the engine's program: exactly the one that the person chose, or, where none was
/// chosen, the first that PATH and the usual folders hold. Looked for each time, for it may be
/// installed or chosen while we run; that costs a few microseconds. Any thread may ask.
final class Programs {

    /// `podman version 4.3.1`
    private static final Pattern SAYS_SO = Pattern.compile("podman version (\\d+\\..*)");

    private static final int LONGEST_QUOTE = 80;

    private final Supplier<Optional<Path>> chosen;
    private final List<Path> places;
    private final AtomicReference<Optional<Identity>> known =
            new AtomicReference<>(Optional.empty());

    /// @param chosen absolute path of the program that the person chose
    /// @param places files that it may be, in the order in which they are looked for
    Programs(Supplier<Optional<Path>> chosen, List<String> places) {
        this.chosen = chosen;
        this.places = places.stream().flatMap(Programs::path).toList();
    }

    private static Stream<Path> path(String place) {
        try {
            return Stream.of(Path.of(place));
        } catch (InvalidPathException none) {
            return Stream.empty();
        }
    }

    /// The files that it may be on Linux and macOS: in PATH, then in the usual folders.
    static List<String> places(Map<String, String> environment, List<String> usualFolders) {
        var path = environment.getOrDefault("PATH", "").split(":", -1);
        return Stream.concat(Stream.of(path), usualFolders.stream())
                .filter(folder -> folder.startsWith("/"))
                .distinct()
                .map(folder -> folder + "/podman")
                .toList();
    }

    /// The same on Windows, where the variable may be called `Path`, a folder in it may stand in
    /// quotes, and its installer uses one of two folders.
    static List<String> placesOfWindows(Map<String, String> environment) {
        var variables = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        variables.putAll(environment);
        return Stream.concat(
                        Stream.of(variables.getOrDefault("PATH", "").split(";", -1)),
                        Stream.of(
                                variables.getOrDefault("ProgramFiles", "") + "\\RedHat\\Podman",
                                variables.getOrDefault("LOCALAPPDATA", "") + "\\Programs\\Podman"))
                .map(folder -> folder.replace("\"", "").strip())
                .filter(folder -> folder.matches("[A-Za-z]:[\\\\/].*"))
                .map(folder -> folder.replaceFirst("[\\\\/]+$", "") + "\\podman.exe")
                .distinct()
                .toList();
    }

    /// What came of looking.
    sealed interface Choice {

        record Found(Path program) implements Choice {}

        /// A chosen one that has not said yet what it is.
        record Unproven(Identity identity) implements Choice {}

        /// There is none.
        record Missing(String why) implements Choice {}

        /// The chosen one cannot be it.
        record Unfit(String why) implements Choice {}
    }

    /// One state of one file; another file in its place has another.
    record Identity(Path program, String key, FileTime changed, long size) {}

    Choice choose() {
        return chosen.get().map(this::own).orElseGet(this::first);
    }

    private Choice own(Path program) {
        try {
            var file = Files.readAttributes(program, BasicFileAttributes.class);
            if (!file.isRegularFile() || !Files.isExecutable(program)) {
                return unfit(program, "it is there, but it is nothing that you can start");
            }
            var identity =
                    new Identity(
                            program,
                            String.valueOf(file.fileKey()),
                            file.lastModifiedTime(),
                            file.size());
            return known.get().equals(Optional.of(identity))
                    ? new Choice.Found(program)
                    : new Choice.Unproven(identity);
        } catch (IOException none) {
            return unfit(program, "there is no such file");
        }
    }

    private Choice first() {
        return places.stream()
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .<Choice>map(Choice.Found::new)
                .orElseGet(() ->
                        new Choice.Missing(
                                "podman is in none of "
                                        + places.stream().map(Path::getParent).toList()));
    }

    /// Judges a chosen one by what it said of its version, and remembers a good answer for as long
    /// as the file stays the same.
    Choice judged(Identity identity, Outcome.Finished answer) {
        var program = identity.program();
        var says = answer.out().strip();
        if (version(answer).isPresent()) {
            known.set(Optional.of(identity));
            return new Choice.Found(program);
        }
        var quote = says.substring(0, Math.min(LONGEST_QUOTE, says.length()));
        return unfit(
                program,
                "it is another program: asked for its version it says '"
                        + Words.withoutColour(quote)
                        + "'");
    }

    /// The version that it says it is; empty when it is something else.
    static Optional<String> version(Outcome.Finished answer) {
        var said = SAYS_SO.matcher(answer.out().strip());
        return answer.exit() == 0 && said.matches() ? Optional.of(said.group(1)) : Optional.empty();
    }

    /// A chosen one that the system does not start: of another kind of computer, or a script whose
    /// interpreter is not here.
    static String notStarted(Path program, IOException why) {
        return unfit(program, "it cannot be started: " + why.getMessage()).why();
    }

    private static Choice.Unfit unfit(Path program, String why) {
        return new Choice.Unfit(
                "The settings name %s as the program to use (engineProgram), but %s."
                        .formatted(program, why));
    }

    /// For those who have no settings: the first that is found.
    static Programs anywhere(Map<String, String> environment, List<String> usualFolders) {
        return new Programs(Optional::empty, places(environment, usualFolders));
    }
}
