package dev.berth.runtime.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.simulation.Surroundings.Before;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Two thousand harms to each file of a home.
///
///     mvn verify -Dtest=CorruptionTest -Dberth.corruption.cases=20000
///     mvn verify -Dtest=CorruptionTest -Dberth.corruption.seed=4711
final class CorruptionTest {
    private static final int CASES = Integer.getInteger("berth.corruption.cases", 2000);
    private static final long ONLY = Long.getLong("berth.corruption.seed", 0);
    private static final int WORKERS = 2;

    /// The files, by their paths in a home.
    private static final List<String> FILES =
            List.of(
                    "config/settings.json",
                    "state/instance",
                    "state/runtime-state.json",
                    "state/journal.jsonl",
                    "state/secrets/" + OpenClaw.TOKEN,
                    "state/secrets/" + OpenClaw.PROVIDER_KEY,
                    Trial.DRAFT,
                    "state/lock");

    @Test
    void whateverBefallsAFileNothingIsLostAndTheServiceIsReadyAgain() throws Exception {
        var began = System.nanoTime();
        try (var workers = Executors.newFixedThreadPool(WORKERS)) {
            var failures = new ArrayList<Future<List<String>>>();
            for (var n = 0; n < WORKERS; n++) {
                var number = n;
                failures.add(workers.submit((Callable<List<String>>) () -> work(number)));
            }
            var all = new ArrayList<String>();
            for (var failure : failures) {
                all.addAll(failure.get());
            }
            assertThat(all).as("harms that did harm").isEmpty();
        }
        LoggerFactory.getLogger(CorruptionTest.class)
                .warn(
                        "{} harms to each of {} files in {} ms",
                        CASES,
                        FILES.size(),
                        Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private static List<String> work(int number) throws IOException {
        var root = Files.createTempDirectory(fastDisk(), "berth-corruption-");
        try {
            var place = new TrialHome(root);
            var before = Trial.prepared(place);
            var failures = new ArrayList<String>();
            for (var seed = 1L + number; seed <= CASES; seed += WORKERS) {
                for (var file : FILES) {
                    if (ONLY == 0 || ONLY == seed) {
                        attempt(place, before, file, seed, failures);
                    }
                }
                if (failures.size() > 20) {
                    return failures;
                }
            }
            return failures;
        } finally {
            TrialHome.delete(root);
        }
    }

    private static void attempt(
            TrialHome place, Before before, String name, long seed, List<String> failures)
            throws IOException {
        var file = place.file(name);
        var random = new SplittableRandom(seed * 31 + FILES.indexOf(name));
        var harm = new Misfortune(random, others(place), place.elsewhere()).next();
        var how =
                new Before(
                        before.instance(),
                        before.container(),
                        before.token(),
                        random.nextBoolean());
        var failure = failure(place, how, file, harm, seed);
        if (!failure.isEmpty()) {
            var least = harm;
            for (var smaller : harm.smaller()) {
                var again = failure(place, how, file, smaller, seed);
                if (!again.isEmpty()) {
                    least = smaller;
                    failure = again;
                }
            }
            failures.add(
                    "%n%s while the service %s: %s%n  %s%n  -Dberth.corruption.seed=%d"
                            .formatted(
                                    name,
                                    how.runs() ? "runs" : "is stopped",
                                    least,
                                    failure,
                                    seed));
        }
    }

    private static String failure(TrialHome place, Before before, Path file, Harm harm, long seed) {
        try (var trial = new Trial(place, seed)) {
            trial.suffer(file, harm, before);
            return "";
        } catch (AssertionError | IOException | RuntimeException e) {
            var where = e.getStackTrace().length == 0 ? "" : " " + e.getStackTrace()[0];
            return e + (e instanceof AssertionError ? "" : where);
        }
    }

    private static Map<String, byte[]> others(TrialHome place) {
        var others = new LinkedHashMap<String, byte[]>();
        place.files().forEach((file, bytes) -> others.put(file.getFileName().toString(), bytes));
        others.put(
                "another's instance",
                "99999999-9999-4999-8999-999999999999\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return others;
    }

    /// Where nothing has to reach a real disk.
    private static Path fastDisk() {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }
}
