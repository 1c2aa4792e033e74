package dev.berth.runtime.source;

import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import java.util.List;

/// Tells which releases of the service's program there are. Any thread.
@FunctionalInterface
public interface ReleaseTags {

    /// The tags under the name of a program; nothing is fetched. Each call blocks its thread until
    /// all are here, the limit has passed or it is cancelled.
    ///
    /// @param reference the program's name; its own tag and digest do not matter
    /// @param way the person's settings
    Answer<List<String>> tags(String reference, Settings.Fetching way, Limit limit);

    /// Where nobody can be asked.
    static ReleaseTags none() {
        return (_, _, _) ->
                Answer.failed(
                        new EngineFailure(
                                EngineFailure.Kind.NETWORK, "look", "there is nobody to ask"));
    }
}
