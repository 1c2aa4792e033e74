package dev.berth.runtime;

/// What a reset takes away.
public enum EraseScope {
    /// Back to first run; the service's data stays where it is.
    KEEP_DATA,
    /// Back to first run, and the service's data is erased too. Needs the person's explicit word.
    EVERYTHING
}
