package dev.berth.runtime.supervisor;

import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Progress;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.UpdateTrouble;
import dev.berth.runtime.copies.CopyId;
import dev.berth.runtime.copies.Reason;
import dev.berth.runtime.copies.Stillness.Way;
import dev.berth.runtime.copies.errand.CopyDesk;
import dev.berth.runtime.copies.errand.Errand;
import dev.berth.runtime.copies.errand.Errand.State;
import dev.berth.runtime.copies.errand.Order;
import dev.berth.runtime.decision.CopyStep;
import dev.berth.runtime.decision.CopyWork;
import dev.berth.runtime.decision.CopyWork.Hush;
import dev.berth.runtime.decision.CopyWork.Hush.Phase;
import dev.berth.runtime.decision.DailyCopy;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.Wish;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.RuntimeState.Restore;
import dev.berth.runtime.store.Update;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Follows the process that works on safety copies: what it needs of the service, and what follows
/// when it is done. Owner thread only.
final class CopyWatch {
    /// How long the service is paused at most.
    private static final Duration PAUSE = Duration.ofSeconds(4);

    /// How long it is stopped at most, so that it can be copied.
    private static final Duration STOP = Duration.ofMinutes(5);

    /// The same for a restore, after which it is stopped anyway.
    private static final Duration RESTORE = Duration.ofHours(1);

    /// How long it may take until it holds still.
    private static final Duration TO_PAUSE = Duration.ofSeconds(15);

    /// How long it may be unknown whether there is anything to hold still: a copy must be possible
    /// while the engine does not work.
    private static final Duration CLUELESS = Duration.ofSeconds(6);

    /// Between tries to put back the data that belongs to a release.
    private static final Duration RETRY = Duration.ofMinutes(1);

    private static final Duration TELLING = Duration.ofSeconds(1);

    private static final Duration TO_STOP = Duration.ofSeconds(60);

    private final CopyDesk desk;
    private final Books books;
    private final Clock clock;
    private final Runnable news;
    private Optional<Running> running = Optional.empty();
    private Optional<Hush> hush = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<StatusReport.CopyProgress> bringing = Optional.empty();
    private Optional<Instant> retry = Optional.empty();
    private CopyDesk.Glance glance;
    private boolean tried;
    private Instant asked = Instant.EPOCH;
    private Optional<Instant> triedDaily = Optional.empty();
    private Optional<Command> deferred = Optional.empty();

    private record Running(Order order, Errand errand) {}

    /// @param news wakes the loop; any thread
    CopyWatch(World world, Books books, Runnable news) {
        desk = world.copies();
        this.books = books;
        clock = world.clock();
        this.news = news;
        glance = desk.glance();
    }

    /// Begins an order, unless one is carried out already.
    ///
    /// @param release of the service, where known
    void begin(Order order, Optional<String> release) {
        if (running.isEmpty()) {
            trouble = Optional.empty();
            running = Optional.of(new Running(order, desk.begin(order, release, news)));
        }
    }

    /// Begins the daily one, when it is time for it.
    ///
    /// @param readySince since when the service is shown to be ready; empty when it is not
    void keepDaily(Optional<Instant> readySince, Optional<String> release) {
        var now = clock.instant();
        if (!isUnderWay()
                && DailyCopy.isDue(glance.newest(), triedDaily, readySince, now)
                && desk.hasData()) {
            triedDaily = Optional.of(now);
            begin(new Order.Make(Reason.DAILY), release);
        }
    }

    /// Begins what an update needs of copies, when it is time for it.
    ///
    /// @param wanted whether anything may be begun
    void keepUpdate(boolean wanted, Optional<String> release) throws IOException {
        var update = books.state().program().here();
        if (!wanted || update.isEmpty() || isUnderWay()) {
            return;
        }
        switch (update.get().stage()) {
            case FETCHED -> {
                if (desk.hasData() || books.state().dataMade()) {
                    begin(new Order.Make(Reason.BEFORE_UPDATE), release);
                } else {
                    advance(here -> here.copied(Optional.empty()));
                }
            }
            case COPIED -> {}
            case SWAPPED, GOING_BACK -> bringBack(update.get());
        }
    }

    private void bringBack(Update.Here update) throws IOException {
        if (update.bring().isPresent()
                && retry.filter(at -> clock.instant().isBefore(at)).isEmpty()) {
            books.change(state -> state.restoring(update.bring().map(Restore::asked)));
        }
    }

    private void advance(UnaryOperator<Update.Here> further) throws IOException {
        var here = books.state().program().here();
        if (here.isPresent()) {
            books.change(state -> state.updating(here.map(further)));
        }
    }

    /// The data that belongs to a release could not be put in place. Where none was touched yet the
    /// old release goes on with it; else it is tried again.
    void notBrought() throws IOException {
        retry = Optional.of(clock.instant().plus(RETRY));
        advance(here -> here.stage() == Update.Stage.SWAPPED ? here.goingBack() : here);
    }

