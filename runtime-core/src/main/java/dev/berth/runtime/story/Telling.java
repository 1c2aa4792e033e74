package dev.berth.runtime.story;

import dev.berth.runtime.Episode.End;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.decision.Troubles;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.supervisor.Activities;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/// Puts an episode into one plain sentence.
final class Telling {

    /// What a step does, for one that did not come to its end.
    static final Map<String, String> STEPS =
            Map.ofEntries(
                    Map.entry("fetch-release", "Fetching the assistant's program"),
                    Map.entry("load-release", "Loading the assistant's program from a file"),
                    Map.entry("readdress", "Giving the assistant another address"),
                    Map.entry(
                            "revive-engine",
                            "Putting in order what a hard end of this computer had left behind"),
                    Map.entry("create-machine", "Making a place of its own for the assistant"),
                    Map.entry("remove-machine", "Taking the assistant's own place away"),
                    Map.entry("resize-machine", "Changing the size of the assistant's own place"),
                    Map.entry("move", "Moving the assistant to another place"),
                    Map.entry("take-away", "Taking away what else used the assistant's data"),
                    Map.entry("stop-other", "Stopping another place that was in the way"),
                    Map.entry("clean-up", "Tidying up after a reset"));

    private Telling() {}

    static String sentence(Draft draft) {
        return what(draft) + times(draft.times()) + end(draft) + ".";
    }

    private static String what(Draft draft) {
        var code = draft.code();
        if (draft.problem().isPresent()) {
            return draft.problem().map(ProblemKind::title).orElseThrow();
        }
        if (code.startsWith(Activities.ASKED)) {
            return "You asked Berth to "
                    + Activities.verb(code.substring(Activities.ASKED.length()));
        }
        if (STEPS.containsKey(code)) {
            return draft.end() == End.DONE ? Activities.text(code) : STEPS.get(code);
        }
        return switch (code) {
            case Activities.WOKE -> "Berth was started";
            case Activities.READY -> "The assistant was ready";
            default -> fall(code);
        };
    }

    private static String fall(String code) {
        return Arrays.stream(FallCause.values())
                .filter(cause -> Troubles.code(cause).equals(code))
                .findFirst()
                .map(Activities::text)
                .orElseGet(() -> Activities.notice(code));
    }

    private static String times(int times) {
        return times == 1 ? "" : ", %d times in a row".formatted(times);
    }

    private static String end(Draft draft) {
        var took = draft.until().map(until -> Duration.between(draft.at(), until).abs());
        var span = took.map(Spans::words).orElse("a while");
        return switch (draft.end()) {
            case NONE -> "";
            case BACK -> "; Berth brought it back in " + span;
            case NOT_BACK -> "; it was not seen ready again";
            case READY ->
                    draft.code().equals(Activities.WOKE)
                            ? ", and the assistant was ready after " + span
                            : "; it was ready after " + span;
            case DONE -> took.isPresent() ? "; that took " + span : "";
            case NOT_AT_ONCE -> "; the assistant did not stop at once";
            case WORKED -> "; after %s it worked".formatted(span);
            case OVER -> "; after %s it was over".formatted(span);
            case NOT_OVER -> "; it was not seen to be over";
            case FAILED ->
                    STEPS.containsKey(draft.code()) ? ": it did not work" : "; it did not work";
            case BROKEN_OFF -> ": it was broken off";
        };
    }
}
