package dev.berth.window.page;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings.Look;
import dev.berth.window.link.Act;
import dev.berth.window.link.Calls;
import dev.berth.words.Words;
import java.util.Optional;

/// What a page has from the window around it. JavaFX thread only; nothing waits.
public interface Surroundings {

    /// The texts in the person's language. Another language means new pages.
    Words words();

    /// The way to the keeper.
    Calls keeper();

    /// Sets something going; how it goes on is told by [Page#see].
    void press(Act act);

    /// Leads the person to another page.
    void go(Place place);

    /// Leads the person to the page of this problem.
    void explain(ProblemKind problem);

    /// The problem whose page was asked for last.
    Optional<ProblemKind> explained();

    /// Looks and speaks so from now on; another language means new pages.
    void wear(Look look);

    /// Closes the window; Berth goes on.
    void close();
}