    /// Another release is being brought here.
    void brings(Progress progress) {
        bringing =
                Optional.of(
                        new StatusReport.CopyProgress(
                                "fetching",
                                progress.bytes().orElse(0),
                                progress.ofBytes().orElse(0)));
    }

    /// It is here, or will not come.
    void brought() {
        bringing = Optional.empty();
    }

    /// What came of the last thing that was asked for; empty where nothing is wrong.
    void says(Optional<String> sentence) {
        trouble = sentence;
    }

    /// Puts a command off until the data is copied, where that could be lost by it and can be read.
    ///
    /// @param leaving whether nothing is begun any more
    /// @return whether it is put off: [#due] gives it back
    boolean putsOff(Command command, boolean leaving, Optional<String> release) {
        var reason = before(command);
        if (reason.isEmpty() || leaving || !desk.hasData()) {
            return false;
        }
        begin(new Order.Make(reason.get()), release); // or what is under way ends first
        deferred = Optional.of(command);
        return true;
    }

    private static Optional<Reason> before(Command command) {
        return switch (command) {
            case Command.Reset(var scope) when scope == EraseScope.EVERYTHING_AND_COPIES ->
                    Optional.empty(); // it would be erased at once
            case Command.Reset _ -> Optional.of(Reason.BEFORE_RESET);
            case Command.Repair(var agreed, _) when agreed.contains(Consent.REBUILD) ->
                    Optional.of(Reason.BEFORE_REBUILD);
            case Command.Repair _,
                    Command.Start _,
                    Command.Pause _,
                    Command.Restart _,
                    Command.SetUp _,
                    Command.MakeCopy _,
                    Command.CancelCopy _,
                    Command.Restore _,
                    Command.Update _,
                    Command.LookForRelease _,
                    Command.GiveUp _,
                    Command.Quit _ ->
                    Optional.empty();
        };
    }

    /// A command that was put off, once nothing is copied any more. It is carried out even where
    /// the copy came to nothing: the person said so, and a reset must not fail (DESIGN 5).
    Optional<Command> due() {
        if (running.isPresent()) {
            return Optional.empty();
        }
        var command = deferred;
        deferred = Optional.empty();
        return command;
    }

    /// Whether a command waits for a copy.
    boolean isPuttingOff() {
        return deferred.isPresent();
    }

    /// Whether this one waits for a copy.
    boolean isPutOff(Command command) {
        return deferred.filter(command::equals).isPresent();
    }

    /// Has what is under way given up.
    void cancel() {
        running.ifPresent(one -> one.errand().cancel());
    }

    boolean isUnderWay() {
        return running.isPresent() || books.state().restore().isPresent();
    }

    /// What a decision may depend on.
    CopyWork work() {
        return new CopyWork(running.isPresent(), hush, retry.flatMap(_ -> trouble));
    }

    StatusReport.Copies report() {
        return new StatusReport.Copies(
                glance.last(),
                glance.count(),
                running.flatMap(CopyWatch::progress).or(() -> bringing),
                trouble);
    }

    private static Optional<StatusReport.CopyProgress> progress(Running one) {
        return switch (one.errand().state()) {
            case State.Busy(var part, var done, var of) ->
                    Optional.of(new StatusReport.CopyProgress(part.id(), done, of));
            case State.Asks _, State.Over() ->
                    Optional.of(new StatusReport.CopyProgress("stilled", 0, 0));
            case State.Done _, State.Failed _ -> Optional.empty();
        };
    }

    /// Hears what the process says by now.
    ///
    /// @param wish leaving waits for nothing
    void hear(Wish wish) throws IOException {
        if (running.isEmpty()) {
            return;
        }
        if (wish instanceof Wish.Quit) {
            cancel();
            hush = Optional.empty();
            deferred = Optional.empty();
        }
        var one = running.get();
        switch (one.errand().state()) {
            case State.Busy _ -> {}
            case State.Asks(var way) -> asked(one, way == Way.STOP);
            case State.Over() -> over(one);
            case State.Done(var copy)
                    when copy.equals(Order.NOT_NEEDED) && one.order() instanceof Order.Make ->
                    ended();
            case State.Done(var copy) -> done(one.order(), copy);
            case State.Failed(var sentence) -> failed(one.order(), sentence);
        }
    }

    private void asked(Running one, boolean stops) {
        if (hush.filter(now -> now.phase() != Phase.OVER && now.stops() == stops).isEmpty()) {
            var until = clock.instant().plus(stops ? TO_STOP : TO_PAUSE);
            tried = false;
            asked = clock.instant();
            hush = Optional.of(new Hush(stops, Phase.ASKED, until));
        } else if (!clock.instant().isBefore(hush.orElseThrow().until())) {
            refuse(one);
        }
    }

    /// The engine cannot have it stand still here: it is not asked a second time.
    void cannotStandStill() {
        running.ifPresent(this::refuse);
    }

    private void refuse(Running one) {
        hush = hush.map(now -> new Hush(now.stops(), Phase.OVER, now.until()));
        one.errand().answer(false);
    }

