package dev.berth.window.state;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Starting;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.StatusReport;
import dev.berth.window.face.Face.Deed;
import dev.berth.window.face.Faces;
import dev.berth.window.face.Faces.Beside;
import dev.berth.window.face.Pace;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.Reply;
import dev.berth.window.page.Page;
import dev.berth.window.page.Surroundings;
import dev.berth.window.scene.Asking;
import dev.berth.window.scene.Drawings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The window's home. JavaFX thread only.
public final class StatePage implements Page {
    private final Surroundings window;
    private final Faces faces;
    private final InstantSource clock;
    private final FaceView shown;
    private final VBox view;

    private Outlook newest = Outlook.FIRST;
    private Pace pace = Pace.NONE;
    private Optional<Deed.AskFirst> asked = Optional.empty();
    private boolean lacksRoom;
    private OptionalLong freeMiB = OptionalLong.empty();

    /// @param clock for how long something still takes
    public StatePage(Surroundings window, Faces faces, Drawings drawings, InstantSource clock) {
        this.window = window;
        this.faces = faces;
        this.clock = clock;
        shown = new FaceView(faces.words(), drawings, this::choose);
        VBox.setVgrow(shown, Priority.ALWAYS);
        view = new VBox(shown);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        shown.focus();
    }

    @Override
    public void leave() {
        unask();
    }

    @Override
    public void see(Outlook outlook) {
        newest = outlook;
        outlook.report().ifPresent(this::measure);
        show();
    }

    private void measure(StatusReport report) {
        pace =
                report.status() instanceof Supervised(Starting(var progress))
                        ? pace.told(progress, clock.instant())
                        : Pace.NONE;
        var lacked = lacksRoom;
        lacksRoom =
                report.status() instanceof Supervised(NeedsAttention(var problem))
                        && problem.kind() == ProblemKind.NO_ROOM;
        if (lacksRoom && !lacked) {
            freeMiB = OptionalLong.empty();
            window.keeper().call(berth -> berth.firstRun().checkUp(), this::measured);
        }
    }

    private void measured(Reply<List<Check>> reply) {
        if (reply instanceof Reply.Got(var checks)) {
            freeMiB =
                    checks.stream()
                            .filter(check -> check.part() == Part.ROOM)
                            .flatMap(check -> check.figure().stream())
                            .mapToLong(Long::longValue)
                            .findFirst();
            show();
        }
    }

    private void show() {
        var face = faces.of(newest, new Beside(pace.left(), freeMiB));
        shown.show(face);
        // What is no longer offered is no longer asked.
        if (asked.isPresent()
                && face.choices().stream().noneMatch(one -> one.deed().equals(asked.get()))) {
            unask();
        }
    }

    private void choose(Deed deed) {
        switch (deed) {
            case Deed.Press(var act) -> window.press(act);
            case Deed.Go(var place) -> window.go(place);
            case Deed.Explain(var problem) -> window.explain(problem);
            case Deed.AskFirst ask -> ask(ask);
            case Deed.Unfold() -> {} // done where it is shown
        }
    }

    private void ask(Deed.AskFirst ask) {
        var question = ask.question();
        var asking =
                new Asking(
                        faces.words(),
                        question.title(),
                        question.sentence(),
                        question.yes(),
                        yes -> {
                            unask();
                            if (yes) {
                                window.press(ask.act());
                            }
                        });
        asked = Optional.of(ask);
        view.getChildren().setAll(asking);
        asking.begin();
    }

    private void unask() {
        if (asked.isPresent()) {
            asked = Optional.empty();
            view.getChildren().setAll(shown);
            shown.focus();
        }
    }
}
