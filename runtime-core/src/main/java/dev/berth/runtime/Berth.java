package dev.berth.runtime;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// One Berth home, looked after by a supervisor in this process or in another one.
///
/// Every method may be called from any thread. Only [#status()] promises never to wait.
public interface Berth extends AutoCloseable {

    /// The newest report. Starts no process, touches no file, takes under a millisecond.
    StatusReport status();

    /// Tells the listener the present report at once and then each new one, in order, on a thread
    /// of Berth's. A slow listener misses reports in between, never the last.
    Subscription watch(Consumer<StatusReport> listener);

    /// Asks for something. The stage completes with the first report that settles it, in success or
    /// failure; the report says which. It completes exceptionally with [LostContact] only.
    CompletionStage<StatusReport> ask(Command command);

    /// The service's last lines, oldest first, redacted.
    ///
    /// @param lines how many at most, 1 to 100,000
    List<String> log(int lines);

    /// Tells the last lines and then each new one until closed.
    Subscription followLog(int lines, Consumer<String> listener);

    /// What Berth did and why, oldest first.
    ///
    /// @param last how many at most
    List<Activity> activity(int last);

    /// Where the service answers, with the secret that signs the person in, while it is Ready.
    /// Never log it, never hand it to a process.
    Optional<URI> signInAddress();

    /// What the person chose.
    Choices choices();

    /// What the first run needs.
    FirstRun firstRun();

    /// The window of this home.
    Screens screens();

    /// Ends this view. Closing the view on another process's supervisor leaves that one running.
    @Override
    void close();

    /// A listener's registration.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /// The supervisor's process ended or its connection broke.
    final class LostContact extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LostContact(String message) {
            super(message);
        }
    }
}
