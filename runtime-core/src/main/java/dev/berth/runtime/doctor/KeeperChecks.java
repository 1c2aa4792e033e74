package dev.berth.runtime.doctor;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Part;
import dev.berth.runtime.Sign.Verdict;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the keeper is there and answers, what it says of the assistant, and whether it is the
/// only one.
final class KeeperChecks {
    private final Keeping keeping;
    private final Shared<Answering> asked;
    private final Supplier<StatusReport> files;

    /// What came of asking the keeper how things stand.
    sealed interface Answering {
        record Said(StatusReport report) implements Answering {}

        record NobodyThere() implements Answering {}

        /// Somebody is there.
        ///
        /// @param sentence why it cannot be asked
        record Silent(String sentence) implements Answering {}
    }

    /// @param asked asks the keeper
    /// @param files what the files say while none runs
    KeeperChecks(Keeping keeping, Shared<Answering> asked, Supplier<StatusReport> files) {
        this.keeping = keeping;
        this.asked = asked;
        this.files = files;
    }

    List<Check> all() {
        return List.of(
                new Check() {
                    @Override
                    public Part part() {
                        return Part.ASSISTANT;
                    }

                    @Override
                    public Sign look(Limit limit) {
                        return assistant(limit);
                    }

                    @Override
                    public Sign silent() {
                        return Found.ASSISTANT_UNKNOWN.of(Part.ASSISTANT);
                    }
                },
                new Check() {
                    @Override
                    public Part part() {
                        return Part.KEEPER;
                    }

                    @Override
                    public Sign look(Limit limit) throws IOException {
                        return keeper(limit);
                    }

                    @Override
                    public Sign silent() {
                        return unanswered(List.of("no answer in time"));
                    }
                },
                Check.of(Part.LOCK, _ -> lock()));
    }

    // -- the assistant

    private Sign assistant(Limit limit) {
        return switch (asked.get(limit)) {
            case Answering.Said(var report) -> told(report);
            case Answering.NobodyThere _ -> told(files.get());
            case Answering.Silent(var sentence) ->
                    Found.ASSISTANT_UNKNOWN.of(Part.ASSISTANT, List.of(sentence));
        };
    }

    private static Sign told(StatusReport report) {
        return switch (report.status()) {
            case Status.Supervised(Ready(var degraded)) when degraded.isEmpty() ->
                    Found.READY.of(Part.ASSISTANT);
            case Status.Supervised(Ready(var degraded)) ->
                    Found.DEGRADED.of(Part.ASSISTANT, String.join(", ", degraded));
            case Status.Supervised(Starting(var progress)) ->
                    (isEnding(progress.stage()) ? Found.STOPPING : Found.STARTING)
                            .of(Part.ASSISTANT, List.of(progress.stage().text()));
            case Status.Supervised(NeedsAttention(var problem)) ->
                    Found.problem(
                            Part.ASSISTANT,
                            problem.kind(),
                            Verdict.FAIL,
                            problem.sentence(),
                            problem.details());
            case Status.Paused() -> Found.PAUSED.of(Part.ASSISTANT);
            case Status.NotSetUp() -> Found.NOT_SET_UP.of(Part.ASSISTANT);
            case Status.NotRunning() -> Found.ASSISTANT_OFF.of(Part.ASSISTANT);
        };
    }

    private static boolean isEnding(Stage stage) {
        return stage == Stage.STOPPING || stage == Stage.CLEANING_UP;
    }

    // -- Berth itself

    private Sign keeper(Limit limit) throws IOException {
        return switch (asked.get(limit)) {
            case Answering.Said(var report) ->
                    Found.KEEPER_WELL.of(
                            Part.KEEPER,
                            report.supervisor()
                                    .map(who -> List.of("version " + who.version()))
                                    .orElseGet(List::of),
                            report.supervisor().map(who -> Long.toString(who.pid())).orElse("?"));
            case Answering.NobodyThere _ -> alone();
            case Answering.Silent(var sentence) -> unanswered(List.of(sentence));
        };
    }

    private Sign alone() throws IOException {
        if (keeping.holder().isPresent()) {
            return unanswered(List.of("it holds the lock, and nobody is at its address"));
        }
        return files.get().status() instanceof Status.NotSetUp
                ? Found.KEEPER_NOT_NEEDED.of(Part.KEEPER)
                : Found.KEEPER_OFF.of(Part.KEEPER);
    }

    /// Somebody is there, and does not answer.
    private Sign unanswered(List<String> why) {
        var holder = pid();
        if (holder.isEmpty()) {
            return Found.KEEPER_UNKNOWN.of(Part.KEEPER, why);
        }
        var pid = holder.get();
        return (keeping.isHalted(pid) ? Found.KEEPER_HALTED : Found.KEEPER_SILENT)
                .of(Part.KEEPER, why, Long.toString(pid));
    }

    private Optional<Long> pid() {
        try {
            var holder = keeping.holder();
            return holder.isPresent() ? Optional.of(holder.getAsLong()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    // -- the lock

    private Sign lock() throws IOException {
        var file = keeping.file();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Found.LOCK_NO_FILE.of(Part.LOCK, List.of(file.toString()));
        }
        var far = keeping.farDisk();
        if (far.isPresent()) {
            return Found.LOCK_FAR.of(Part.LOCK, List.of(file + ": " + far.get()));
        }
        var holder = keeping.holder();
        return holder.isPresent()
                ? Found.LOCK_HELD.of(Part.LOCK, Long.toString(holder.getAsLong()))
                : Found.LOCK_FREE.of(Part.LOCK);
    }
}
