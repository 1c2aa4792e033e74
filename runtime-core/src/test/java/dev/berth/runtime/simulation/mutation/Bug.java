package dev.berth.runtime.simulation.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A known fault, as a resource `NAME.bug` tells it: a sentence, lines `key: value`, then what to
/// change in one file of the product.
///
/// | key | value |
/// |---|---|
/// | known from | rows of the list of earlier systems, or where else it was seen |
/// | file | in the product, below its root package |
/// | trial | whose `play(long)` must find it; the simulation unless another is named |
/// | here, apart | what finds it where the service runs on the computer itself, and in a machine |
/// | held by | the test that holds it where the simulation cannot |
///
/// @param resource where it was read
/// @param head its lines before the changes, by key; the sentence under the empty one
record Bug(Path resource, Map<String, String> head, List<Change> changes) {
    private static final String STANDS = "--- as it stands";
    private static final String BUG = "--- with the bug";
    private static final String SENTENCE = "";
    private static final String SIMULATION = "dev.berth.runtime.simulation.Schedules";

    Bug {
        changes = List.copyOf(changes);
    }

    /// All that are listed, by name.
    static List<Bug> all() throws IOException {
        try (var files = Files.list(Product.tests("resources").resolve(Product.ROOM))) {
            var bugs = new ArrayList<Bug>();
            for (var file :
                    files.filter(one -> one.toString().endsWith(".bug")).sorted().toList()) {
                bugs.add(read(file));
            }
            return bugs;
        }
    }

    private static Bug read(Path file) throws IOException {
        var head = new LinkedHashMap<String, String>();
        var changes = new ArrayList<Change>();
        var stands = new StringBuilder();
        var bug = new StringBuilder();
        var part = Optional.<StringBuilder>empty();
        for (var line : Files.readAllLines(file)) {
            if (line.equals(STANDS)) {
                if (part.isPresent()) {
                    changes.add(new Change(stands.toString(), bug.toString()));
                    stands.setLength(0);
                    bug.setLength(0);
                }
                part = Optional.of(stands);
            } else if (line.equals(BUG)) {
                part = Optional.of(bug);
            } else if (part.isPresent()) {
                part.get().append(line).append('\n');
            } else {
                readHead(head, line);
            }
        }
        changes.add(new Change(stands.toString(), bug.toString()));
        return new Bug(file, head, changes);
    }

    private static void readHead(Map<String, String> head, String line) {
        int colon = line.indexOf(": ");
        if (head.isEmpty()) {
            head.put(SENTENCE, line);
        } else if (colon > 0) {
            head.put(line.substring(0, colon), line.substring(colon + 2));
        }
    }

    String name() {
        return resource.getFileName().toString().replace(".bug", "");
    }

    String sentence() {
        return value(SENTENCE).orElseThrow();
    }

    String knownFrom() {
        return value("known from").orElseThrow();
    }

    /// In the product, below its root package.
    String file() {
        return value("file").orElseThrow();
    }

    String trial() {
        return value("trial").orElse(SIMULATION);
    }

    boolean isOfSimulation() {
        return trial().equals(SIMULATION);
    }

    /// The test that holds it where the simulation cannot.
    Optional<String> heldBy() {
        return value("held by");
    }

    /// What is known to find it in schedules of this kind.
    Optional<Find> find(Kind kind) {
        return value(kind.key()).flatMap(Find::read);
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(head.get(key));
    }

    /// The file of the product with the bug in it.
    ///
    /// @throws IllegalStateException when the product has changed under the list
    String applied(String source) {
        for (var change : changes) {
            source = change.applied(source, name());
        }
        return source;
    }

    /// The same with other finds.
    Bug with(Kind kind, Optional<Find> find) {
        var other = new LinkedHashMap<>(head);
        other.remove(kind.key());
        find.ifPresent(one -> other.put(kind.key(), one.toString()));
        return new Bug(resource, other, changes);
    }

    /// Writes it where it was read.
    void write() throws IOException {
        var lines =
                Stream.concat(
                        head.entrySet().stream()
                                .map(line ->
                                        line.getKey().equals(SENTENCE)
                                                ? line.getValue()
                                                : line.getKey() + ": " + line.getValue()),
                        changes.stream()
                                .map(change ->
                                        STANDS
                                                + "\n"
                                                + change.stands()
                                                + BUG
                                                + "\n"
                                                + change.bug().stripTrailing()));
        Files.writeString(resource, lines.collect(Collectors.joining("\n", "", "\n")));
    }

    @Override
    public String toString() {
        return name();
    }
}
