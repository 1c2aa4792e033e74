package dev.berth.app.signin;

import dev.berth.app.desk.OwnerOnly;
import dev.berth.app.signin.Autostart.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the desktop's list in step with the setting; where the person changed the list with the
/// desktop's own tool while Berth did not look, the setting follows. One thread at a time.
public final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Autostart autostart;
    private final Path note;
    private final Runnable switchOff;
    private boolean looked;

    /// @param note a file that is there while the list has an entry that we made: without it,
    ///   nobody could tell an entry that was removed from one that was never made
    /// @param switchOff chooses that Berth shall not start at sign-in; must not wait
    public SignIn(Autostart autostart, Path note, Runnable switchOff) {
        this.autostart = autostart;
        this.note = note;
        this.switchOff = switchOff;
    }

    /// Has the list say this.
    public void follow(boolean wanted) {
        try {
            if (!wanted) {
                forget();
            } else if (!looked && undone()) {
                LOG.info("the start at sign-in was switched off on the desktop");
                forget();
                switchOff.run();
            } else {
                autostart.enter();
                OwnerOnly.file(note);
            }
            looked = true;
        } catch (IOException e) {
            LOG.warn("the start at sign-in cannot be set: {}", e.getMessage());
        }
    }

    private boolean undone() throws IOException {
        return switch (autostart.entry()) {
            case SWITCHED_OFF -> true;
            case NONE -> Files.exists(note);
            case ENTERED -> false;
        };
    }

    /// An entry that we did not make is somebody else's wish.
    private void forget() throws IOException {
        if (Files.exists(note) || autostart.entry() == Entry.ENTERED) {
            autostart.remove();
            Files.deleteIfExists(note);
        }
    }
}
