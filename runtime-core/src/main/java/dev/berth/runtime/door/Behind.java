package dev.berth.runtime.door;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.StatusReport;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/// What stands behind the front door, as its keeper knows it. Any thread; no method ever waits.
public interface Behind {

    /// How it stands now.
    Scene scene();

    /// Tells the present scene at once and then each new one, in order, on a thread of the
    /// teller's. A slow listener misses scenes in between, never the last.
    Subscription watch(Consumer<Scene> listener);

    /// Somebody found nobody at home: the supervisor shall look now. However many say so, it is one
    /// look, and nothing is restarted on the strength of it.
    void knock();

    /// A page of ours, or a person who typed the address, wants in while the service is paused and
    /// [Scene#wakesWhenUsed]: it shall be started.
    void wake();

    /// How it stands at one moment.
    ///
    /// @param service the loopback port of the service, 1 to 65535, while it is proven Ready; empty
    ///   otherwise
    /// @param report what the person is told
    /// @param wakesWhenUsed whether a request may start what the person paused
    /// @param names further names by which the person calls this computer, in small letters and
    ///   without a port
    record Scene(
            OptionalInt service, StatusReport report, boolean wakesWhenUsed, Set<String> names) {
        public Scene {
            names = Set.copyOf(names);
        }
    }
}
