package dev.berth.runtime.decision;

import java.time.Instant;
import java.util.Optional;

/// What another process is doing with safety copies at this moment.
///
/// @param underWay whether it is doing anything
/// @param hush the stillness that it needs, or needed until just now
/// @param trouble why the data that belongs to a release could not be put in place, for people
public record CopyWork(boolean underWay, Optional<Hush> hush, Optional<String> trouble) {
    public static final CopyWork NONE = new CopyWork(false, Optional.empty());

    /// While nothing went wrong.
    public CopyWork(boolean underWay, Optional<Hush> hush) {
        this(underWay, hush, Optional.empty());
    }

    /// The service holds still, or is to.
    ///
    /// @param stops whether it is stopped for it; otherwise paused
    /// @param phase how far that has come
    /// @param until when it goes on at the latest, or when it is too late to begin
    public record Hush(boolean stops, Phase phase, Instant until) {

        /// How far it has come.
        public enum Phase {
            ASKED,
            HELD,
            /// It is needed no more.
            OVER
        }
    }
}
