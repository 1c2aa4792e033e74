package dev.berth.app.program;

/// What this process was started from, and what may take its place.
public interface Program {

    /// Has `act` run once, on a thread of its own, when another build has taken the place of ours
    /// and proved that it starts. What changed before this call is not looked at.
    Watch whenReplaced(Runnable act);

    /// Ends when it is closed.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
