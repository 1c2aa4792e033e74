package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The desktop app with a place of its own for the service, from the first double click on: chosen
/// in the first run, fallen and mended, repaired, reset; and no word on the way that only an expert
/// knows.
@Tag("machine")
@ResourceLock("machine")
final class MachineDesktopTest {
    private static final Duration SOON = Await.LONG;
    private static final Duration BACK = Duration.ofMinutes(4);
    private static final String WINDOW = "^Berth$";
    private static final String OWN_PLACE = "What the assistant's own place is made from";
    private static final String PROGRAM = "The assistant's program";

    private final Set<String> read = new LinkedHashSet<>();

    @Test
    void fromTheFirstRunToTheReset() throws Exception {
        try (var session = DesktopSession.withPanel();
                var lab = MachineLab.open();
                var home = lab.home()) {
            home.settings(
                    "\"port\":%d,\"machineCpus\":2,\"machineMemoryMiB\":2048"
                            .formatted(TestHome.freePort()));
            home.startFromDesktop(session);
            var item = TrayItem.of(session);
            var window = session.window(WINDOW);
            session.awaitPainted(window);
            firstRun(session, window, lab, new FirstRunPages(session, home));
            home.awaitState(0, "ready", MachineLab.FIRST_START);
            reads(item, "Ready");
            session.awaitTurn(window, "own-place-6-ready");
            var machine = lab.our();
            var kept = Files.writeString(home.data().resolve("memory.txt"), "kept");

            MachineLab.kill(lab.hypervisor(machine));
            reads(item, "Starting");
            session.screenshot("own-place-fallen");
            reads(item, "Ready");
            session.screenshot("own-place-back");

            int mark = home.watch().mark();
            item.choose("Repair…"); // finds nothing broken, and breaks nothing
            Await.until("repair", SOON, () -> home.journal().contains("\"repair\""));
            reads(item, "Ready");
            MachineLifeTest.servesItsOwnPage(home);
            Await.until(
                    "end of the repair",
                    SOON,
                    () -> Boolean.TRUE.equals(item.labels().get("Reset…")));
            assertThat(lab.our()).isEqualTo(machine);

            var before = session.picture(window);
            item.choose("Reset…");
            session.awaitOther(window, before);
            session.screenshot("own-place-reset");
            session.press(window, "Return"); // keep my data
            home.awaitState(mark, "not-set-up", BACK);
            Await.until("end of its own place", BACK, () -> lab.ours().isEmpty());
            assertThat(kept).hasContent("kept");
            lab.assertTheirsAreUntouched();

            item.labels().keySet().forEach(read::add);
            read.addAll(home.watch().words());
            assertThat(read).hasSizeGreaterThan(8).noneMatch(forbidden().asPredicate());
        }
    }

    private static void firstRun(
            DesktopSession session, String window, MachineLab lab, FirstRunPages first)
            throws Exception {
        session.awaitTurn(window, "own-place-1-welcome");
        session.press(window, "alt+p"); // wall it off completely
        session.awaitTurn(window, "own-place-2-walled-off");
        choose(session, window, "alt+e", OWN_PLACE, lab.guest());
        choose(session, window, "alt+f", PROGRAM, Surroundings.fixture().archive());
        session.awaitTurn(window, "own-place-3-files");
        first.turn(window, "alt+n", "provider");
        session.awaitTurn(window, "own-place-4-provider");
        session.press(window, "Down", "Down", "Down", "Down", "Down", "Down"); // later
        first.turn(window, "Return", "options");
        session.awaitTurn(window, "own-place-5-options");
        first.turn(window, "alt+u", "progress");
    }

    private static void choose(
            DesktopSession session, String window, String keys, String title, Path file)
            throws Exception {
        session.press(window, keys);
        var chooser = session.window(title);
        session.type(chooser, "/"); // brings the field for a path, which loses what comes too soon
        session.picture(chooser);
        session.type(chooser, file.toString().substring(1));
        session.press(chooser, "alt+o");
        session.awaitNoWindow(title);
    }

    private void reads(TrayItem item, String begin) throws Exception {
        item.awaitState(begin, BACK);
        read.addAll(item.labels().keySet());
    }

    private static Pattern forbidden() throws Exception {
        var words =
                Files.readAllLines(Surroundings.forbiddenWords()).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        return Pattern.compile(
                "\\b(" + String.join("|", words) + ")\\b",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
