package dev.berth.window;

import static dev.berth.window.Pictures.onFxThread;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Settings.Look;
import dev.berth.window.face.WindowWords;
import dev.berth.window.link.Act;
import dev.berth.window.link.Calls;
import dev.berth.window.link.Link;
import dev.berth.window.link.Outlook;
import dev.berth.window.link.ScriptedBerth;
import dev.berth.window.link.ScriptedSearch;
import dev.berth.window.page.Page;
import dev.berth.window.page.Place;
import dev.berth.window.page.Surroundings;
import dev.berth.words.Words;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// One page with a keeper that a test scripts, and what the page asks of the window around it.
public final class Stand implements Surroundings, AutoCloseable {
    private final ScriptedBerth keeper = new ScriptedBerth(Samples.ready());
    private final BlockingQueue<Act> pressed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Place> gone = new LinkedBlockingQueue<>();
    private final BlockingQueue<Look> worn = new LinkedBlockingQueue<>();
    private Optional<ProblemKind> explained = Optional.empty();
    private final Link link;
    private final Stage stage;

    /// @param stage shows the page
    public Stand(Stage stage) {
        this.stage = stage;
        var search = new ScriptedSearch();
        search.put(keeper);
        link =
                new Link(
                        search,
                        Optional.empty(),
                        List.of(Duration.ofHours(1)),
                        Platform::runLater,
                        _ -> {});
        link.begin();
    }

    /// Shows the page as the window would.
    public <P extends Page> P open(Function<Surroundings, P> maker) {
        return onFxThread(() -> {
            var page = maker.apply(this);
            page.view().setPrefSize(476, 470);
            stage.setScene(new Scene(page.view()));
            stage.show();
            stage.requestFocus(); // an earlier test's window may have the keyboard
            page.see(
                    new Outlook(
                            new Outlook.Sight.Seen(Samples.ready()), new Outlook.Errand.None()));
            page.view().applyCss();
            page.enter();
            return page;
        });
    }

    public ScriptedBerth berth() {
        return keeper;
    }

    public BlockingQueue<Act> pressed() {
        return pressed;
    }

    public BlockingQueue<Place> gone() {
        return gone;
    }

    public BlockingQueue<Look> worn() {
        return worn;
    }

    /// The node in the page.
    public <T> T find(String selector, Class<T> type) {
        return onFxThread(() -> type.cast(stage.getScene().lookup(selector)));
    }

    /// The texts that are seen.
    public List<String> texts() {
        return Pictures.texts(Pictures.visible(stage.getScene()));
    }

    /// Waits until something holds on the JavaFX thread.
    public static void await(Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> onFxThread(holds));
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Words words() {
        return WindowWords.in(Optional.empty(), Locale.ENGLISH, ZoneOffset.UTC);
    }

    @Override
    public Calls keeper() {
        return link;
    }

    @Override
    public void press(Act act) {
        pressed.add(act);
    }

    @Override
    public void go(Place place) {
        gone.add(place);
    }

    @Override
    public void explain(ProblemKind problem) {
        explained = Optional.of(problem);
        gone.add(Place.EXPLAINED);
    }

    @Override
    public Optional<ProblemKind> explained() {
        return explained;
    }

    @Override
    public void wear(Look look) {
        worn.add(look);
    }

    @Override
    public void close() {
        link.close();
    }
}
