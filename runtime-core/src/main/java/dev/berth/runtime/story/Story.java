package dev.berth.runtime.story;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Episode.End;
import dev.berth.runtime.decision.History;
import dev.berth.runtime.decision.Troubles;
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
import java.util.Set;

/// Folds the journal into episodes. A fall and the Ready after it are one, and so are falls that
/// come one after the other; so are trouble and its end, and what a person asked for and what came
/// of it. Of the steps in between only those are told that nothing else tells.
public final class Story {

    /// What leads to Ready, when it is asked for.
    private static final Set<String> WANTS_READY =
            Set.of("start", "restart", "repair", "setup", "restore");

    /// What leads to a stop.
    private static final Set<String> WANTS_STOP = Set.of("pause", "quit", "reset");

    /// Falls this close to each other are one story although Ready was proven in between.
    private static final Duration AGAIN = Duration.ofMinutes(2);

    /// Parts of one thing are no further from its beginning.
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final List<Draft> told = new ArrayList<>();
    private final Map<Plane, Troubled> troubles = new EnumMap<>(Plane.class);
    private Optional<Draft> falling = Optional.empty();
    private Optional<Asked> asking = Optional.empty();
    private Optional<Draft> copying = Optional.empty();
    private Optional<Began> begun = Optional.empty();
    private Optional<Woke> woke = Optional.empty();

    private Story() {}

    /// The episodes that these lines tell, in the order in which they began.
    ///
    /// @param entries oldest first
    public static List<Episode> of(List<JournalEntry> entries) {
        var story = new Story();
        entries.forEach(story::take);
        story.end();
        return together(story.told.stream().sorted(Comparator.comparing(Draft::at)).toList())
                .stream()
                .map(Draft::told)
                .toList();
    }

    /// What happened again and again, with nothing in between, is told once, and so are the parts
    /// of one thing.
    private static List<Draft> together(List<Draft> drafts) {
        var all = new ArrayList<Draft>();
        for (var draft : drafts) {
            if (draft.isTrouble() && !all.isEmpty() && all.getLast().isAgain(draft)) {
                var first = all.removeLast();
                all.add(first.times(first.times() + draft.times()));
            } else if (all.isEmpty() || !isPart(all.getLast(), draft)) {
                all.add(draft);
            }
        }
        return all;
    }

    private static boolean isPart(Draft first, Draft draft) {
        return first.isAgain(draft)
                && Duration.between(first.at(), draft.at()).compareTo(AT_ONCE) < 0;
    }

    private void take(JournalEntry entry) {
        switch (entry) {
            case Fell fell -> fell(fell);
            case Proved proved -> ready(proved.at());
            case Asked asked -> {
                closeAsking();
                closeWaking(); // from here on Ready is what comes of it
                asking = Optional.of(asked);
            }
            case Woke begun -> {
                closeAsking(); // of another process, which is no more
                closeWaking();
                woke = Optional.of(begun);
            }
            case Troubled trouble -> troubles.putIfAbsent(trouble.plane(), trouble);
            case Recovered(var at, var plane) ->
                    Optional.ofNullable(troubles.remove(plane))
                            .ifPresent(one ->
                                    told.add(
                                            Draft.of(one.at(), one.problem())
                                                    .ending(End.OVER, at)));
            case Ended ended -> ended(ended);
            case Noticed(var at, var what, _) -> noticed(at, what);
            case Began step -> begun = Optional.of(step); // its end tells it
        }
    }

    // -- falls

    private void fell(Fell fell) {
        var goesOn =
                falling.filter(one ->
                        one.until().isEmpty()
                                || Duration.between(one.until().get(), fell.at()).compareTo(AGAIN)
                                        < 0);
        if (goesOn.isEmpty()) {
            closeFalling();
        }
        falling =
                Optional.of(
                        goesOn.map(one -> fallen(one.at(), one.code()).times(one.times() + 1))
                                .orElseGet(() -> fallen(fell.at(), Troubles.code(fell.cause()))));
    }

    private static Draft fallen(Instant at, String code) {
        return Draft.of(at, code).asTrouble().ending(End.NOT_BACK);
    }

