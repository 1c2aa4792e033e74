package dev.berth.runtime.observation;

import java.util.List;

/// What answers at the port that our running container publishes.
public sealed interface EndpointState {

    /// Ours, it accepts our token, and it is ready but for parts that it can do without.
    record Ready(List<String> degraded) implements EndpointState {
        public Ready {
            degraded = List.copyOf(degraded);
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
    record Foreign() implements EndpointState {}
}
