package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.app.tray.Choice;
import dev.berth.app.tray.Picture;
import dev.berth.app.tray.Tray;
import dev.berth.app.tray.TrayView;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import dev.berth.runtime.Screens.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A bare `berth`: the keeper on a desktop, and what a second start does.
@Timeout(60)
final class DesktopStartTest {
    private static final long SECONDS = 20;

    private final BlockingQueue<Integer> exit = new LinkedBlockingQueue<>();
    private final ScriptedKeeper keeper = new ScriptedKeeper(ScriptedKeeper.READY);
    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path root) {
        desk = new TestDesk(root);
        desk.opening = new Opening.Supervising(keeper);
    }

    @AfterEach
    void letItEnd() {
        keeper.end.countDown();
    }

    private Tray.Listener start(String... arguments) throws InterruptedException {
        Thread.ofVirtual().start(() -> exit.add(desk.berth(arguments)));
        return next(desk.desktop.listeners);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("waited in vain");
        }
        return next;
    }

    private TrayView viewWith(Predicate<TrayView> wanted) throws InterruptedException {
        var view = next(desk.desktop.views);
        while (!wanted.test(view)) {
            view = next(desk.desktop.views);
        }
        return view;
    }

    @Test
    void theIconComesFirstAndFollowsTheState() throws Exception {
        start("--hidden");

        assertThat(next(desk.desktop.views).picture()).isEqualTo(Picture.STARTING);
        viewWith(view -> view.picture() == Picture.READY);
        keeper.publish(ScriptedKeeper.NEEDS_ATTENTION);
        viewWith(view -> view.picture() == Picture.NEEDS_ATTENTION);
        keeper.publish(ScriptedKeeper.PAUSED);
        viewWith(view -> view.picture() == Picture.PAUSED);
    }

    @Test
    void theIconTurnsWhileOnTheWay() throws Exception {
        start("--hidden");
        viewWith(view -> view.picture() == Picture.READY);
        keeper.publish(ScriptedKeeper.STARTING);

        viewWith(view -> view.picture() == Picture.STARTING && view.frame() > 0);
    }

    @Test
    void aHiddenStartShowsNoWindow() throws Exception {
        var clicks = start("--hidden");
        clicks.chosen(Choice.SETTINGS);
        assertThat(next(keeper.shown)).as("the first of all").isEqualTo(View.SETTINGS);
    }

    @Test
    void aStartAtSignInShowsNoWindow() throws Exception {
        var clicks = start("--sign-in");
        clicks.chosen(Choice.SETTINGS);
        assertThat(next(keeper.shown)).as("the first of all").isEqualTo(View.SETTINGS);
    }

    @Test
    void atSignInNoKeeperIsMadeWhereTheDiskDoesNotCome() {
        desk.disk = false;

        assertThat(desk.berth("--sign-in")).isEqualTo(1);

        assertThat(desk.err.toString()).contains("Connect the disk").hasLineCount(1);
        assertThat(desk.desktop.listeners).as("icons").isEmpty();
    }

    @Test
    void aPersonsOwnStartWaitsForNoDisk() throws Exception {
        desk.disk = false;
        start("--hidden");
    }

    @Test
    void anyOtherStartShowsTheWindow() throws Exception {
        start();
        assertThat(next(keeper.shown)).isEqualTo(View.STATE);
    }

    @Test
    void whatIsChosenIsAsked() throws Exception {
        var clicks = start("--hidden");
        clicks.chosen(Choice.RESET);
        assertThat(next(keeper.shown)).isEqualTo(View.RESET);
        clicks.chosen(Choice.SET_UP);
        assertThat(next(keeper.shown)).isEqualTo(View.STATE);
        clicks.chosen(Choice.REPAIR);
        assertThat(next(keeper.shown)).isEqualTo(View.STATE);
        assertThat(keeper.asked).containsExactly(new Command.Repair());
        viewWith(view -> view.items().stream().noneMatch(DesktopStartTest::offersRepair));
    }

    private static boolean offersRepair(TrayView.Item item) {
        return item instanceof TrayView.Item.Offer(var choice, _, var enabled)
                && choice == Choice.REPAIR
                && enabled;
    }

    @Test
    void openHandsTheBrowserAPageWithoutTheKeyInItsName() throws Exception {
        keeper.address = Optional.of(URI.create("http://127.0.0.1:18789/#token=secret"));
        var pages = new LinkedBlockingQueue<String>();
        desk.browser =
                page -> {
                    try {
                        pages.add(page + "\n" + Files.readString(page));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return true;
                };
        start("--hidden").chosen(Choice.OPEN);

        var page = next(pages).split("\n", 2);
        assertThat(page[0]).doesNotContain("secret");
        assertThat(page[1]).contains("#token=secret");
    }

    @Test
    void whereNoBrowserTakesThePageTheWindowSaysSo() throws Exception {
        keeper.address = Optional.of(URI.create("http://127.0.0.1:18789/#token=secret"));
        start("--hidden").chosen(Choice.OPEN);
        assertThat(next(keeper.shown)).isEqualTo(View.STATE);
    }

    @Test
    void theKeeperHearsWhetherTheIconCanBeSeen() throws Exception {
        var panel = start("--hidden");
        panel.present(true);
        assertThat(next(keeper.trayPresent)).isTrue();
        panel.present(false);
        assertThat(next(keeper.trayPresent)).isFalse();
    }

    @Test
    void theWindowIsOpenedAsTheKeeperAsks() throws Exception {
        start("--hidden");
        viewWith(view -> view.picture() == Picture.READY);
        keeper.windowOpener.orElseThrow().accept(View.LOG);
        assertThat(desk.desktop.opened).containsExactly(View.LOG);
    }

    @Test
    void quitEndsTheWindowAndTheIcon() throws Exception {
        keeper.endingWhenAsked();
        start("--hidden").chosen(Choice.QUIT);

        assertThat(next(exit)).isZero();
        assertThat(keeper.asked).containsExactly(new Command.Quit());
        assertThat(desk.desktop.windowsEnded).isTrue();
        assertThat(desk.desktop.left).isTrue();
        assertThat(keeper.closed).isTrue();
    }

    @Test
    void theEndOfTheSessionQuits() throws Exception {
        keeper.endingWhenAsked();
        start("--hidden");
        next(desk.lastActs).act(false);
        assertThat(next(exit)).isZero();
        assertThat(keeper.asked).containsExactly(new Command.Quit());
    }

    @Test
    void aSecondStartRaisesTheWindow() throws Exception {
        desk.keeper = Optional.of(keeper);
        assertThat(desk.berth()).isZero();
        assertThat(next(keeper.shown)).isEqualTo(View.STATE);
        assertThat(desk.desktop.listeners).as("no second icon").isEmpty();
        assertThat(desk.berth("--hidden")).isZero();
        assertThat(keeper.shown).isEmpty();
    }

    @Test
    void aKeeperWithoutAScreenIsGivenAWindowByTheSecondStart() {
        desk.keeper = Optional.of(keeper);
        keeper.hasWindow = false;
        assertThat(desk.berth()).isZero();
        assertThat(desk.desktop.opened).containsExactly(View.STATE);
        assertThat(desk.desktop.windowsLeft).isTrue();
    }

    @Test
    void withoutAScreenItRunsInTheTerminal() {
        desk.desktop.screen = false;
        keeper.end.countDown();
        assertThat(desk.berth()).isZero();
        assertThat(desk.said()).first().asString().contains("no screen");
        assertThat(desk.said()).hasSize(2);
        assertThat(desk.desktop.listeners).isEmpty();
    }

    @Test
    void aHomeThatCannotBeUsedIsSaidSo() {
        desk.opening = new Opening.Refused("The folder is not yours.");
        assertThat(desk.berth()).isEqualTo(1);
        assertThat(desk.complained()).isEqualTo(List.of("The folder is not yours."));
        assertThat(desk.desktop.left).isTrue();
        assertThat(desk.desktop.refusals)
                .as("whoever clicked twice sees no terminal")
                .containsExactly("The folder is not yours.");
        assertThat(desk.desktop.windowsLeft).isTrue();

        assertThat(desk.berth("--hidden")).isEqualTo(1);
        assertThat(desk.desktop.refusals).as("nobody waits for a window").hasSize(1);
    }

    @Test
    void aNewerProgramIsHandedTheHomeWithoutATouchOfTheService() throws Exception {
        desk.keeperOnceStarted = Optional.of(new ScriptedKeeper(ScriptedKeeper.READY));
        start("--hidden");
        next(desk.whenReplaced).run();

        assertThat(next(exit)).isZero();
        assertThat(desk.started).isEqualTo(1);
        assertThat(keeper.closed).isTrue();
        assertThat(keeper.asked).isEmpty();
        assertThat(desk.desktop.windowsLeft).as("the window looks for the next keeper").isTrue();
        assertThat(desk.desktop.windowsEnded).isFalse();
    }

    @Test
    void whatIsUnderWayIsNotCutShortByANewerProgram() throws Exception {
        desk.keeperOnceStarted = Optional.of(new ScriptedKeeper(ScriptedKeeper.READY));
        var busy = new ScriptedKeeper(ScriptedKeeper.STARTING);
        desk.opening = new Opening.Supervising(busy);
        start("--hidden");
        next(desk.whenReplaced).run();
        busy.publish(ScriptedKeeper.STARTING);
        assertThat(busy.closed).isFalse();

        busy.publish(ScriptedKeeper.NEEDS_ATTENTION);
        assertThat(next(exit)).isZero();
        assertThat(busy.closed).isTrue();
    }

    @Test
    void aNewerProgramThatDoesNotComeUpCostsNothing() throws Exception {
        desk.diesAtOnce = true;
        start("--hidden");
        var replaced = next(desk.whenReplaced);
        var again = new ScriptedKeeper(ScriptedKeeper.PAUSED);
        desk.opening = new Opening.Supervising(again);
        replaced.run();

        next(desk.desktop.listeners);
        viewWith(view -> view.picture() == Picture.PAUSED);
        assertThat(exit).isEmpty();
        assertThat(again.shown).as("nobody asked for a window").isEmpty();
        again.close();
        assertThat(next(exit)).isZero();
    }
}
