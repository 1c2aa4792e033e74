package dev.berth.runtime.story;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.Episode;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import dev.berth.runtime.supervisor.Activities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Folds the journal into episodes. A fall and the Ready after it are one, and so are falls that
/// come one after the other; so are trouble and its end, and what a person asked for and what came
/// of it. Of the steps in between only those are told that nothing else tells.
public final class Story {

    /// Steps that say something to a person though nobody asked for them by name.
    private static final List<String> TELLING =
            List.of(
                    "fetch-release",
                    "load-release",
                    "readdress",
                    "revive-engine",
                    "create-machine",
                    "remove-machine",
                    "resize-machine",
                    "move",
                    "take-away",
                    "stop-other",
                    "clean-up");

    /// Falls this close to each other are one story although Ready was proven in between.
    private static final Duration AGAIN = Duration.ofMinutes(2);

    /// Several parts of one thing, told once.
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final List<Episode> told = new ArrayList<>();
    private final Map<Plane, Troubled> troubles = new EnumMap<>(Plane.class);
    private Optional<Falling> falling = Optional.empty();
    private Optional<Asking> asking = Optional.empty();
    private Optional<Woke> woke = Optional.empty();

    private Story() {}

    /// The episodes that these lines tell, in the order in which they began.
    ///
    /// @param entries oldest first
    public static List<Episode> of(List<JournalEntry> entries) {
        var story = new Story();
        entries.forEach(story::take);
        story.end();
        return story.told.stream().sorted(Comparator.comparing(Episode::at)).toList();
    }

    /// Falls that are not over, or were only just.
    ///
    /// @param ready when Ready was proven again
    private record Falling(Fell first, int times, Optional<Instant> ready) {}

    /// Something asked for that nothing was seen to come of yet.
    private record Asking(Asked asked, boolean wantsReady) {}

    private void take(JournalEntry entry) {
        switch (entry) {
            case Fell fell -> fell(fell);
            case Proved proved -> ready(proved.at());
            case Asked asked -> asked(asked);
            case Woke begun -> woke(begun);
            case Troubled trouble -> troubles.putIfAbsent(trouble.plane(), trouble);
            case Recovered(var at, var plane) -> recovered(at, plane);
            case Ended ended -> ended(ended);
            case Noticed(var at, var what, _) -> noticed(at, what);
            case Began _ -> {} // its end tells it
        }
    }

    // -- falls

    private void fell(Fell fell) {
        var goesOn =
                falling.filter(one ->
                        one.ready().isEmpty()
                                || Duration.between(one.ready().get(), fell.at()).compareTo(AGAIN)
                                        < 0);
        if (goesOn.isEmpty()) {
            closeFalling();
        }
        falling =
                Optional.of(
                        goesOn.map(one ->
                                        new Falling(one.first(), one.times() + 1, Optional.empty()))
                                .orElseGet(() -> new Falling(fell, 1, Optional.empty())));
    }

    private void ready(Instant at) {
        if (falling.filter(one -> one.ready().isEmpty()).isPresent()) {
            falling = falling.map(one -> new Falling(one.first(), one.times(), Optional.of(at)));
            asking = asking.filter(one -> !one.wantsReady());
            return;
        }
        if (asking.filter(Asking::wantsReady).isPresent()) {
            var asked = asking.get().asked();
            asking = Optional.empty();
            closeWaking(); // it did not get ready by itself
            tell(
                    asked.at(),
                    Optional.of(at),
                    "You asked Berth to %s; it was ready after %s."
                            .formatted(Activities.verb(asked.command()), took(asked.at(), at)),
                    false);
            return;
        }
        if (woke.isPresent()) {
            var begun = woke.get().at();
            woke = Optional.empty();
            tell(
                    begun,
                    Optional.of(at),
                    "Berth was started, and the assistant was ready after %s."
                            .formatted(took(begun, at)),
                    false);
            return;
        }
        tell(at, Optional.empty(), "The assistant was ready.", false);
    }

