package dev.berth.app.desk;

/// Hears that this process shall end (the terminal's interrupt, the system's SIGTERM).
public interface EndOfProcess {

    /// Has `last` run when the process is asked to end, before it does. The process then ends as
    /// one that did what was asked.
    Registration before(Runnable last);

    /// Takes it back.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
