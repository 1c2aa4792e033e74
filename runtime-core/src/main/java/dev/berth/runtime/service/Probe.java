package dev.berth.runtime.service;

import dev.berth.runtime.limit.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks a running service how it is, over its loopback port. Any thread.
public interface Probe {

    /// Whether it says that it is ready. Without the token it does not name the parts that fail.
    ///
    /// @param token sent only when given: once the listener is known to be ours
    Reply readiness(int port, Optional<String> token, Limit limit);

    /// Whether it accepts our token and refuses to do without. Asked only once the listener is
    /// known to be ours (DESIGN 4, rule 7), because the token is sent.
    Identity identity(int port, String token, Limit limit);

    /// What it said.
    sealed interface Reply {
        /// All of it works.
        ///
        /// @param at the time of its clock, where it tells; whole seconds
        record Ready(Optional<Instant> at) implements Reply {
            /// It tells nothing of its clock.
            public Ready() {
                this(Optional.empty());
            }
        }

        /// It lives, and names the parts that do not work (yet).
        ///
        /// @param at as with [Ready]
        record Alive(List<String> failing, Optional<Instant> at) implements Reply {
            public Alive {
                failing = List.copyOf(failing);
            }

            /// It tells nothing of its clock.
            public Alive(List<String> failing) {
                this(failing, Optional.empty());
            }
        }

        /// Nobody listens.
        record Refused() implements Reply {}

        /// The connection stands or broke off, but no whole answer came inside the limit.
        record Silent() implements Reply {}

        /// An answer that the service would not give.
        record Strange(String what) implements Reply {}
    }

    /// Whose answer it is.
    sealed interface Identity {
        /// It accepts our token and nothing less.
        ///
        /// @param release the service's own version, where it says so
        record Proven(Optional<String> release) implements Identity {}

        /// It does not accept our token.
        record Refused() implements Identity {}

        /// It answers anybody, so it cannot be guarded by our token.
        record Unguarded() implements Identity {}

        /// No answer in time.
        record Silent() implements Identity {}

        /// No clear answer.
        record Unclear(String what) implements Identity {}
    }
}
