package dev.berth.window.wizard.course;

import dev.berth.runtime.Problem;
import dev.berth.runtime.Progress;
import dev.berth.window.face.Pace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far the way to Ready has come.
public sealed interface Journey {

    /// Not asked for.
    record NotBegun() implements Journey {}

    /// Asked for, and not heard of since: what is told meanwhile is about the time before.
    record Asked() implements Journey {}

    /// Berth is at it.
    ///
    /// @param pace of what is fetched
    record UnderWay(Progress progress, Pace pace) implements Journey {

        /// How long the fetching will take, once that can be guessed.
        public Optional<Duration> left() {
            return pace.left();
        }

        static UnderWay next(Journey before, Progress progress, Instant now) {
            var known = before instanceof UnderWay(_, var pace) ? pace : Pace.NONE;
            return new UnderWay(progress, known.told(progress, now));
        }
    }

    /// Berth cannot go on alone.
    record Stuck(Problem problem) implements Journey {}

    /// Nothing is heard of Berth at the moment.
    record Lost() implements Journey {}

    /// Ready was seen.
    ///
    /// @param address where the browser finds the assistant
    record Arrived(Optional<URI> address) implements Journey {}
}