    private void ready(Instant at) {
        if (falling.filter(one -> one.until().isEmpty()).isPresent()) {
            falling = falling.map(one -> one.ending(End.BACK, at));
            asking = asking.filter(one -> !wantsReady(one));
        } else if (asking.filter(Story::wantsReady).isPresent()) {
            told.add(asked().ending(End.READY, at));
        } else if (woke.isPresent()) {
            told.add(Draft.of(woke.get().at(), Activities.WOKE).ending(End.READY, at));
            woke = Optional.empty();
        } else {
            told.add(Draft.of(at, Activities.READY));
        }
        closeWaking(); // a Ready of later is not that of its start
    }

    private void closeFalling() {
        falling.ifPresent(told::add);
        falling = Optional.empty();
    }

    // -- what a person asked for

    private static boolean wantsReady(Asked asked) {
        return WANTS_READY.contains(asked.command()) || asked.command().startsWith(History.AGREED);
    }

    /// What was asked for last, which is no longer waited for.
    private Draft asked() {
        var asked = asking.orElseThrow();
        asking = Optional.empty();
        return Draft.of(asked.at(), Activities.asked(asked.command()));
    }

    private void closeAsking() {
        if (asking.isPresent()) {
            told.add(asked());
        }
    }

    private boolean isAsked(String command) {
        return asking.filter(one -> one.command().equals(command)).isPresent();
    }

    // -- steps

    private void ended(Ended ended) {
        if (ended.step().equals("stop")
                && asking.filter(one -> WANTS_STOP.contains(one.command())).isPresent()) {
            told.add(
                    ended.outcome() == Outcome.DONE
                            ? asked().ending(End.DONE, ended.at())
                            : asked().ending(End.NOT_AT_ONCE).asTrouble());
        } else if (Telling.STEPS.containsKey(ended.step())) {
            told.add(
                    switch (ended.outcome()) {
                        case DONE, LATE -> done(ended);
                        case FAILED, TIMED_OUT ->
                                Draft.of(ended.at(), ended.step()).ending(End.FAILED).asTrouble();
                        case CANCELLED, CUT_OFF ->
                                Draft.of(ended.at(), ended.step()).ending(End.BROKEN_OFF);
                    });
        }
        begun = begun.filter(one -> !one.id().equals(ended.id()));
    }

    private Draft done(Ended ended) {
        return begun.filter(one -> one.id().equals(ended.id()))
                .map(one -> Draft.of(one.at(), ended.step()).ending(End.DONE, ended.at()))
                .orElseGet(() -> Draft.of(ended.at(), ended.step()).ending(End.DONE));
    }

    // -- what was noticed

    private void noticed(Instant at, String what) {
        switch (what) {
            case Activities.COPY_MADE -> copied(at);
            case Activities.COPY_FAILED -> notCopied(at);
            default -> {
                var isAnswer = what.equals(History.RESTORED) && isAsked("restore");
                if (Activities.isTold(what) && !isAnswer) { // its Ready tells that
                    told.add(Draft.of(at, what));
                }
            }
        }
    }

    private void copied(Instant at) {
        if (isAsked("copy")) {
            told.add(asked().ending(End.DONE, at));
            copying = Optional.empty();
        } else if (copying.isPresent()) {
            told.add(copying.get().ending(End.WORKED, at));
            copying = Optional.empty();
        } else {
            told.add(Draft.of(at, Activities.COPY_MADE));
        }
    }

    private void notCopied(Instant at) {
        if (isAsked("copy")) {
            told.add(asked().ending(End.FAILED).asTrouble());
        } else {
            copying =
                    Optional.of(
                            copying.map(one -> one.times(one.times() + 1))
                                    .orElseGet(() ->
                                            Draft.of(at, Activities.COPY_FAILED).asTrouble()));
        }
    }

    // -- the end

    private void closeWaking() {
        woke.ifPresent(one -> told.add(Draft.of(one.at(), Activities.WOKE)));
        woke = Optional.empty();
    }

    private void end() {
        closeFalling();
        closeAsking();
        closeWaking();
        copying.ifPresent(told::add);
        troubles.values().forEach(one -> told.add(Draft.of(one.at(), one.problem())));
    }
}
