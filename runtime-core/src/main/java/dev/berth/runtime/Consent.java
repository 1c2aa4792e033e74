package dev.berth.runtime;

import java.util.Arrays;
import java.util.Optional;

/// What Berth does only after a person has agreed to exactly that. It holds once.
public enum Consent {
    /// The place in which the service lives may be made anew; its data is kept.
    REBUILD("rebuild"),

    /// The other one that is in the way may be stopped.
    STOP_OTHER("stop-other");

    private final String id;

    Consent(String id) {
        this.id = id;
    }

    /// Stable name: `berth repair --ID`.
    public String id() {
        return id;
    }

    /// The one with this name.
    public static Optional<Consent> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
