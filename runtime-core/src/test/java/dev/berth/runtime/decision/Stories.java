package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.OURS;
import static dev.berth.runtime.decision.Given.RUN;

import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What may have happened before, as journal lines.
final class Stories {

    private Stories() {}

    static Fell fell(Instant at, String key) {
        return new Fell(at, key, FallCause.EXITED, Optional.of("exit code 1"));
    }

    /// So many falls, a second apart, the last one then.
    static List<JournalEntry> falls(int count, Instant last) {
        var told = new ArrayList<JournalEntry>();
        for (int i = 0; i < count; i++) {
            told.add(fell(last.minusSeconds(count - 1L - i), "fall " + i));
        }
        return told;
    }

    /// So many falls, the last one long enough ago for any back-off to be over.
    static History fallen(int count) {
        return History.of(falls(count, NOW.minus(Duration.ofMinutes(15))));
    }

    static History ladderSpent() {
        return fallen(6);
    }

    static History givenUp() {
        return fallen(18);
    }

    static History repaired() {
        return givenUp().with(new Asked(NOW.minusSeconds(1), "repair"));
    }

    /// Ready was proven for our present run.
    static History proven() {
        return History.none()
                .with(new Proved(RUN.plusSeconds(5), OURS.value(), RUN, OptionalInt.empty()));
    }

    /// We stopped the container a minute ago.
    static History stopped() {
        return History.none()
                .with(new Began("1", NOW.minusSeconds(61), Trigger.PERSON, "stop", OURS.value()))
                .with(
                        new Ended(
                                "1",
                                NOW.minusSeconds(60),
                                "stop",
                                OURS.value(),
                                Outcome.DONE,
                                Optional.empty()));
    }

    /// That many stops in a row are said to have succeeded.
    static History stoppedInVain(int times) {
        var history = History.none();
        for (int i = 0; i < times; i++) {
            var at = NOW.minusSeconds(30 - i);
            history =
                    history.with(new Began("v" + i, at, Trigger.RECOVERY, "stop", OURS.value()))
                            .with(
                                    new Ended(
                                            "v" + i,
                                            at,
                                            "stop",
                                            OURS.value(),
                                            Outcome.DONE,
                                            Optional.empty()));
        }
        return history;
    }

    /// Three stops in a row failed.
    static History unstoppable() {
        var history = History.none();
        for (int i = 0; i < 3; i++) {
            history = history.with(failed("stop", OURS.value(), NOW.minusSeconds(30 - i)));
        }
        return history;
    }

    /// This could not be cleaned a moment ago.
    static History uncleaned(CleanUp item) {
        return History.none().with(failed("clean-up", item.toString(), NOW.minusSeconds(1)));
    }

    static Ended failed(String step, String subject, Instant at) {
        return new Ended(
                "f" + at, at, step, subject, Outcome.FAILED, Optional.of("UNCLASSIFIED: no"));
    }

    /// The key under which the end of this run is noted.
    static String keyOf(ContainerState.Exited exited) {
        return "exit " + exited.id().brief() + " " + exited.at();
    }

    /// This end was noted, after so many earlier falls.
    static History noted(ContainerState.Exited exited, FallCause cause, int earlier) {
        return History.of(falls(earlier, exited.at().minusSeconds(5)))
                .with(new Fell(exited.at(), keyOf(exited), cause, Optional.empty()));
    }

    /// The present run was found to serve badly, so long ago.
    static History runCondemned(FallCause cause, Duration ago) {
        return History.none()
                .with(
                        new Fell(
                                NOW.minus(ago),
                                "run " + OURS.brief() + " " + RUN,
                                cause,
                                Optional.empty()));
    }
}
