package dev.berth.runtime.supervisor;

import dev.berth.runtime.Activity;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.decision.History;
import dev.berth.runtime.decision.Troubles;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.JournalEntry.Troubled;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the journal in plain words. An act's beginning and end become one line.
public final class Activities {
    /// How the name of what a person asked for begins.
    public static final String ASKED = "asked-";

    /// Ready was proven.
    public static final String READY = "ready";

    /// Berth was started.
    public static final String WOKE = "woke";

    /// What is noticed when a safety copy was made.
    public static final String COPY_MADE = "copy-made";

    /// The same when one came to nothing; with the reason.
    public static final String COPY_FAILED = "copy-failed";

    /// What is noticed while Berth runs, not when it begins.
    private static final Set<String> LATER =
            Set.of("tidied", History.SERVES_ANYWAY, History.WENT_BACK);

    private Activities() {}

    /// The activities that these lines tell, in their order.
    public static List<Activity> of(List<JournalEntry> entries) {
        var told = new LinkedHashMap<String, Activity>();
        int notes = 0;
        for (var entry : entries) {
            switch (entry) {
                case Began began -> told.put(began.id(), begun(began));
                case Ended ended -> told.put(ended.id(), ended(told.get(ended.id()), ended));
                case Noticed noticed
                        when noticed.what().equals(Dwellings.NOTE)
                                || noticed.what().equals(SetUpNotes.NOTE) -> {} // to ourselves
                case Fell _, Proved _, Woke _, Asked _, Noticed _, Troubled _, Recovered _ -> {
                    var note = note(entry);
                    told.put("note " + notes++, note);
                }
            }
        }
        return new ArrayList<>(told.values());
    }

    private static Activity begun(Began began) {
        return new Activity(
                began.id(),
                began.at(),
                words(began.trigger()),
                began.step(),
                text(began.step()),
                Optional.empty(),
                "cut-off", // until its end is found
                Optional.of(began.subject()).filter(subject -> !subject.isEmpty()));
    }

    private static Activity ended(@Nullable Activity begun, Ended ended) {
        var began = begun == null ? ended.at() : begun.at();
        var trigger = begun == null ? words(Trigger.RECOVERY) : begun.trigger();
        return new Activity(
                ended.id(),
                began,
                trigger,
                ended.step(),
                ended.outcome() == Outcome.LATE
                        ? text(ended.step()) + ", after its time was over"
                        : text(ended.step()),
                Optional.of(ended.at()),
                words(ended.outcome()),
                (ended.outcome() == Outcome.DONE || ended.outcome() == Outcome.LATE)
                                && begun != null
                        ? begun.detail()
                        : ended.detail());
    }

    private static Activity note(JournalEntry entry) {
        return switch (entry) {
            case Fell(var at, _, var cause, var detail, _) ->
                    noticed(at, "recovery", Troubles.code(cause), text(cause), detail);
            case Proved(var at, _, _, _) ->
                    noticed(at, "recovery", READY, "The assistant was ready", Optional.empty());
            case Woke(var at, long pid, var version, _) ->
                    noticed(
                            at,
                            "start-up",
                            WOKE,
                            "Berth was started",
                            Optional.of("version " + version + ", process " + pid));
            case Asked(var at, var command) ->
                    noticed(
                            at,
                            "person",
                            asked(command),
                            "You asked Berth to " + verb(command),
                            Optional.of(command)
                                    .filter(Activities::isTakeAway)
                                    .map(word -> word.substring(History.TAKE_AWAY.length())));
            case Noticed(var at, var what, var detail) ->
                    noticed(
                            at,
                            LATER.contains(what) ? "recovery" : "start-up",
                            what,
                            notice(what),
                            detail);
            case Troubled(var at, var plane, var problem) ->
                    noticed(
                            at,
                            "recovery",
                            "troubled",
                            problem.title(),
                            Optional.of(plane.id() + ", " + problem.code()));
            case Recovered(var at, var plane) ->
                    noticed(
                            at,
                            "recovery",
                            "recovered",
                            "What was in the way is gone",
                            Optional.of(plane.id()));
            case Began _, Ended _ -> throw new IllegalArgumentException("an act is no note");
        };
    }

