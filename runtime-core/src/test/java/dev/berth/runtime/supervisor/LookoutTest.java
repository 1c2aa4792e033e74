package dev.berth.runtime.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.StatusReport.Newer;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.source.ReleaseTags;
import dev.berth.runtime.store.JsonOffer;
import dev.berth.runtime.store.Program;
import dev.berth.runtime.store.SettingsCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LookoutTest {
    private static final String ORIGIN = "ghcr.io/openclaw/openclaw";
    private static final Newer SEVEN = Newer.offered("2026.9.7", ORIGIN + ":2026.9.7");

    @TempDir private Path folder;
    private final SetClock clock = new SetClock();
    private final Deque<Runnable> beside = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Optional<List<String>> there = Optional.of(List.of("2026.9.6", "2026.9.7", "latest"));
    private Settings settings = Settings.none().withRelease(ORIGIN + ":2026.9.6");
    private Program program = Program.UNKNOWN;
    private int news;

    /// A clock that stands until it is set.
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration length) {
            now = now.plus(length);
        }
    }

    private Lookout lookout() {
        ReleaseTags tags =
                (reference, _, _) -> {
                    asked.add(reference);
                    return there.map(Answer::got)
                            .orElseGet(() ->
                                    Answer.failed(
                                            new EngineFailure(
                                                    EngineFailure.Kind.NETWORK,
                                                    "look",
                                                    "no connection")));
                };
        return new Lookout(tags, new JsonOffer(folder), clock, () -> news++, beside::add);
    }

    /// As the loop does it: begun in one turn, heard in the next.
    private Newer turns(Lookout lookout) {
        lookout.keep(settings, program, true);
        while (!beside.isEmpty()) {
            beside.poll().run();
        }
        lookout.keep(settings, program, true);
        return lookout.newer();
    }

    @Test
    void aNewerReleaseIsOffered() {
        var lookout = lookout();

        assertThat(turns(lookout)).isEqualTo(SEVEN);
        assertThat(news).isEqualTo(1);
        assertThat(asked).containsExactly(ORIGIN + ":2026.9.6");
    }

    @Test
    void theLoopDoesNotWaitForTheAnswer() {
        var lookout = lookout();

        lookout.keep(settings, program, true);

        assertThat(lookout.isUnderWay()).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void nothingIsLookedForWhileThereIsSomethingElseToDo() {
        lookout().keep(settings, program, false);

        assertThat(beside).isEmpty();
    }

    @Test
    void aDayPassesBetweenLooksAlsoOverARestart() {
        turns(lookout());
        clock.pass(Duration.ofHours(23));
        assertThat(turns(lookout())).isEqualTo(SEVEN);
        assertThat(asked).hasSize(1);

        clock.pass(Duration.ofHours(1));
        turns(lookout());
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLookOfTheFutureIsNoReasonToWait() {
        turns(lookout());
        clock.pass(Duration.ofDays(-30));

        turns(lookout());

        assertThat(asked).hasSize(2);
    }

    @Test
    void aFailureIsSilentAndTriedAgainLater() {
        there = Optional.empty();
        var lookout = lookout();

        assertThat(turns(lookout).unknown().orElse("")).contains("not looked");
        clock.pass(Duration.ofHours(3));
        turns(lookout);
        assertThat(asked).hasSize(1);
        clock.pass(Duration.ofHours(1));
        there = Optional.of(List.of("2026.9.7"));
        assertThat(turns(lookout)).isEqualTo(SEVEN);
    }

    @Test
    void aFailureTakesNoOfferAway() {
        turns(lookout());
        there = Optional.empty();
        clock.pass(Duration.ofDays(2));

        assertThat(turns(lookout())).isEqualTo(SEVEN);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoAsksIsToldOfTheFailure() {
        there = Optional.empty();
        var lookout = lookout();

        lookout.ask(settings, program);

        assertThat(turns(lookout).unknown().orElse("")).contains("later", "no connection");
    }

    @Test
    void whoeverForbadeItIsObeyedUnlessAsking() {
        settings =
                SettingsCodec.with(settings, Setting.UPDATES, Optional.of("never")).orElseThrow();
        var lookout = lookout();
        turns(lookout);
        assertThat(asked).isEmpty();

        lookout.ask(settings, program);

        assertThat(turns(lookout)).isEqualTo(SEVEN);
    }

    @Test
    void theOfferIsGoneWhenItIsUsed() {
        var lookout = lookout();
        turns(lookout);

        settings = settings.withRelease(ORIGIN + ":2026.9.7@sha256:" + "a".repeat(64));

        assertThat(turns(lookout)).isEqualTo(Newer.none());
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatDidNotComeUpIsNotOfferedAgain() {
        var lookout = lookout();
        assertThat(turns(lookout)).isEqualTo(SEVEN);

        program = program.inVain("2026.9.7");

        assertThat(turns(lookout)).isEqualTo(Newer.none());
    }

    @Test
    void anotherSourceIsLookedAtAfresh() {
        var lookout = lookout();
        turns(lookout);

        settings = settings.withRelease("example.org/assistant:2026.9.1");
        turns(lookout);

        assertThat(asked).hasSize(2);
    }

    @Test
    void whatUsedTheDataLastIsOlderThanNothingThatIsOffered() {
        program = Program.UNKNOWN.usedBy("2026.9.7");

        assertThat(turns(lookout())).isEqualTo(Newer.none());
    }

    @Test
    void aNameWithoutAVersionIsComparedByWhatUsedTheData() {
        settings = Settings.none().withRelease(ORIGIN + ":latest");
        assertThat(turns(lookout()).unknown()).isPresent();
        assertThat(asked).isEmpty();

        program = Program.UNKNOWN.usedBy("2026.9.6");
        assertThat(turns(lookout())).isEqualTo(SEVEN);
    }

    @Test
    void whatCameFromAFileIsLookedForNowhere() {
        settings = settings.withRelease(ORIGIN + ":2026.9.6", Optional.of(folder.resolve("a.tar")));
        var lookout = lookout();

        lookout.ask(settings, program);

        assertThat(turns(lookout).unknown().orElse("")).contains("--image-file");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost/openclaw:2026.9.6",
                "ghcr.io/openclaw/openclaw@sha256:"
                        + "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void whatNamesNoSourceIsLookedForNowhere(String reference) {
        settings = Settings.none().withRelease(reference);
        program = Program.UNKNOWN.usedBy("2026.9.6");
        var lookout = lookout();

        lookout.ask(settings, program);

        assertThat(turns(lookout).unknown().orElse("")).contains("--image NAME");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"schema\":1}", "{\"schema\":1,\"origin\":5}"})
    void aSpoiledNoteIsAskedAnew(String text) throws IOException {
        Files.writeString(folder.resolve("newer-release.json"), text);

        assertThat(turns(lookout())).isEqualTo(SEVEN);
    }
}
