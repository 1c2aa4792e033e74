package dev.berth.runtime.copies.archive;

import java.io.IOException;

/// A file that is no whole safety copy of ours, or one that is not safe to open. The message says
/// what is wrong with it in few words and may reach a person.
public final class BadCopy extends IOException {
    private static final long serialVersionUID = 1L;

    public BadCopy(String what) {
        super(what);
    }

    public BadCopy(String what, IOException cause) {
        super(what, cause);
    }
}
