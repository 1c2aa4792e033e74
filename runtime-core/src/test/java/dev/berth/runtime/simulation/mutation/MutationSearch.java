package dev.berth.runtime.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for each bug from the first seed on, and writes the table of what was found, and on wish
/// the seeds: `./dev soak mutations`. Not run with the tests.
@EnabledIfSystemProperty(named = "berth.mutations.table", matches = ".+")
final class MutationSearch {
    private static final long SCHEDULES = Long.getLong("berth.mutations.schedules", 20_000);
    private static final Logger LOG = LoggerFactory.getLogger(MutationSearch.class);
    private static final String ONLY = System.getProperty("berth.mutations.only", "");

    @Test
    void findsEach() throws Exception {
        var bugs =
                Bug.all().stream()
                        .filter(bug -> bug.name().matches(".*(?:" + ONLY + ").*"))
                        .toList();
        var searches = new ArrayList<Callable<Bug>>();
        try (var workshop = new Workshop();
                var threads =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var complaints = new ArrayList<String>();
            for (var bug : bugs) {
                try {
                    var mutant = workshop.mutant(bug);
                    searches.add(() -> searched(bug, mutant));
                } catch (IllegalStateException e) {
                    complaints.add(String.valueOf(e.getMessage()));
                }
            }
            var found = new ArrayList<Bug>();
            for (Future<Bug> bug : threads.invokeAll(searches)) {
                found.add(bug.get());
            }
            tell(found);
            assertThat(complaints).isEmpty();
        }
    }

    private static Bug searched(Bug bug, Mutant mutant) {
        var found = bug;
        for (var kind : Kind.values()) {
            found =
                    found.with(
                            kind,
                            bug.isOfSimulation() || kind == Kind.HERE
                                    ? search(kind, mutant)
                                    : Optional.empty());
        }
        LOG.warn("{}: {} {}", bug, found.find(Kind.HERE), found.find(Kind.APART));
        return found;
    }

    private static Optional<Find> search(Kind kind, Mutant mutant) {
        return LongStream.rangeClosed(1, SCHEDULES)
                .map(kind::seed)
                .mapToObj(seed -> mutant.play(seed).map(thrown -> Find.of(seed, thrown)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void tell(List<Bug> bugs) throws IOException {
        var table = Path.of(System.getProperty("berth.mutations.table", ""));
        try (var out =
                new PrintStream(Files.newOutputStream(table), true, StandardCharsets.UTF_8)) {
            out.println("| put back | known from | schedules, here | apart | found as |");
            out.println("|---|---|---|---|---|");
            for (var bug : bugs) {
                out.printf(
                        "| %s | %s | %s | %s | %s |%n",
                        bug.sentence().replaceFirst("\\.$", ""),
                        bug.knownFrom(),
                        needed(bug, Kind.HERE),
                        needed(bug, Kind.APART),
                        rules(bug));
            }
        }
        if (Boolean.getBoolean("berth.mutations.write")) {
            for (var bug : bugs) {
                bug.write();
            }
        }
    }

    private static String needed(Bug bug, Kind kind) {
        return bug.find(kind).map(find -> String.valueOf(kind.number(find.seed()))).orElse("-");
    }

    private static String rules(Bug bug) {
        var rules =
                List.of(Kind.values()).stream()
                        .flatMap(kind -> bug.find(kind).stream())
                        .map(Find::rule)
                        .distinct()
                        .toList();
        return rules.isEmpty()
                ? bug.heldBy().map(test -> "`" + test + "` alone").orElse("not found")
                : String.join("; ", rules);
    }
}
