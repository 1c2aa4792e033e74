package dev.berth.window.notice;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import dev.berth.words.Words;
import java.util.Optional;

/// What is told.
record Notice(String title, String sentence) {

    /// What is worth telling of a report; empty where it is over already.
    static Optional<Notice> of(StatusReport report, Words words) {
        return switch (report.status()) {
            case Supervised(NeedsAttention(var problem)) ->
                    Optional.of(new Notice(words.title(problem), words.sentence(problem)));
            case Supervised(Ready _) ->
                    Optional.of(new Notice(words.text("ready.word"), words.text("ready.sentence")));
            case Supervised(Starting _), Paused _, NotSetUp _, NotRunning _ -> Optional.empty();
        };
    }
}
