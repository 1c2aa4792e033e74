package dev.berth.window.link;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.Belongings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Has counted what a home has on this computer, on a thread that may wait; the answer comes on the
/// JavaFX thread. No keeper is needed for it.
public final class Counting {
    /// What was not counted by then is said to be more.
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Belongings belongings;
    private final Executor javaFxThread;

    /// @param javaFxThread usually `Platform::runLater`
    public Counting(Belongings belongings, Executor javaFxThread) {
        this.belongings = belongings;
        this.javaFxThread = javaFxThread;
    }

    /// Counts everything. Returns at once.
    public void count(Consumer<Reply<List<Belonging>>> done) {
        var _ =
                Thread.ofPlatform()
                        .daemon()
                        .name("berth-counting")
                        .start(() -> {
                            var reply = reply();
                            javaFxThread.execute(() -> done.accept(reply));
                        });
    }

    /// A mistake of ours is said: a page that waits for ever would be worse.
    private Reply<List<Belonging>> reply() {
        try {
            return new Reply.Got<>(belongings.all(LONGEST));
        } catch (RuntimeException e) {
            return new Reply.Lost<>(e.toString());
        }
    }
}
