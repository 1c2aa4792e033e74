package dev.berth.app.face;

import dev.berth.app.tray.Choice;
import dev.berth.app.tray.Picture;
import dev.berth.app.tray.TrayView;
import dev.berth.app.tray.TrayView.Item;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import dev.berth.words.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The icon and its menu for each state.
///
/// @param words in the person's language
public record TrayFaces(Words words) {
    /// Those in which Berth is busy with what Repair and Reset would begin.
    private static final Set<Stage> MENDING =
            EnumSet.of(Stage.RECOVERING, Stage.STOPPING, Stage.CLEANING_UP);

    /// The face before anything is known.
    public TrayView first() {
        return of(new NotRunning(), false);
    }

    /// The face of a status.
    ///
    /// @param busy whether a repair or reset that was asked for has not come to its end yet
    public TrayView of(Status status, boolean busy) {
        return new TrayView(picture(status), 0, state(status), menu(status, busy));
    }

    private static Picture picture(Status status) {
        return switch (status) {
            case Supervised(Ready _) -> Picture.READY;
            case Supervised(Starting _), NotRunning() -> Picture.STARTING;
            case Supervised(NeedsAttention _) -> Picture.NEEDS_ATTENTION;
            case Paused() -> Picture.PAUSED;
            case NotSetUp() -> Picture.NOT_SET_UP;
        };
    }

    private String state(Status status) {
        return switch (status) {
            case Supervised(Ready(var degraded)) when degraded.isEmpty() ->
                    words.text("ready.word");
            case Supervised(Ready(var degraded)) ->
                    words.text("tray.degraded", String.join(", ", degraded));
            case Supervised(Starting(var progress)) -> stage(progress.stage());
            case Supervised(NeedsAttention(var problem)) ->
                    words.text("tray.attention", afterColon(words.title(problem)));
            case Paused() -> words.text("paused.word");
            case NotSetUp() -> words.text("not-set-up.word");
            case NotRunning() -> words.text("starting.word");
        };
    }

    private String stage(Stage stage) {
        var doing = words.text("stage." + stage.id());
        return stage.of() == 1
                ? doing
                : words.text("tray.starting", afterColon(doing), stage.index(), stage.of());
    }

    /// A sentence goes on in small letters after a colon in English, in a capital in German; a name
    /// stays one.
    private String afterColon(String sentence) {
        return words.locale().equals(Locale.ENGLISH) && !sentence.startsWith("Berth")
                ? sentence.substring(0, 1).toLowerCase(Locale.ENGLISH) + sentence.substring(1)
                : sentence;
    }

    private List<Item> menu(Status status, boolean busy) {
        var menu = new ArrayList<Item>();
        menu.add(new Item.Text(state(status)));
        if (status instanceof NotSetUp) {
            menu.add(offer(Choice.SET_UP, true));
        } else {
            menu.add(offer(Choice.OPEN, status instanceof Supervised(Ready _)));
            menu.add(new Item.Line());
            menu.add(offer(Choice.REPAIR, !busy && canRepair(status)));
            menu.add(offer(Choice.RESET, !busy && canReset(status)));
            menu.add(offer(Choice.RESTART, !busy && canRestart(status)));
            menu.add(
                    status instanceof Paused
                            ? offer(Choice.RESUME, true)
                            : offer(Choice.PAUSE, canPause(status)));
        }
        menu.add(new Item.Line());
        menu.add(offer(Choice.SHOW, true));
        menu.add(offer(Choice.SETTINGS, true));
        menu.add(new Item.Line());
        menu.add(offer(Choice.QUIT, true));
        return menu;
    }

    private Item offer(Choice choice, boolean enabled) {
        var key = "tray.choice." + choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Item.Offer(choice, words.text(key), enabled);
    }

    private static boolean canRepair(Status status) {
        return switch (status) {
            case Supervised(Ready _), Supervised(NeedsAttention _) -> true;
            case Supervised(Starting(var progress)) -> !MENDING.contains(progress.stage());
            case Paused(), NotSetUp(), NotRunning() -> false;
        };
    }

    private static boolean canReset(Status status) {
        return switch (status) {
            case Supervised(Ready _), Supervised(NeedsAttention _), Paused() -> true;
            case Supervised(Starting(var progress)) -> !MENDING.contains(progress.stage());
            case NotSetUp(), NotRunning() -> false;
        };
    }

    private static boolean canRestart(Status status) {
        return switch (status) {
            case Supervised(Ready _) -> true;
            case Supervised(NeedsAttention(var problem)) ->
                    problem.actions().contains(Problem.Action.RESTART);
            case Supervised(Starting _), Paused(), NotSetUp(), NotRunning() -> false;
        };
    }

    private static boolean canPause(Status status) {
        return switch (status) {
            case Supervised(Ready _), Supervised(NeedsAttention _) -> true;
            case Supervised(Starting(var progress)) -> progress.stage().of() > 1;
            case Paused(), NotSetUp(), NotRunning() -> false;
        };
    }
}
