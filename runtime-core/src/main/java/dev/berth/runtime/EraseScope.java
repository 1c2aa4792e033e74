package dev.berth.runtime;

/// What a reset takes away.
public enum EraseScope {
    /// Back to first run; the service's data stays where it is.
    KEEP_DATA,
    /// Back to first run, and the service's data is erased too, with what Berth brought to this
    /// computer; the safety copies stay, and one more is made before. Needs the person's explicit
    /// word.
    EVERYTHING,
    /// The same, and the safety copies too: nothing brings the data back. Needs a word of its own.
    EVERYTHING_AND_COPIES;

    /// Whether the service's data is erased.
    public boolean erasesData() {
        return this != KEEP_DATA;
    }
}
