package dev.berth.app.tray;

import java.util.List;

/// The drawings of the icon: one shape for each state.
public enum Picture {
    READY("ready"),

    /// One after the other, it turns.
    STARTING("starting", "starting-2", "starting-3", "starting-4"),
    NEEDS_ATTENTION("needs-attention"),
    PAUSED("paused"),
    NOT_SET_UP("not-set-up");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> frames;

    Picture(String... frames) {
        this.frames = List.of(frames);
    }

    /// How many there are for it.
    public int frames() {
        return frames.size();
    }

    /// The name of the drawing's files.
    ///
    /// @param frame from 0; those past the last begin again
    public String file(int frame) {
        return "berth-" + frames.get(Math.floorMod(frame, frames.size()));
    }
}
