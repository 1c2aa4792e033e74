package dev.berth.window.wizard;

import dev.berth.window.link.Outlook;
import dev.berth.window.page.Page;
import dev.berth.window.page.Surroundings;
import java.time.Duration;
import java.time.InstantSource;
import javafx.scene.layout.Region;

/// The first run as one page of the window. JavaFX thread only.
public final class WizardPage implements Page {
    /// Between two looks at a computer that lacks something.
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final WizardView view;
    private final Guide guide;

    /// A first run that asks for files with the desktop's dialog.
    public WizardPage(Surroundings window) {
        this(
                window,
                InstantSource.system(),
                PAUSE,
                new DesktopFilePicker(new WizardWords(window.words())));
    }

    /// @param pause between two looks at a computer that lacks something
    WizardPage(Surroundings window, InstantSource clock, Duration pause, FilePicker files) {
        guide = new Guide(window, clock, pause);
        view = new WizardView(new WizardWords(window.words()), files, guide::tell);
        guide.show(view::show);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void enter() {
        view.begin();
        guide.enter();
    }

    @Override
    public void leave() {
        guide.leave();
    }

    @Override
    public void see(Outlook outlook) {
        guide.see(outlook);
        view.show(outlook.errand());
    }
}