    private static Activity noticed(
            Instant at, String trigger, String step, String text, Optional<String> detail) {
        return new Activity("", at, trigger, step, text, Optional.empty(), "noticed", detail);
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isTakeAway(String command) {
        return command.startsWith(History.TAKE_AWAY);
    }

    /// The name of what a person asked for.
    public static String asked(String command) {
        return ASKED + kind(command);
    }

    /// Without whom it is about.
    private static String kind(String command) {
        return isTakeAway(command) ? "agreed-take-away" : command;
    }

    /// What a person asked for, to be put behind "to".
    public static String verb(String command) {
        return switch (kind(command)) {
            case "setup" -> "set up the assistant";
            case "quit" -> "quit";
            case "give-up" -> "give up what was under way";
            case "give-up-setup" -> "give up setting up the assistant";
            case "copy" -> "make a safety copy";
            case "cancel-copy" -> "give the safety copy up";
            case "restore" -> "bring a safety copy back";
            case "agreed-rebuild" -> "make the assistant's own place anew";
            case "agreed-stop-other" -> "stop the other place that was in the way";
            case "agreed-take-away" -> "take away what else used the assistant's data";
            default -> command + " the assistant";
        };
    }

    /// Whether it is worth telling that this was noticed: not, when it is a note to ourselves.
    public static boolean isTold(String what) {
        return !what.equals(Dwellings.NOTE)
                && !what.equals(SetUpNotes.NOTE)
                && !notice(what).equals(what);
    }

    /// What was noticed, as a sentence without its point.
    public static String notice(String what) {
        return switch (what) {
            case "state-lost" -> "Berth's notes were missing and were made again";
            case "state-unreadable" -> "Berth's notes could not be read and were put aside";
            case "instance-unreadable" ->
                    "The file that names this Berth was not right and was written again";
            case Books.JOURNAL_LOST -> "The journal was missing and was begun anew";
            case Books.JOURNAL_UNREADABLE ->
                    "Parts of the journal could not be read and were put aside";
            case "secret-unreadable" -> "A key could not be read and was put aside";
            case Attempts.ERASED ->
                    "Everything that was to be erased is gone; Berth looked again and found nothing"
                            + " left";
            case Attempts.ERASED_BUT ->
                    "What was to be erased is gone; whether anything else is left could not be"
                            + " proven";
            case "tidied" -> "Everything that a reset had left is tidied up now";
            case Dwellings.NOTE -> "Berth noted where the assistant lives";
            case History.WENT_BACK ->
                    "What you chose did not work, so Berth went back to what had worked before";
            case History.RESTORED -> "The assistant's data is another one now";
            case Attempts.RESTORE_WENT_BACK ->
                    "The assistant did not get ready with the safety copy, so its data is again what"
                            + " it was";
            case Attempts.RESTORE_FAILED -> "A safety copy could not be brought back";
            case History.SWITCHED -> "The assistant is another release now";
            case Attempts.UPDATE_FAILED ->
                    "Another release of the assistant could not be brought here";
            case Attempts.UPDATE_WENT_BACK ->
                    "The assistant did not get ready with another release, so it is again the one of"
                            + " before, with its data as it was";
            case COPY_MADE -> "A safety copy was made";
            case COPY_FAILED -> "A safety copy could not be made";
            case History.SERVES_ANYWAY -> "The assistant that was given up got ready by itself";
            default -> what;
        };
    }

    /// What a code of [dev.berth.runtime.decision.Troubles] says.
    static String trouble(String code) {
        return Arrays.stream(FallCause.values())
                .filter(cause -> Troubles.code(cause).equals(code))
                .findFirst()
                .map(Activities::text)
                .or(() -> ProblemKind.ofCode(code).map(ProblemKind::title))
                .orElse(code);
    }

    /// What was done, as a sentence without its point.
    public static String text(String step) {
        return switch (step) {
            case "fetch-release" -> "Fetched the assistant's program";
            case "load-release" -> "Loaded the assistant's program from a file";
            case "make-data" -> "Made the folder for the assistant's data";
            case "make-secrets" -> "Made the assistant's keys";
            case "find-model" -> "Asked your model server which model it has";
            case "tell-provider" -> "Told the assistant who answers for it";
            case "finish-set-up" -> "Finished setting up";
            case "create" -> "Prepared the assistant";
            case "configure" -> "Told the assistant its address";
            case "readdress" -> "Gave the assistant another address, and a new key with it";
            case "start" -> "Started the assistant";
            case "unpause" -> "Woke the assistant, which something had frozen";
            case "stop" -> "Stopped the assistant";
            case "stand-still" -> "Had the assistant hold still for a safety copy";
            case "go-on" -> "Had the assistant go on after a safety copy";
            case "begin-restore" -> "Began to bring a safety copy back";
            case "swap-data" -> "Put a safety copy in the place of the data";
            case "swap-back" -> "Put the data back in its place";
            case "fetch-update" -> "Brought another release of the assistant here";
            case "switch-release" -> "Chose another release of the assistant";
            case "leave-release" -> "Gave up a release with which the assistant does not get ready";
            case "finish-update" -> "Finished updating the assistant";
            case "finish-restore" -> "Finished bringing a safety copy back";
            case "revive-engine" -> "Put in order what a hard end of this computer had left behind";
            case "remove" -> "Took the old assistant away to make a fresh one; data was kept";
            case "clean-up" -> "Tidied up after a reset";
            case "create-machine" -> "Made a place of its own for the assistant";
            case "start-machine" -> "Started the assistant's own place";
            case "stop-machine" -> "Stopped the assistant's own place";
            case "clear-machine" -> "Cleared away what a start of the assistant's place had left";
            case "remove-machine" -> "Took the assistant's own place away; data was kept";
            case "resize-machine" -> "Changed the size of the assistant's own place";
            case "set-clock" -> "Set the clock in the assistant's own place right";
            case "stop-other" -> "Stopped another place that was in the way, as you agreed";
            case "take-away" ->
                    "Took away what else used the assistant's data, as you said; data was kept";
            case "move" -> "Moved the assistant to another place; data was kept";
            default -> step;
        };
    }

    /// What a fall was, as a sentence without its point.
    public static String text(FallCause cause) {
        return switch (cause) {
            case EXITED -> "The assistant stopped unexpectedly";
            case EXITED_CLEANLY -> "The assistant ended by itself";
            case REFUSED_SETTINGS -> "The assistant did not accept its settings";
            case OUT_OF_MEMORY -> "The assistant ran out of memory";
            case VANISHED -> "Something took the assistant away; its data is still there";
            case START_FAILED -> "Starting the assistant failed";
            case PORT_TAKEN -> "Another program had the assistant's address";
            case NEVER_READY -> "The assistant did not get ready in time";
            case SILENT -> "The assistant no longer answered";
            case TOKEN_REFUSED -> "The assistant did not accept Berth's key";
            case SOMEBODY_ELSE -> "Another program answered in place of the assistant";
            case STUCK_PAUSED -> "The assistant was frozen and could not be woken";
        };
    }
}