    private void closeFalling() {
        falling.ifPresent(one -> {
            var what = Activities.text(one.first().cause());
            var times = one.times() == 1 ? "" : ", %d times in a row".formatted(one.times());
            tell(
                    one.first().at(),
                    one.ready(),
                    one.ready()
                            .map(at ->
                                    "%s%s; Berth brought it back in %s."
                                            .formatted(what, times, took(one.first().at(), at)))
                            .orElseGet(() ->
                                    "%s%s; it was not seen ready again.".formatted(what, times)),
                    true);
        });
        falling = Optional.empty();
    }

    // -- what a person asked for

    private void asked(Asked asked) {
        closeAsking();
        var command = asked.command();
        asking =
                Optional.of(
                        new Asking(
                                asked,
                                List.of("start", "restart", "repair", "setup").contains(command)
                                        || command.startsWith("agreed-")));
    }

    private void closeAsking() {
        asking.ifPresent(one ->
                tell(
                        one.asked().at(),
                        Optional.empty(),
                        "You asked Berth to %s.".formatted(Activities.verb(one.asked().command())),
                        false));
        asking = Optional.empty();
    }

    // -- Berth itself

    private void woke(Woke begun) {
        closeWaking();
        woke = Optional.of(begun);
    }

    private void closeWaking() {
        woke.ifPresent(one -> tell(one.at(), Optional.empty(), "Berth was started.", false));
        woke = Optional.empty();
    }

    // -- trouble

    private void recovered(Instant at, Plane plane) {
        var trouble = Optional.ofNullable(troubles.remove(plane));
        trouble.ifPresent(one ->
                tell(
                        one.at(),
                        Optional.of(at),
                        "%s; after %s it was over."
                                .formatted(sentence(one.problem()), took(one.at(), at)),
                        true));
    }

    private static String sentence(ProblemKind problem) {
        return problem.title();
    }

    // -- steps

    private void ended(Ended ended) {
        if (isOf(ended, "stop")
                && asking.filter(one -> isStop(one.asked().command())).isPresent()) {
            var asked = asking.get().asked();
            asking = Optional.empty();
            tell(
                    asked.at(),
                    Optional.of(ended.at()),
                    ended.outcome() == Outcome.DONE
                            ? "You asked Berth to %s; that took %s."
                                    .formatted(
                                            Activities.verb(asked.command()),
                                            took(asked.at(), ended.at()))
                            : "You asked Berth to %s; the assistant did not stop at once."
                                    .formatted(Activities.verb(asked.command())),
                    ended.outcome() != Outcome.DONE);
            return;
        }
        if (TELLING.contains(ended.step())) {
            tell(
                    ended.at(),
                    Optional.empty(),
                    Activities.text(ended.step())
                            + switch (ended.outcome()) {
                                case DONE, LATE -> ".";
                                case FAILED, TIMED_OUT -> ": tried, and it did not work.";
                                case CANCELLED, CUT_OFF -> ": begun, and broken off.";
                            },
                    ended.outcome() == Outcome.FAILED || ended.outcome() == Outcome.TIMED_OUT);
        }
    }

    private static boolean isOf(Ended ended, String step) {
        return ended.step().equals(step);
    }

    private static boolean isStop(String command) {
        return command.equals("pause") || command.equals("quit") || command.equals("reset");
    }

    private void noticed(Instant at, String what) {
        var words = Activities.notice(what);
        if (!words.equals(what) && !words.startsWith("Berth noted")) {
            tell(at, Optional.empty(), words + ".", false);
        }
    }

    // -- the end

    private void end() {
        closeFalling();
        closeAsking();
        closeWaking();
        troubles.values()
                .forEach(one ->
                        tell(
                                one.at(),
                                Optional.empty(),
                                sentence(one.problem()) + "; it was not seen to be over.",
                                true));
    }

    private void tell(Instant at, Optional<Instant> until, String sentence, boolean isTrouble) {
        var episode = new Episode(at, until, sentence, isTrouble);
        if (told.isEmpty() || !isSame(told.getLast(), episode)) {
            told.add(episode);
        }
    }

    /// Whether this says nothing that was not said right before.
    private static boolean isSame(Episode before, Episode now) {
        return before.sentence().equals(now.sentence())
                && before.until().isEmpty()
                && now.until().isEmpty()
                && Duration.between(before.at(), now.at()).compareTo(AT_ONCE) < 0;
    }

    private static String took(Instant from, Instant to) {
        return Spans.words(Duration.between(from, to).abs());
    }
}
