package dev.berth.app.desk;

/// Hears that this process shall end (the terminal's interrupt, the system's SIGTERM).
public interface EndOfProcess {

    /// Has `last` run when the process is asked to end, before it does. The process then ends as
    /// one that did what was asked.
    Registration before(Last last);

    /// Has this run before the end, however much time there is, as [#before] has.
    default Registration beforeAny(Runnable last) {
        return before(_ -> last.run());
    }

    /// What is to be done before the end.
    interface Last {

        /// Does it; the process ends when this returns.
        ///
        /// @param shuttingDown whether the computer is being shut down, which leaves seconds for it
        void act(boolean shuttingDown);
    }

    /// Takes it back.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
