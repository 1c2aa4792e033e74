package dev.berth.app.bus;

import java.io.IOException;

/// What was asked of somebody on the bus did not come about; the message says what.
public final class BusException extends IOException {
    private static final long serialVersionUID = 1L;

    /// With a sentence for the log.
    public BusException(String message) {
        super(message);
    }

    BusException(String message, Throwable cause) {
        super(message, cause);
    }
}
