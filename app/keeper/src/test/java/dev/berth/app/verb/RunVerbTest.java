package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class RunVerbTest {
    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path root) {
        desk = new TestDesk(root);
    }

    @Test
    void eachChangeIsSaidOnceUntilTheEnd() {
        var keeper = new ScriptedKeeper(ScriptedKeeper.STARTING);
        keeper.onWatch =
                List.of(
                        ScriptedKeeper.STARTING,
                        ScriptedKeeper.READY,
                        ScriptedKeeper.READY,
                        ScriptedKeeper.NEEDS_ATTENTION);
        keeper.end.countDown();
        desk.opening = new Opening.Supervising(keeper);

        assertThat(desk.berth("run")).isEqualTo(0);
        assertThat(desk.said())
                .hasSize(3)
                .startsWith(
                        "Starting: Fetching the assistant (42 %)",
                        "Ready: http://127.0.0.1:18789/");
        assertThat(desk.logs).containsExactly("keeper.log");
        assertThat(keeper.closed).isTrue();
        assertThat(desk.lastActs).as("taken back").isEmpty();
    }

    @Test
    void aSignalQuits() throws InterruptedException {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY).endingWhenAsked();
        desk.opening = new Opening.Supervising(keeper);
        var run = Thread.ofVirtual().start(() -> desk.berth("run"));

        desk.lastActs.take().act(false);

        assertThat(keeper.asked).containsExactly(new Command.Quit());
        run.join();
    }

    @Test
    void theEndOfTheComputerIsPassedOn() throws InterruptedException {
        var keeper = new ScriptedKeeper(ScriptedKeeper.READY).endingWhenAsked();
        desk.opening = new Opening.Supervising(keeper);
        var run = Thread.ofVirtual().start(() -> desk.berth("run"));

        desk.lastActs.take().act(true);

        assertThat(keeper.asked).containsExactly(new Command.Quit(true));
        run.join();
    }

    @Test
    void aSecondRunSaysSo() {
        desk.opening = new Opening.HeldBy(4711);

        assertThat(desk.berth("run")).isEqualTo(1);
        assertThat(desk.complained())
                .containsExactly(
                        "Berth is running already (process 4711). See how it goes with: berth status");
    }

    @Test
    void aHomeThatCannotBeUsedIsSaidSo() {
        desk.opening = new Opening.Refused("The folder is not yours.");

        assertThat(desk.berth("run")).isEqualTo(1);
        assertThat(desk.complained()).containsExactly("The folder is not yours.");
    }
}
