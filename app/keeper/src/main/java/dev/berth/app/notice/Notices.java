package dev.berth.app.notice;

/// The desktop's way to tell a person something. Every method returns at once; any thread.
public interface Notices {

    /// Tells it, in the place of what was told before.
    void tell(Notice notice);

    /// Takes back what was told, where it is still there.
    void withdraw();

    /// Something to tell.
    ///
    /// @param urgent whether it waits until the person has seen it
    /// @param button what leads to the window
    record Notice(boolean urgent, String title, String sentence, String button) {}
}
