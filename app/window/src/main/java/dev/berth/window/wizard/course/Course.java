package dev.berth.window.wizard.course;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.OperatorState;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.NotRunning;
import dev.berth.runtime.Status.NotSetUp;
import dev.berth.runtime.Status.Paused;
import dev.berth.runtime.Status.Supervised;
import java.util.Optional;

/// Where a person who opens the window goes on. Pure.
public sealed interface Course {

    /// The first run is over, or somebody else's: the window shows how things stand.
    record NoWizard() implements Course {}

    /// On this page, which is not the last one.
    record OnPage(Page page) implements Course {}

    /// On the last page. Set-up is asked for: nobody remembers that it was.
    record AskAgain() implements Course {}

    /// On the last page. Set-up is under way, or has come to something.
    record Watch() implements Course {}

    /// Decides from how things stand and what was filled in.
    static Course of(Status status, Optional<Draft> draft) {
        return switch (status) {
            case NotSetUp() -> draft.map(Draft::page).map(Course::onPage).orElse(first());
            case Supervised(OperatorState _) ->
                    draft.filter(one -> one.page() == Page.PROGRESS)
                            .<Course>map(_ -> new Watch())
                            .orElseGet(NoWizard::new);
            // A person who pauses has seen how things stand, and sees it here too.
            case Paused(), NotRunning() -> new NoWizard();
        };
    }

    /// Decides for a person who asks to set up (again): what was filled in stays.
    static Course wanted(Status status, Optional<Draft> draft) {
        return switch (of(status, draft)) {
            case NoWizard() -> draft.map(Draft::page).map(Course::asked).orElse(first());
            case Course course -> course;
        };
    }

    private static Course first() {
        return new OnPage(Page.WELCOME);
    }

    private static Course onPage(Page page) {
        return page == Page.PROGRESS ? new AskAgain() : new OnPage(page);
    }

    private static Course asked(Page page) {
        return new OnPage(page == Page.PROGRESS ? Page.OPTIONS : page);
    }
}
