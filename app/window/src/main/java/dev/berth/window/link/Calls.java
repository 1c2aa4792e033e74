package dev.berth.window.link;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.Subscription;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Asks the keeper what may wait, on threads that may. Every method returns at once and takes no
/// lock; every answer comes on the JavaFX thread.
public interface Calls {

    /// Asks the keeper something.
    ///
    /// @param question may wait, on a thread of its own
    /// @param answer told once, on the JavaFX thread
    <T> void call(Function<Berth, T> question, Consumer<Reply<T>> answer);

    /// Follows something for as long as it is wanted, also at the next keeper when this one is
    /// lost.
    ///
    /// @param begin called with each keeper; may wait, on a thread of its own
    /// @return ends it; returns at once
    Subscription follow(Function<Berth, Subscription> begin);

    /// A listener for any thread. The receiver is told on the JavaFX thread; when that one is
    /// behind it misses values in between, never the last.
    <T> Consumer<T> newest(Consumer<T> receiver);

    /// The same, but it misses nothing except, when there are more than so many at once, the
    /// oldest.
    ///
    /// @param most how many are kept at most
    /// @param receiver told them in order
    <T> Consumer<T> last(int most, Consumer<List<T>> receiver);
}
