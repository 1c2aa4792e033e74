package dev.berth.window;

import dev.berth.runtime.Home;
import javafx.application.Application;

/// Where the window begins. Not the application itself: for one of those Java starts JavaFX before
/// `main`, and a computer without a screen would be answered with a stack trace.
public final class Main {
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    private Main() {}

    /// Opens the window and returns when it is closed.
    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            giveUp(
                    BAD_USAGE,
                    "berth window: expected nothing more, but was given "
                            + String.join(" ", arguments));
        }
        Home.objection(System.getenv())
                .ifPresent(objection -> giveUp(BAD_USAGE, "berth window: " + objection));
        try {
            Application.launch(WindowApplication.class);
        } catch (UnsupportedOperationException e) {
            giveUp(
                    FAILED,
                    "berth window: there is no screen here to show a window on (%s); see how things"
                                    .formatted(e.getMessage())
                            + " stand with: berth status");
        }
    }

    private static void giveUp(int status, String sentence) {
        System.err.println(sentence);
        System.exit(status);
    }
}
