package dev.berth.window.page;

import dev.berth.window.link.Outlook;
import javafx.scene.layout.Region;

/// One page of the window, made when somebody first goes there. JavaFX thread only.
public interface Page {

    /// What is shown; always the same one.
    Region view();

    /// The person comes to this page: it asks for what it shows, and begins to follow.
    void enter();

    /// The person goes from this page, or closes the window: whatever it follows ends.
    void leave();

    /// How things stand, when the person comes and with each change while the page is seen.
    void see(Outlook outlook);
}
