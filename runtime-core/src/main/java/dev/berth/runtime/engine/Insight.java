package dev.berth.runtime.engine;

import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What helps to find a fault in the engine. Asks, and changes nothing. Any thread; the caller
/// waits.
public interface Insight {

    /// All that the engine says of itself in answer to one question.
    Answer<Innards> look(Limit limit);

    /// The engine's own words, one answer for each question; not redacted. What fails or takes too
    /// long says so in the place of its answer.
    ///
    /// @param service the one that we made
    /// @param lines how many of the service's last lines
    /// @param limit for each question
    List<Raw> raw(Optional<ContainerId> service, int lines, Limit limit);

    /// What the engine says of itself.
    ///
    /// @param judged whether it is good enough for us
    /// @param store where it keeps the service's program; empty where that is not on this computer
    /// @param helpers programs that it needs beside its own
    record Innards(Answer<EngineReport> judged, Optional<Path> store, List<Helper> helpers) {
        public Innards {
            helpers = List.copyOf(helpers);
        }
    }

    /// A program that the engine needs beside its own.
    ///
    /// @param duty what it is for, in plain words
    /// @param names what it may be called
    /// @param found where it is; empty where it is not
    record Helper(String duty, List<String> names, Optional<Path> found) {
        public Helper {
            names = List.copyOf(names);
        }
    }

    /// One question and the answer to it.
    ///
    /// @param name for a file
    /// @param question as it would be typed
    record Raw(String name, String question, String answer) {}
}
