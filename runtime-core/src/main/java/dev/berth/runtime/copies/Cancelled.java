package dev.berth.runtime.copies;

import java.io.IOException;

/// What was under way was given up, as somebody asked.
public final class Cancelled extends IOException {
    private static final long serialVersionUID = 1L;

    public Cancelled() {
        super("it was given up");
    }
}
