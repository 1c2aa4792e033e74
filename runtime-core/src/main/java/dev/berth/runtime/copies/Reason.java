package dev.berth.runtime.copies;

import java.util.Arrays;
import java.util.Optional;

/// For what a copy was made.
public enum Reason {
    HAND("hand"),
    DAILY("daily"),
    IMPORTED("imported"),
    BEFORE_RESTORE("before-restore"),
    BEFORE_RESET("before-reset"),
    BEFORE_REBUILD("before-rebuild"),
    BEFORE_UPDATE("before-update"),
    BEFORE_DOWNGRADE("before-downgrade");

    private final String id;

    Reason(String id) {
        this.id = id;
    }

    /// Stable name, in the copy's own name too.
    public String id() {
        return id;
    }

    /// Whether it was made before something that could lose data.
    public boolean isBefore() {
        return id.startsWith("before-");
    }

    public static Optional<Reason> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
