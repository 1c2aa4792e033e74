package dev.berth.runtime.supervisor;

import dev.berth.runtime.Activity;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Asked;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Noticed;
import dev.berth.runtime.store.JournalEntry.Outcome;
import dev.berth.runtime.store.JournalEntry.Proved;
import dev.berth.runtime.store.JournalEntry.Trigger;
import dev.berth.runtime.store.JournalEntry.Woke;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the journal in plain words. An act's beginning and end become one line.
public final class Activities {

    private Activities() {}

    /// The activities that these lines tell, in their order.
    public static List<Activity> of(List<JournalEntry> entries) {
        var told = new LinkedHashMap<String, Activity>();
        int notes = 0;
        for (var entry : entries) {
            switch (entry) {
                case Began began -> told.put(began.id(), begun(began));
                case Ended ended -> told.put(ended.id(), ended(told.get(ended.id()), ended));
                case Fell _, Proved _, Woke _, Asked _, Noticed _ -> {
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
                text(ended.step()),
                Optional.of(ended.at()),
                ended.outcome().name().toLowerCase(Locale.ROOT),
                ended.outcome() == Outcome.DONE && begun != null ? begun.detail() : ended.detail());
    }

    private static Activity note(JournalEntry entry) {
        return switch (entry) {
            case Fell(var at, _, var cause, var detail, _) ->
                    noticed(at, "recovery", "fell", text(cause), detail);
            case Proved(var at, _, _) ->
                    noticed(at, "recovery", "ready", "The assistant was ready", Optional.empty());
            case Woke(var at, long pid, var version, _) ->
                    noticed(
                            at,
                            "start-up",
                            "woke",
                            "Berth was started",
                            Optional.of("version " + version + ", process " + pid));
            case Asked(var at, var command) ->
                    noticed(
                            at,
                            "person",
                            "asked-" + command,
                            "You asked Berth to " + verb(command),
                            Optional.empty());
            case Noticed(var at, var what, var detail) ->
                    noticed(
                            at,
                            what.equals("tidied") ? "recovery" : "start-up",
                            what,
                            notice(what),
                            detail);
            case Began _, Ended _ -> throw new IllegalArgumentException("an act is no note");
        };
    }

    private static Activity noticed(
            Instant at, String trigger, String step, String text, Optional<String> detail) {
        return new Activity("", at, trigger, step, text, Optional.empty(), "noticed", detail);
    }

    private static String words(Trigger trigger) {
        return trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String verb(String command) {
        return switch (command) {
            case "setup" -> "set up the assistant";
            case "quit" -> "quit";
            default -> command + " the assistant";
        };
    }

    private static String notice(String what) {
        return switch (what) {
            case "state-lost" -> "Berth's notes were missing and were made again";
            case "state-unreadable" -> "Berth's notes could not be read and were put aside";
            case "instance-unreadable" ->
                    "The file that names this Berth was not right and was written again";
            case "journal-unreadable" ->
                    "Parts of the journal could not be read and were put aside";
            case "secret-unreadable" -> "A key could not be read and was put aside";
            case "tidied" -> "Everything that a reset had left is tidied up now";
            default -> what;
        };
    }

    private static String text(String step) {
        return switch (step) {
            case "fetch-release" -> "Fetched the assistant's program";
            case "load-release" -> "Loaded the assistant's program from a file";
            case "make-data" -> "Made the folder for the assistant's data";
            case "make-secrets" -> "Made the assistant's keys";
            case "finish-set-up" -> "Finished setting up";
            case "create" -> "Prepared the assistant";
            case "configure" -> "Told the assistant its address";
            case "start" -> "Started the assistant";
            case "unpause" -> "Woke the assistant, which something had frozen";
            case "stop" -> "Stopped the assistant";
            case "remove" -> "Took the old assistant away to make a fresh one; data was kept";
            case "clean-up" -> "Tidied up after a reset";
            default -> step;
        };
    }

    private static String text(FallCause cause) {
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
