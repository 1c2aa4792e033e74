package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Settings.Look;
import dev.berth.window.copies.ScriptedCopies;
import dev.berth.window.face.WindowWords;
import dev.berth.window.link.ScriptedBerth;
import dev.berth.window.link.ScriptedSearch;
import dev.berth.window.reset.ScriptedBelongings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The thread that a person's clicks wait for: what it does in a walk through the whole window.
@Timeout(120)
@ExtendWith({ApplicationExtension.class, OwnWindows.class})
final class JavaFxThreadTest {
    private static final String NAME = "JavaFX Application Thread";
    private static final List<String> WAITS =
            List.of(
                    "jdk.FileRead",
                    "jdk.FileWrite",
                    "jdk.FileForce",
                    "jdk.SocketRead",
                    "jdk.SocketWrite",
                    "jdk.JavaMonitorEnter",
                    "jdk.JavaMonitorWait",
                    "jdk.ThreadPark",
                    "jdk.ThreadSleep");

    @TempDir private Path folder;

    private final ScriptedBerth keeper = new ScriptedBerth(Samples.ready());
    private final ScriptedSearch search = new ScriptedSearch();
    private final BerthWindow window =
            new BerthWindow(
                    search,
                    Optional.of(_ -> Optional.empty()),
                    List.of(Duration.ofMillis(20)),
                    new Opening(
                            View.STATE,
                            Look.system(),
                            language -> WindowWords.in(language, Locale.ENGLISH, ZoneOffset.UTC),
                            InstantSource.system(),
                            new ScriptedCopies(),
                            "0.1.0",
                            ScriptedDoctor::new,
                            new ScriptedBelongings()));

    @SuppressWarnings("NullAway.Init")
    private javafx.stage.Stage stage;

    @Start
    void open(javafx.stage.Stage on) {
        stage = on;
        keeper.logged(IntStream.range(0, 500).mapToObj(i -> "line " + i).toList());
        search.put(keeper);
        window.open(on);
        window.begin();
    }

    @AfterEach
    void close() {
        window.bidFarewell();
    }

    @Test
    void neverWaitsForAFileASocketOrALock() throws IOException {
        walk(); // loads classes, style sheets and texts
        walk();
        var file = folder.resolve("walk.jfr");
        try (var recording = new Recording()) {
            WAITS.forEach(
                    name -> recording.enable(name).withThreshold(Duration.ZERO).withStackTrace());
            recording.start();
            walk();
            recording.stop();
            recording.dump(file);
        }

        assertThat(Files.size(file)).isPositive();
        assertThat(RecordingFile.readAllEvents(file).stream().filter(JavaFxThreadTest::isOurs))
                .isEmpty();
    }

    /// The loop of JavaFX itself waits for what comes; ours is what our code is part of.
    private static boolean isOurs(RecordedEvent event) {
        var thread = event.getThread();
        var stack = event.getStackTrace();
        return thread != null
                && NAME.equals(thread.getJavaName())
                && stack != null
                && stack.getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(type ->
                                type.startsWith("dev.berth.")
                                        && !type.startsWith("dev.berth.window.JavaFxThreadTest"));
    }

    @Test
    void neverWorksLongInOneGo() {
        walk();
        walk();
        walk();
        var meter = new WorkMeter();
        onFxThread(() -> {
            meter.start();
            return true;
        });

        walk();

        onFxThread(() -> {
            meter.stop();
            return true;
        });
        assertThat(meter.longest()).isBetween(Duration.ofNanos(1), Duration.ofMillis(50));
    }

    /// Through the pages and the states, as a person and a keeper would.
    private void walk() {
        for (var name : List.of("Activity", "Log", "Settings", "Status")) {
            onFxThread(() -> {
                toggle(name).fire();
                return true;
            });
            settle();
            if (name.equals("Settings")) {
                Stand.await(() -> !((CheckBox) lookup("#notifications")).isDisabled());
                onFxThread(() -> {
                    ((CheckBox) lookup("#notifications")).fire();
                    return true;
                });
                Stand.await(() -> !lookup("#notifications").isDisabled());
            }
        }
        for (var report :
                List.of(
                        Samples.starting(Samples.fetching()),
                        Samples.starting(Stage.PROVING),
                        Samples.attention(ProblemKind.KEEPS_STOPPING, "one", "two"),
                        Samples.ready())) {
            keeper.tell(report);
            settle();
        }
    }

    /// Until what was asked for is answered, laid out and painted.
    private static void settle() {
        for (int pulses = 0; pulses < 3; pulses++) {
            WorkMeter.awaitPulse();
        }
    }

    private ToggleButton toggle(String name) {
        return stage.getScene().getRoot().lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(toggle -> toggle.getText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private javafx.scene.Node lookup(String selector) {
        return stage.getScene().lookup(selector);
    }
}
