package dev.berth.runtime.observation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What answers at the port that our running container publishes.
public sealed interface EndpointState {

    /// Whether our container answers, but not as the one that we started.
    default boolean isOdd() {
        return this instanceof IdentityRefused || this instanceof Strange;
    }

    /// Ours, it accepts our token, and it is ready but for parts that it can do without.
    ///
    /// @param drift how far its clock is ahead of ours, where it tells; whole seconds
    record Ready(List<String> degraded, Optional<Duration> drift) implements EndpointState {
        public Ready {
            degraded = List.copyOf(degraded);
        }

        /// It tells nothing of its clock.
        public Ready(List<String> degraded) {
            this(degraded, Optional.empty());
        }
    }

    /// It lives, and these parts that it cannot do without are not ready.
    record Alive(List<String> failing) implements EndpointState {
        public Alive {
            failing = List.copyOf(failing);
        }
    }

    /// Nobody listens.
    record Refused() implements EndpointState {}

    /// Somebody listens and does not answer.
    record Silent() implements EndpointState {}

    /// Our container answers, and does not accept our token.
    record IdentityRefused() implements EndpointState {}

    /// Our container answers, but not as the service does.
    record Strange(String what) implements EndpointState {}

    /// The listener is not ours.
    ///
    /// @param who in plain words, where it can be told
    record Foreign(Optional<String> who) implements EndpointState {

        /// One of which nothing is known.
        public Foreign() {
            this(Optional.empty());
        }
    }
}
