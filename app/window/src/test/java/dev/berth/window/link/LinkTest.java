package dev.berth.window.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.window.Samples;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.link.Act.Run;
import dev.berth.window.link.Act.Verb;
import dev.berth.window.link.Outlook.Errand;
import dev.berth.window.link.Outlook.Sight;
import dev.berth.window.link.ScriptedChoices.Chosen;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class LinkTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Ask REPAIR = new Ask(new Command.Repair());
    private static final Run START = new Run(Verb.START);
    private static final Run OPEN = new Run(Verb.OPEN);

    private final ScriptedSearch search = new ScriptedSearch();
    private final BlockingQueue<Verb> verbs = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<String>> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outlook> outlooks = new LinkedBlockingQueue<>();
    private Optional<Link> begun = Optional.empty();

    @AfterEach
    void close() throws InterruptedException {
        if (begun.isPresent()) {
            begun.get().close();
            assertThat(begun.get().awaitEnd(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void tellsWhatTheKeeperTells() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.ready());
        search.put(keeper);
        begin(NEVER);

        assertThat(seen()).isEqualTo(Samples.ready());
        keeper.tell(Samples.starting(Stage.RECOVERING));
        assertThat(seen()).isEqualTo(Samples.starting(Stage.RECOVERING));
    }

    @Test
    void saysThatTheConnectionBrokeAndFindsTheNextKeeper() throws InterruptedException {
        var first = new ScriptedBerth(Samples.ready());
        search.put(first);
        begin(AT_ONCE);
        seen();

        search.put(() -> {
            throw new LostContact("It is ending.");
        });
        first.breakOff();
        assertThat(next().sight()).isEqualTo(new Sight.Lost());
        assertThat(next().sight()).isEqualTo(new Sight.Unreachable("It is ending."));
        assertThat(first.isClosed()).isTrue();

        search.put(new ScriptedBerth(Samples.starting(Stage.CHECKING)));
        until(new Sight.Seen(Samples.starting(Stage.CHECKING)));
    }

    @Test
    void aLateWordOfALostKeeperDoesNotCount() throws InterruptedException {
        var first = new ScriptedBerth(Samples.ready());
        search.put(first);
        begin(AT_ONCE);
        seen();
        var second = new ScriptedBerth(Samples.starting(Stage.CHECKING));
        search.put(second);
        first.breakOff();
        until(new Sight.Seen(second.status()));

        first.tell(Samples.ready());
        second.tell(Samples.starting(Stage.PROVING));

        assertThat(seen()).isEqualTo(Samples.starting(Stage.PROVING));
    }

    @Test
    void aKeeperThatIsOnlyBeginningIsNotLost() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.report(new Status.NotRunning()));
        search.put(keeper);
        begin(NEVER);

        assertThat(next().sight()).isEqualTo(new Sight.Beginning());
        keeper.tell(Samples.starting(Stage.CHECKING));
        assertThat(seen()).isEqualTo(Samples.starting(Stage.CHECKING));
    }

    @Test
    void aKeeperThatTookItsLeaveIsNotRunningRatherThanLost() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.starting(Stage.STOPPING));
        search.put(keeper);
        begin(NEVER);
        seen();

        search.put(Optional::empty);
        keeper.tell(Samples.report(new Status.NotRunning()));
        keeper.breakOff();

        assertThat(seen().status()).isEqualTo(new Status.NotRunning());
    }

    @Test
    void looksAgainOftenAndThenEveryFiveSeconds() {
        assertThat(Link.PAUSES).isSorted().endsWith(Duration.ofSeconds(5));
        assertThat(Link.PAUSES.getFirst()).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void theLastPauseCountsForAllFurtherLooks() throws InterruptedException {
        begin(AT_ONCE, NEVER);

        assertThat(seen().status()).isEqualTo(new Status.NotRunning());
        assertThat(seen().status()).isEqualTo(new Status.NotRunning());

        assertThat(outlooks.poll(100, TimeUnit.MILLISECONDS)).isNull();
        assertThat(search.looks()).isEqualTo(2);
    }

    @Test
    void aMistakeOfOursIsSaidAndLookedPast() throws InterruptedException {
        search.put(() -> {
            throw new IllegalStateException("a mistake");
        });
        begin(AT_ONCE);

        assertThat(next().sight())
                .isEqualTo(new Sight.Unreachable("java.lang.IllegalStateException: a mistake"));
        search.put(new ScriptedBerth(Samples.ready()));
        until(new Sight.Seen(Samples.ready()));
    }

    @Test
    void carriesARequestOnceAndSaysWhenItIsSettled() throws InterruptedException {
        var problem = Samples.attention(ProblemKind.NO_ROOM);
        var keeper = new ScriptedBerth(problem);
        search.put(keeper);
        var link = begin(NEVER);
        seen();

        link.press(REPAIR);
        link.press(REPAIR);
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(REPAIR));
        var asked = keeper.asked().take();
        assertThat(asked.command()).isEqualTo(new Command.Repair());
        asked.outcome().complete(problem);

        assertThat(next())
                .isEqualTo(
                        new Outlook(new Sight.Seen(problem), new Errand.Settled(REPAIR, problem)));
        assertThat(keeper.asked()).hasSize(0);
    }

    @Test
    void aRequestIsUnderWayUntilItIsSettledWhateverTheStateMeanwhile() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.report(new Status.Paused()));
        search.put(keeper);
        var link = begin(NEVER);
        seen();
        link.press(REPAIR);
        next();

        keeper.tell(Samples.starting(Stage.CHECKING));
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(REPAIR));
        keeper.asked().take().outcome().complete(Samples.ready());
        assertThat(next().errand()).isEqualTo(new Errand.Settled(REPAIR, Samples.ready()));
        keeper.tell(Samples.ready());
        assertThat(next().errand()).isEqualTo(new Errand.Settled(REPAIR, Samples.ready()));
        keeper.tell(Samples.report(new Status.Paused()));
        assertThat(next().errand()).isEqualTo(new Errand.None());
    }

    @Test
    void whatIsChosenForGoodHoldsBeforeTheRestIsAskedFor() throws InterruptedException {
        var problem = Samples.attention(ProblemKind.ANOTHER_RUNS);
        var keeper = new ScriptedBerth(problem);
        search.put(keeper);
        var link = begin(NEVER);
        seen();
        var always = new Act.Choose(Setting.OTHERS, "always", Optional.of(REPAIR.command()));

        link.press(always);
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(always));
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(REPAIR));
        assertThat(keeper.choices().chosen())
                .containsExactly(new Chosen(Setting.OTHERS, Optional.of("always")));
        keeper.asked().take().outcome().complete(problem);
        assertThat(next().errand()).isEqualTo(new Errand.Settled(REPAIR, problem));
    }

    @Test
    void aChoiceAloneAsksForNothingAndOneThatIsRefusedSaysWhy() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.attention(ProblemKind.ANOTHER_RUNS));
        search.put(keeper);
        var link = begin(NEVER);
        seen();
        var never = new Act.Choose(Setting.OTHERS, "never", Optional.empty());

        link.press(never);
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(never));
        assertThat(next().errand()).isEqualTo(new Errand.Chosen(never));

        keeper.choices().refuse(Setting.OTHERS, Why.SETTINGS_FILE, "It cannot be written.");
        link.press(never);
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(never));
        assertThat(next().errand()).isEqualTo(new Errand.Failed(never, "It cannot be written."));
        assertThat(keeper.asked()).isEmpty();
    }

    @Test
    void whatIsUnderWayCanBeGivenUp() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.starting(Stage.CHECKING));
        search.put(keeper);
        var link = begin(NEVER);
        seen();
        link.press(REPAIR);
        next();
        var giveUp = new Ask(new Command.GiveUp());

        link.press(giveUp);

        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(giveUp));
        keeper.asked().take().outcome().complete(Samples.ready());
        keeper.asked().take().outcome().complete(Samples.ready());
        assertThat(next().errand()).isEqualTo(new Errand.Settled(giveUp, Samples.ready()));
    }

    @Test
    void anotherStateEndsTheTalkOfTheLastAct() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.ready());
        search.put(keeper);
        var link = begin(NEVER);
        seen();
        link.press(OPEN);
        next();
        ends.add(Optional.of("No browser"));
        next();

        keeper.tell(Samples.starting(Stage.CHECKING));

        assertThat(next().errand()).isEqualTo(new Errand.None());
    }

    @Test
    void installsAndSaysHowFarItIs() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.attention(ProblemKind.ENGINE_MISSING));
        search.put(keeper);
        var link = begin(NEVER);
        seen();
        var install = new Act.Install();

        link.press(install);

        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(install));
        var installing = keeper.firstRun().installing().take();
        installing.progress().accept(OptionalDouble.of(0.5));
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(install, OptionalDouble.of(0.5)));
        installing.outcome().complete(new Installation.Declined());
        assertThat(next().errand()).isEqualTo(new Errand.Installed(new Installation.Declined()));
    }

    @Test
    void questionsAreAnsweredAndWhatIsFollowedGoesOnAtTheNextKeeper() throws InterruptedException {
        var first = new ScriptedBerth(Samples.ready());
        first.logged(List.of("one"));
        search.put(first);
        var link = begin(AT_ONCE);
        seen();
        var replies = new LinkedBlockingQueue<Reply<List<String>>>();
        var lines = new LinkedBlockingQueue<String>();

        link.call(berth -> berth.log(10), replies::add);
        assertThat(replies.take()).isEqualTo(new Reply.Got<>(List.of("one")));
        var followed = link.follow(berth -> berth.followLog(10, lines::add));
        assertThat(lines.take()).isEqualTo("one");

        var second = new ScriptedBerth(Samples.ready());
        second.logged(List.of("two"));
        search.put(second);
        first.breakOff();
        assertThat(lines.take()).isEqualTo("two");
        followed.close();
        awaitThat(() -> second.logFollowers() == 0);
    }

    @Test
    void aQuestionThatTheKeeperCannotAnswerIsAnsweredAllTheSame() throws InterruptedException {
        search.put(new ScriptedBerth(Samples.ready()));
        var link = begin(NEVER);
        seen();
        var replies = new LinkedBlockingQueue<Reply<String>>();

        link.call(
                _ -> {
                    throw new LostContact("It ended.");
                },
                replies::add);

        assertThat(replies.take()).isEqualTo(new Reply.Lost<>("It ended."));
    }

    private static void awaitThat(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            Thread.onSpinWait(); // the test has a deadline
        }
    }

    @Test
    void saysWhatWasAnsweredWhenARequestFailed() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.report(new Status.Paused()));
        search.put(keeper);
        var link = begin(NEVER);
        seen();
        link.press(REPAIR);
        next();

        keeper.asked().take().outcome().completeExceptionally(new LostContact("Too busy."));

        assertThat(next().errand()).isEqualTo(new Errand.Failed(REPAIR, "Too busy."));
    }

    @Test
    void aRequestWithoutAKeeperIsAnsweredAtOnce() throws InterruptedException {
        var link = begin(NEVER);
        seen();

        link.press(REPAIR);

        assertThat(next().errand()).isEqualTo(new Errand.None());
    }

    @Test
    void startsBerthThroughTheProgramAndFindsItAtOnce() throws InterruptedException {
        var link = begin(NEVER);
        seen();

        link.press(START);
        assertThat(next().errand()).isEqualTo(new Errand.UnderWay(START));
        assertThat(verbs.take()).isEqualTo(Verb.START);
        search.put(new ScriptedBerth(Samples.starting(Stage.CHECKING)));
        ends.add(Optional.empty());

        until(new Sight.Seen(Samples.starting(Stage.CHECKING)));
    }

    @Test
    void saysWhatTheProgramSaidWhenNoBrowserOpens() throws InterruptedException {
        search.put(new ScriptedBerth(Samples.ready()));
        var link = begin(NEVER);
        seen();

        link.press(OPEN);
        next();
        ends.add(Optional.of("No browser"));

        assertThat(next().errand()).isEqualTo(new Errand.Failed(OPEN, "No browser"));
    }

    @Test
    void closesTheConnectionAtTheEnd() throws InterruptedException {
        var keeper = new ScriptedBerth(Samples.ready());
        search.put(keeper);
        var link = begin(NEVER);
        seen();

        link.close();

        assertThat(link.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(keeper.isClosed()).isTrue();
    }

    private Link begin(Duration... pauses) {
        Program program =
                verb -> {
                    verbs.add(verb);
                    try {
                        return ends.take();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        var link =
                new Link(
                        search,
                        Optional.of(program),
                        List.of(pauses),
                        Runnable::run,
                        outlooks::add);
        begun = Optional.of(link);
        link.begin();
        return link;
    }

    private Outlook next() throws InterruptedException {
        return Objects.requireNonNull(outlooks.poll(10, TimeUnit.SECONDS), "nothing was told");
    }

    private StatusReport seen() throws InterruptedException {
        var sight = next().sight();
        assertThat(sight).isInstanceOf(Sight.Seen.class);
        return ((Sight.Seen) sight).report();
    }

    private void until(Sight sight) throws InterruptedException {
        var told = next();
        while (!told.sight().equals(sight)) {
            told = next();
        }
    }
}
