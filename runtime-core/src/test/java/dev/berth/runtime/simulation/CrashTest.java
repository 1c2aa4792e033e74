package dev.berth.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Status;
import dev.berth.runtime.decision.Renewal;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.simulation.PlannedDeath.Manner;
import dev.berth.runtime.simulation.PlannedDeath.Point;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JsonSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the keeper before, in the middle of and after every effect of everything it does, by a kill
/// and by a power cut, and looks whether the next start completes or cleans up. The points are told
/// by the first run of each scenario, which nothing ends.
///
///     mvn verify -Dtest=CrashTest -Dberth.crash.stride=1 -Dberth.crash.pairs=60
///     mvn verify -Dtest=CrashTest -Dberth.crash.stride=1 -Dberth.crash.scenario='reset|pause'
final class CrashTest {
    private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);

    /// Two deaths in a row: how many pairs of each scenario.
    private static final int PAIRS = Integer.getInteger("berth.crash.pairs", 12);

    /// What the names of the scenarios that are played hold, as a regular expression.
    private static final Pattern ONLY =
            Pattern.compile(System.getProperty("berth.crash.scenario", ""));

    /// One point in so many is tried; all of them take minutes.
    private static final int STRIDE = Integer.getInteger("berth.crash.stride", 5);

    @TempDir Path temporary;
    private int homes;

    static Stream<CrashScenario> scenarios() {
        return CrashScenario.all().stream().filter(one -> ONLY.matcher(one.name()).find());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyPointLeadsOn(CrashScenario scenario) {
        var points = play(scenario, List.of(), false);
        assertThat(points).isNotEmpty();
        var broken = new LinkedHashMap<String, List<Point>>();
        for (int i = 0; i < points.size(); i += STRIDE) {
            attempt(scenario, List.of(points.get(i)), broken);
        }
        LOG.warn(
                "{}: {} points, {} kinds of trouble",
                scenario.name(),
                points.size(),
                broken.size());
        broken.forEach((why, plan) -> LOG.warn("{} {}", plan, why));
        tell(scenario, broken);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aSecondDeathLeadsOnToo(CrashScenario scenario) {
        var random = new SplittableRandom(scenario.name().hashCode());
        var points = play(scenario, List.of(), false);
        var broken = new LinkedHashMap<String, List<Point>>();
        for (int pair = 0; pair < PAIRS; pair++) {
            var first = chosen(random, points);
            var second =
                    new Point(
                            random.nextInt(80),
                            chosen(random, List.of(Manner.values())),
                            random.nextBoolean() ? Optional.empty() : Optional.of(0));
            attempt(scenario, List.of(first, second), broken);
        }
        tell(scenario, broken);
    }

    private static <T> T chosen(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void attempt(
            CrashScenario scenario, List<Point> plan, Map<String, List<Point>> broken) {
        try {
            play(scenario, plan, false);
        } catch (Broken | RuntimeException e) {
            broken.putIfAbsent(String.valueOf(e.getMessage()), plan);
        }
    }

    private void tell(CrashScenario scenario, Map<String, List<Point>> broken) {
        if (broken.isEmpty()) {
            return;
        }
        var told = new ArrayList<String>();
        broken.forEach((why, plan) -> {
            try {
                play(scenario, plan, true);
                told.add(plan + " fails, but not in its replay: " + why);
            } catch (Broken | RuntimeException e) {
                told.add(plan + ": " + e);
            }
        });
        fail(scenario.name() + "\n" + String.join("\n\n", told));
    }

    /// @return the points that were passed
    private List<Point> play(CrashScenario scenario, List<Point> plan, boolean traced) {
        var stage =
                new CrashStage(
                        temporary.resolve("home-" + ++homes), scenario.journalBytes(), traced);
        try {
            scenario.before().accept(stage);
            stage.death.arm(plan);
            scenario.act().accept(stage);
            var points = stage.death.passed();
            settles(stage);
            // each death may come before what was asked is kept
            for (int asked = 0; asked < plan.size() && !isReached(scenario, stage); asked++) {
                stage.ask(scenario.again());
                settles(stage);
            }
            if (!isReached(scenario, stage)) {
                throw new Broken("not what was wanted: " + stage.status());
            }
            stage.live(Duration.ofSeconds(30));
            stage.kill(); // what a death has left is found once more, after the next has written
            settles(stage);
            isInOrder(stage);
            if (scenario.again() instanceof Command.Reset(var scope) && scope.erasesData()) {
                isErased(stage, scope);
            }
            return points;
        } catch (Broken e) {
            if (traced) {
                throw new Broken(e + "\n" + stage);
            }
            throw e;
        } finally {
            remove(stage.root);
        }
    }

    private static void settles(CrashStage stage) {
        if (!stage.settles()) {
            throw new Broken("leads nowhere: " + stage.status());
        }
    }

    private static boolean isReached(CrashScenario scenario, CrashStage stage) {
        var fits = scenario.wanted().isInstance(stage.status());
        return fits
                && !stage.isGivenUp()
                && (!(stage.status() instanceof Status.Supervised) || isAsChosen(stage));
    }

    /// The service runs with what the settings say.
    private static boolean isAsChosen(CrashStage stage) {
        try {
            var settings = new JsonSettings(stage.home.settingsFile(), stage.time).load();
            var ours = stage.ours();
            return ours.secrets.size() == OpenClaw.secretsFor(settings.provider()).size()
                    && Optional.of(ours.image)
                            .equals(settings.release().flatMap(stage.computer::image))
                    && !Renewal.isDue(
                            stage.kept(),
                            settings,
                            OptionalInt.empty()); // unknown after lost notes
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // -- what must be so in the end

    private static void isInOrder(CrashStage stage) {
        var isUp = stage.status() instanceof Status.Supervised;
        var isGone = stage.status() instanceof Status.NotSetUp;
        var ours = stage.computer.containers.values().stream().filter(one -> one.byUs).toList();
        require(ours.size() == (isGone ? 0 : 1), "left over: " + ours);
        var machines = stage.computer.machines.values();
        require(machines.size() <= (isGone ? 0 : 1), "machines: " + machines);
        require(stage.serves() == isUp, "serves: " + stage.serves());
        require(stage.kept().cleanUps().isEmpty(), "pending: " + stage.kept().cleanUps());
        require(
                !isGone || stage.computer.secrets.isEmpty(),
                "orphans: " + stage.computer.secrets.keySet());
        require(
                stage.journal().stream()
                        .noneMatch(line ->
                                line instanceof Fell fell && fell.cause() == FallCause.VANISHED),
                "what we removed ourselves counts as a fall");
        var files = files(stage.root);
        require(
                files.stream().noneMatch(file -> file.matches(".*\\.(tmp|part)|.*unreadable.*")),
                "half files: " + files);
        require(
                !isGone || files.stream().noneMatch(file -> file.startsWith("state/secrets/")),
                "secrets: " + files);
        require(stage.erasable || !isUp || dataIsThere(stage), "data was lost");
        require(
                stage.knows("index.md").isEmpty()
                        || stage.knows("index.md").equals(stage.knows("memory.md")),
                "the data is partly another one");
        require(
                files.stream()
                        .noneMatch(file -> file.matches("\\.data.*|data-.*|copies/\\.work.*")),
                "lies beside: " + files);
        require(!isUp || !stage.computer.spoilt.getAsBoolean(), "the copy stayed");
    }

    /// What the person wanted erased, and what Berth brought to this computer.
    private static void isErased(CrashStage stage, EraseScope scope) {
        require(
                stage.computer.images.values().stream().noneMatch(stage.computer.brought::contains),
                "still here: " + stage.computer.images);
        require(stage.kept().program().brought().isEmpty(), "noted: " + stage.kept().program());
        var files = files(stage.root);
        require(
                files.stream().noneMatch(file -> file.matches("data/.*|config/settings.*")),
                "still here: " + files);
        require(
                scope != EraseScope.EVERYTHING_AND_COPIES
                        || files.stream().noneMatch(file -> file.endsWith(".berth")),
                "copies: " + files);
        var apart = stage.journal().stream().anyMatch(CrashTest::isOfMachine);
        require(
                apart // its going may be the last thing, long after what tells why it goes
                        || stage.journal().stream()
                                .anyMatch(line ->
                                        line instanceof Noticed seen
                                                && seen.what().equals("erased")),
                "nobody looked whether all is gone");
    }

    private static boolean isOfMachine(JournalEntry line) {
        return line instanceof Began began && began.step().endsWith("-machine");
    }

    private static boolean dataIsThere(CrashStage stage) {
        var memory = stage.home.data().resolve("memory.md");
        return !stage.wrote
                || (Files.exists(memory)
                        && read(stage.home.data().resolve("openclaw.json")).contains("mine"));
    }

    private static void require(boolean truth, String otherwise) {
        if (!truth) {
            throw new Broken(otherwise);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Path root) {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path root) {
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
