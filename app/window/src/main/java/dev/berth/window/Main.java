package dev.berth.window;

import dev.berth.runtime.Home;
import dev.berth.runtime.Screens.View;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.application.Application;

/// Where the window begins. Not the application itself: for one of those Java starts JavaFX before
/// `main`, and a computer without a screen would be answered with a stack trace.
public final class Main {
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    /// A word to the person in place of the window.
    private static final String NOTICE = "--notice";

    /// Why Berth does not run, told by whoever found out: a sentence follows.
    private static final String REFUSED = "--refused";

    private static final List<String> VIEWS =
            Stream.of(View.values()).map(view -> view.name().toLowerCase(Locale.ROOT)).toList();

    private Main() {}

    /// Opens the window and returns when it is closed.
    public static void main(String[] arguments) {
        var asked = List.of(arguments);
        var notice = asked.equals(List.of(NOTICE));
        var refused = asked.size() == 2 && asked.getFirst().equals(REFUSED);
        if (!notice && !refused && (asked.size() > 1 || !VIEWS.containsAll(asked))) {
            giveUp(
                    BAD_USAGE,
                    "berth window: expected nothing more or one of %s, but was given %s"
                            .formatted(String.join(", ", VIEWS), String.join(" ", arguments)));
        }
        Home.objection(System.getenv())
                .ifPresent(objection -> giveUp(BAD_USAGE, "berth window: " + objection));
        try {
            Application.launch(application(notice, refused), arguments);
        } catch (UnsupportedOperationException e) {
            giveUp(
                    FAILED,
                    "berth window: there is no screen here to show a window on (%s); see how things"
                                    .formatted(e.getMessage())
                            + " stand with: berth status");
        }
    }

    private static Class<? extends Application> application(boolean notice, boolean refused) {
        if (refused) {
            return RefusedApplication.class;
        }
        return notice ? NoticeApplication.class : WindowApplication.class;
    }

    private static void giveUp(int status, String sentence) {
        System.err.println(sentence);
        System.exit(status);
    }
}
