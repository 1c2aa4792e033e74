package dev.berth.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Activity;
import dev.berth.runtime.StatusJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `open`, `logs` and `journal`.
@Timeout(20)
final class ReadingVerbsTest {
    private static final String ADDRESS = "http://127.0.0.1:18789/#token=0123abc&x='%22";
    private static final Activity ACTIVITY =
            new Activity(
                    "a1",
                    Instant.parse("2026-11-20T22:15:04.120Z"),
                    "person",
                    "start",
                    "Starting your assistant",
                    Optional.empty(),
                    "done",
                    Optional.of("a detail"));
    private final ScriptedKeeper keeper = new ScriptedKeeper(ScriptedKeeper.READY);
    private TestDesk desk;

    @BeforeEach
    void layOut(@TempDir Path root) {
        desk = new TestDesk(root);
    }

    @Test
    void theAddressIsPrintedOnRequest() {
        keeper.address = Optional.of(URI.create(ADDRESS));
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("open", "--print")).isEqualTo(0);
        assertThat(desk.said()).containsExactly(ADDRESS);
    }

    @Test
    void theBrowserGetsAPageOfTheOwnersThatDoesNotStay() throws IOException {
        keeper.address = Optional.of(URI.create(ADDRESS));
        desk.keeper = Optional.of(keeper);
        var shown = new ArrayList<Path>();
        desk.browser =
                page -> {
                    shown.add(page);
                    assertThat(page.toString()).doesNotContain("0123abc");
                    try {
                        assertThat(Files.getPosixFilePermissions(page))
                                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
                        assertThat(Files.getPosixFilePermissions(page.getParent()))
                                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
                        assertThat(Files.readString(page))
                                .contains(
                                        "url=http://127.0.0.1:18789/#token=0123abc&amp;x=&#39;%22\"");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return true;
                };

        assertThat(desk.berth("open")).isEqualTo(0);
        assertThat(shown).singleElement().satisfies(page -> assertThat(page).doesNotExist());
        assertThat(desk.out + "" + desk.err).doesNotContain("0123abc");
    }

    @Test
    void withoutABrowserTheWayOnIsSaidAndNoPageStays() throws IOException {
        keeper.address = Optional.of(URI.create(ADDRESS));
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("open")).isEqualTo(1);
        assertThat(desk.complained()).singleElement().asString().contains("berth open --print");
        try (var left = Files.list(desk.home.run())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatIsNotReadyIsNotOpened() {
        assertThat(desk.berth("open")).isEqualTo(31);

        desk.keeper = Optional.of(new ScriptedKeeper(ScriptedKeeper.STARTING));
        assertThat(desk.berth("open", "--print")).isEqualTo(10);
        assertThat(desk.said()).isEmpty();
        assertThat(desk.complained()).hasSize(2);
    }

    @Test
    void theLogIsShownWithoutSteeringTheTerminal() {
        keeper.log = List.of("plain", "\u001b[31mred\u001b[0m \u0007bell");
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("logs")).isEqualTo(0);
        assertThat(desk.said()).containsExactly("plain", "red  bell");
    }

    @Test
    void theLogIsFollowedUntilTheKeeperEnds() {
        keeper.log = List.of("one");
        keeper.onWatch = List.of(ScriptedKeeper.NOT_RUNNING);
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("logs", "-f", "-n", "5")).isEqualTo(0);
        assertThat(desk.said()).containsExactly("one");
    }

    @Test
    void withoutAKeeperWhatWasKeptIsShown() {
        desk.keptLog = List.of("kept");
        desk.keptActivity = List.of(ACTIVITY);

        assertThat(desk.berth("logs")).isEqualTo(0);
        assertThat(desk.berth("journal", "--json")).isEqualTo(0);
        assertThat(desk.said()).containsExactly("kept", StatusJson.write(ACTIVITY));
    }

    @Test
    void theJournalIsToldToPeople() {
        keeper.activity = List.of(ACTIVITY);
        desk.keeper = Optional.of(keeper);

        assertThat(desk.berth("journal")).isEqualTo(0);
        assertThat(desk.said())
                .singleElement()
                .asString()
                .endsWith("  done       Starting your assistant (person)");
    }
}
