package dev.berth.app.face;

import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.Voice.Loss;
import dev.berth.runtime.Voice.Notice;
import dev.berth.words.Words;
import java.util.List;
import java.util.Optional;

/// What a browser's page says while the service is not Ready.
///
/// @param words in the person's language
record WaitingWords(Words words) {

    /// A report on that page.
    Notice of(StatusReport report) {
        return switch (report.status()) {
            case Supervised(Ready _) -> plain("ready.word", "waiting.ready.sentence");
            case Supervised(Starting(var progress)) -> underWay(progress.stage());
            case Supervised(NeedsAttention(var problem)) -> trouble(problem);
            case Paused() -> plain("paused.word", "waiting.paused.sentence", "resume");
            case NotSetUp() -> plain("not-set-up.word", "waiting.not-set-up.sentence", "setup");
            // The page is there only while somebody looks after the service, so it will be soon.
            case NotRunning() -> plain("starting.word", "waiting.starting.sentence");
        };
    }

    /// A link of ours that leads nowhere.
    Notice of(Loss loss) {
        var key =
                switch (loss) {
                    case SPENT -> "waiting.link-spent";
                    case OF_ANOTHER -> "waiting.link-of-another";
                };
        return plain(key + ".title", key + ".sentence");
    }

    private Notice plain(String title, String sentence, String... actions) {
        return notice(words.text(title), words.text(sentence), Optional.empty(), List.of(actions));
    }

    private Notice underWay(Stage stage) {
        var kind =
                switch (stage) {
                    case STOPPING, CLEANING_UP, RECOVERING -> stage.id();
                    case CHECKING,
                            COPYING,
                            RESTORING,
                            PREPARING,
                            FETCHING_PLACE,
                            PREPARING_PLACE,
                            FETCHING,
                            WAITING_FOR_SERVICE,
                            PROVING ->
                            "starting";
                };
        return notice(
                words.text((stage.of() == 1 ? kind : "starting") + ".word"),
                words.text("waiting." + kind + ".sentence"),
                progress(stage),
                List.of());
    }

    /// A stage that is alone has been said with the title.
    private Optional<String> progress(Stage stage) {
        return stage.of() == 1
                ? Optional.empty()
                : Optional.of(
                        words.text(
                                "waiting.progress",
                                words.text("stage." + stage.id()),
                                stage.index(),
                                stage.of()));
    }

    private Notice trouble(Problem problem) {
        return notice(
                words.title(problem),
                words.sentence(problem),
                Optional.empty(),
                problem.actions().stream().map(Problem.Action::id).toList());
    }

    private Notice notice(
            String title, String sentence, Optional<String> progress, List<String> actions) {
        return new Notice(
                words.locale().getLanguage(),
                title,
                sentence,
                progress,
                actions.stream().map(action -> words.text("waiting.action." + action)).toList());
    }
}
