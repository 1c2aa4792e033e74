package dev.berth.runtime.report;

import dev.berth.runtime.Doctor;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Examination;
import dev.berth.runtime.ExaminationJson;
import dev.berth.runtime.Home;
import dev.berth.runtime.Sign;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Insight;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The doctor of one home. What it says to the person is without secrets; what it writes for others
/// is without names too.
public final class HomeDoctor implements Doctor {
    private static final Duration ENGINE = Duration.ofSeconds(3);
    private static final Duration SOURCES = Duration.ofSeconds(5);
    private static final int SERVICE_LINES = 5000;
    private static final int MOST_OF_AN_ANSWER = 512 * 1024;
    private static final int MOST_OF_THE_SERVICES_LOG = 1024 * 1024;

    private final Means means;

    public HomeDoctor(Means means) {
        this.means = means;
    }

    /// What a doctor works with.
    ///
    /// @param environment ours
    /// @param root of the system's own files
    /// @param version of this program
    /// @param checks looks at everything
    /// @param insight asks the engine
    /// @param service the one that we made, where that is known
    /// @param status what the keeper says, as JSON; it may take its time
    /// @param story what happened
    public record Means(
            Home home,
            Map<String, String> environment,
            Path root,
            String version,
            Examining checks,
            Supplier<Insight> insight,
            Supplier<Optional<ContainerId>> service,
            Supplier<String> status,
            Supplier<List<Episode>> story) {}

    /// Looks at everything.
    @FunctionalInterface
    public interface Examining {
        Examination examine(Consumer<Sign> told);
    }

    @Override
    public Examination examine(Consumer<Sign> told) {
        var sieves = Harvest.keys(means.home(), means.environment()).forThePerson();
        var seen = means.checks().examine(sign -> told.accept(clean(sign, sieves)));
        return new Examination(
                seen.at(),
                seen.took(),
                seen.signs().stream().map(sign -> clean(sign, sieves)).toList());
    }

    private static Sign clean(Sign sign, UnaryOperator<String> sieves) {
        return new Sign(
                sign.part(),
                sign.verdict(),
                sign.code(),
                sieves.apply(sign.sentence()),
                sign.cure().map(sieves),
                sign.problem(),
                sign.places().stream().map(sieves).toList(),
                sign.details().stream().map(sieves).toList());
    }

    @Override
    public List<Episode> story() {
        return means.story().get();
    }

    @Override
    public Saved save(Path file) {
        var deadline = System.nanoTime() + SOURCES.toNanos();
        var examining = later("examine", () -> means.checks().examine(_ -> {}));
        var engine = later("engine", this::engine);
        var status = later("status", means.status());
        var story = later("story", means.story());
        var harvest = Harvest.of(means.home(), means.environment(), means.root());
        try (var bundle = new Bundle(harvest.forOthers())) {
            var files = new HomeFiles(means.home()).all();
            bundle.begin(files); // the most of it, while the others still think
            var pieces = gathered(files, deadline, status, engine);
            var examination = examining.join();
            var episodes = had(story, deadline, List.<Episode>of());
            pieces.add(Piece.of("doctor.json", ExaminationJson.write(examination) + "\n"));
            pieces.add(
                    Piece.of(
                            "story.txt",
                            String.join(
                                    "\n",
                                    episodes.stream()
                                            .map(one -> one.at() + "  " + one.sentence())
                                            .toList())));
            pieces.addFirst(
                    SummaryPage.of(
                            means.version(),
                            examination,
                            episodes,
                            pieces,
                            ZoneId.systemDefault()));
            return bundle.write(file, pieces, examination);
        }
    }

    private List<Piece> gathered(
            List<Piece> files,
            long deadline,
            CompletableFuture<String> status,
            CompletableFuture<List<Piece>> engine) {
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of("status.json", had(status, deadline, "nobody answered in time\n")));
        pieces.addAll(
                new ThisComputer(means.environment(), means.root(), means.version())
                        .all(
                                List.of(
                                        means.home().data(),
                                        means.home().state(),
                                        means.home().logs())));
        pieces.addAll(files);
        pieces.addAll(
                had(
                        engine,
                        deadline,
                        List.of(Piece.missing("engine", "it gave no answer in time"))));
        return pieces;
    }

    private List<Piece> engine() {
        return means
                .insight()
                .get()
                .raw(means.service().get(), SERVICE_LINES, new Limit(ENGINE, new Cancellation()))
                .stream()
                .map(raw ->
                        raw.name().equals("service-log")
                                ? Piece.newest(
                                        "logs/assistant.log",
                                        raw.answer(),
                                        MOST_OF_THE_SERVICES_LOG)
                                : Piece.newest(
                                        "engine/" + raw.name() + ".txt",
                                        "$ " + raw.question() + "\n" + raw.answer(),
                                        MOST_OF_AN_ANSWER))
                .toList();
    }

    private static <T> CompletableFuture<T> later(String name, Supplier<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofPlatform()
                .daemon()
                .name("report-" + name)
                .start(() -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    /// All wait until the same moment. What is not there in time, or failed, is left out: the rest
    /// helps too.
    private static <T> T had(CompletableFuture<T> work, long deadline, T otherwise) {
        try {
            return work.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
