package dev.berth.window.shell;

import dev.berth.runtime.Command;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.window.link.Act.Ask;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Outlook.Errand;

/// Which entries of the menu make sense. A value.
///
/// @param paused whether Resume stands in the place of Pause
public record MenuState(
        boolean repair,
        boolean restart,
        boolean pause,
        boolean paused,
        boolean reset,
        boolean quit) {
    private static final MenuState NOTHING =
            new MenuState(false, false, false, false, false, false);

    /// For how things stand.
    public static MenuState of(Outlook outlook) {
        return outlook.report()
                .map(report ->
                        switch (report.status()) {
                            case Supervised(Ready _) ->
                                    new MenuState(true, true, true, false, true, true);
                            case Supervised(NeedsAttention _) ->
                                    new MenuState(true, true, true, false, true, true);
                            case Supervised(Starting(var progress)) ->
                                    starting(progress.stage(), outlook.errand());
                            case Paused() -> new MenuState(true, false, true, true, true, true);
                            case NotSetUp() ->
                                    new MenuState(false, false, false, false, false, true);
                            case NotRunning() -> NOTHING;
                        })
                .orElse(NOTHING);
    }

    /// Repair and Reset wait while one of them runs.
    private static MenuState starting(Stage stage, Errand errand) {
        var mending =
                errand instanceof Errand.UnderWay(Ask(var command), _)
                        && (command instanceof Command.Repair || command instanceof Command.Reset);
        return switch (stage) {
            case STOPPING, CLEANING_UP -> new MenuState(false, false, false, false, false, true);
            case CHECKING,
                    COPYING,
                    RESTORING,
                    PREPARING,
                    FETCHING_PLACE,
                    PREPARING_PLACE,
                    FETCHING,
                    WAITING_FOR_SERVICE,
                    PROVING,
                    RECOVERING ->
                    new MenuState(!mending, !mending, true, false, !mending, true);
        };
    }
}