    /// What is stopped for a restore stays so until that goes on.
    private void over(Running one) {
        var held = hush.filter(now -> now.phase() == Phase.HELD).isPresent();
        if (!(isForSwap(one.order()) && held)) {
            hush = hush.map(now -> new Hush(now.stops(), Phase.OVER, now.until()));
        }
        one.errand().answerHeld(held);
    }

    /// Whether the service does not go on with the data as it is now.
    private static boolean isForSwap(Order order) {
        return order instanceof Order.Restore || isForUpdate(order);
    }

    private static boolean isForUpdate(Order order) {
        return order instanceof Order.Make(var reason) && reason == Reason.BEFORE_UPDATE;
    }

    private void done(Order order, String copy) throws IOException {
        ended();
        if (isForUpdate(order)) {
            copiedForUpdate(copy);
        }
        if (order instanceof Order.Restore) {
            books.change(state ->
                    state.restoring(state.restore().map(restore -> restore.extracted(copy))));
        }
        if (!copy.equals(Order.NOT_NEEDED)) {
            books.write(new Noticed(clock.instant(), Activities.COPY_MADE, Optional.empty()));
        }
    }

    /// What is not in the copy would not come back with it: such data is not given to another
    /// release.
    private void copiedForUpdate(String copy) throws IOException {
        if (desk.isWhole(copy)) {
            advance(here ->
                    here.stage() == Update.Stage.FETCHED ? here.copied(Optional.of(copy)) : here);
        } else {
            hush = hush.map(now -> new Hush(now.stops(), Phase.OVER, now.until()));
            isNotCopied("Some of it is not in the copy. What, is said by: berth copy list");
        }
    }

    private void isNotCopied(String sentence) throws IOException {
        trouble = Optional.of(UpdateTrouble.NOT_COPIED.with(sentence));
        books.change(state -> state.updating(Optional.empty()));
    }

    private void failed(Order order, String sentence) throws IOException {
        ended();
        trouble = Optional.of(sentence);
        if (order instanceof Order.Restore) {
            books.change(state -> state.restoring(Optional.empty()));
            notBrought();
        }
        if (isForUpdate(order)) {
            isNotCopied(sentence);
        }
        books.write(
                new Noticed(
                        clock.instant(),
                        order instanceof Order.Restore
                                ? Attempts.RESTORE_FAILED
                                : Activities.COPY_FAILED,
                        Optional.of(sentence)));
    }

    private void ended() {
        running = Optional.empty();
        hush = hush.map(now -> new Hush(now.stops(), Phase.OVER, now.until()));
        glance = desk.glance();
    }

    /// Hears what the loop does next.
    void follows(Step step) {
        if (hush.isEmpty()) {
            return;
        }
        var now = hush.get();
        if (step instanceof CopyStep.StandStill && now.phase() == Phase.ASKED) {
            if (tried) { // it was done once, and did not help
                running.ifPresent(this::refuse);
            }
            tried = true;
        } else if (step instanceof Step.HoldStill && now.phase() == Phase.ASKED) {
            hush =
                    Optional.of(
                            new Hush(now.stops(), Phase.HELD, clock.instant().plus(length(now))));
            running.ifPresent(one -> one.errand().answer(true));
        } else if (now.phase() == Phase.ASKED
                && !(step instanceof Step.Stop)
                && !clock.instant().isBefore(asked.plus(CLUELESS))) {
            running.ifPresent(this::refuse); // nobody can tell whether it runs
        } else if (now.phase() == Phase.HELD && !(step instanceof Step.HoldStill)) {
            hush = Optional.of(new Hush(now.stops(), Phase.OVER, now.until())); // no longer
        } else if (now.phase() == Phase.OVER) {
            hush = Optional.empty(); // whatever is left to do goes its usual way
        }
    }

    private Duration length(Hush now) {
        if (running.filter(one -> isForSwap(one.order())).isPresent()) {
            return RESTORE;
        }
        return now.stops() ? STOP : PAUSE;
    }

    /// How long the loop may wait: progress is told, and deadlines are kept.
    Duration atMost(Duration pause) {
        return running.isPresent() && pause.compareTo(TELLING) > 0 ? TELLING : pause;
    }

    /// The service did not come up with a copy: said so, until something else is done.
    void wentBack() {
        trouble =
                Optional.of(
                        "Your assistant did not get ready with this safety copy, so its data is again"
                                + " what it was.");
    }

    /// A newer release did not come up: likewise.
    void wentBackFrom(String release) {
        retry = Optional.empty();
        trouble = Optional.of(UpdateTrouble.WENT_BACK.with(release));
    }

    /// The order to make a copy that a person asked for.
    static Order byHand() {
        return new Order.Make(Reason.HAND);
    }

    /// The order that a restore begins with; empty where its name is none.
    static Optional<Order> restoring(String copy) {
        return CopyId.parse(copy).map(Order.Restore::new);
    }
}
