package dev.berth.runtime.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.simulation.Schedules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each known fault of earlier systems, put back, is found by the schedule that is known to find
/// it; the product as it is keeps every rule there. `./dev soak mutations` looks for them from the
/// first seed on and makes the table.
@Timeout(300)
final class MutationTest {
    /// Who changes the product moves schedules: so many from the first on may be tried instead of
    /// the known one, before its resource must be written anew.
    private static final int OTHERS = 300;

    private static final Workshop WORKSHOP = new Workshop();

    private static List<Bug> all = List.of();

    @BeforeAll
    static void read() throws IOException {
        all = Bug.all();
    }

    @AfterAll
    static void close() {
        WORKSHOP.close();
    }

    static Stream<Bug> bugs() {
        return all.stream();
    }

    @Test
    void thereAreAtLeastTwenty() {
        assertThat(all.stream().filter(Bug::isOfSimulation)).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isFoundByItsSeedAndOnlyWhereItIs(Bug bug) throws IOException {
        var mutant = WORKSHOP.mutant(bug);
        var known = Stream.of(Kind.values()).filter(kind -> bug.find(kind).isPresent()).toList();
        assertThat(known.isEmpty() && bug.heldBy().isEmpty())
                .as("nothing is known to find it; let ./dev soak mutations --write look for it")
                .isFalse();
        long found = 0;
        for (var kind : known) {
            var seed = finding(bug.find(kind).orElseThrow(), kind, mutant);
            if (seed.isPresent()) {
                found++;
                assertThat(
                                bug.isOfSimulation()
                                        ? Schedules.play(seed.getAsLong())
                                        : Optional.empty())
                        .as("seed %d without the bug", seed.getAsLong())
                        .isEmpty();
            }
        }
        assertThat(known.isEmpty() || found > 0)
                .as(
                        "'%s' is not found any more; ./dev soak mutations --write looks for a seed"
                                + " that does",
                        bug.sentence())
                .isTrue();
    }

    private static OptionalLong finding(Find known, Kind kind, Mutant mutant) {
        return LongStream.concat(
                        LongStream.of(known.seed()),
                        LongStream.rangeClosed(1, OTHERS).map(kind::seed))
                .filter(seed -> mutant.play(seed).isPresent())
                .findFirst();
    }
}
