package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.limit.Limit;
import java.util.List;
import java.util.function.Consumer;

/// The service's own lines, both of its streams in the order of writing, without colour. Any thread
/// may ask.
final class Log {
    private final Podman podman;

    Log(Podman podman) {
        this.podman = podman;
    }

    Answer<List<String>> last(ContainerId id, int lines, Limit limit) {
        var call =
                Call.of("logs", "logs", "--tail=" + lines, "--", id.value()).withBothStreamsAsOne();
        return podman.ask(call, limit).map(Words::lines);
    }

    /// Hands on each line until the run ends or the limit is cancelled.
    ///
    /// @param line told on another thread
    Answer<Void> follow(ContainerId id, int lines, Consumer<String> line, Limit limit) {
        var call =
                Call.of("logs", "logs", "--follow", "--tail=" + lines, "--", id.value())
                        .withBothStreamsAsOne()
                        .tellingLines(text -> line.accept(Words.withoutColour(text)));
        return podman.ask(call, limit).then(Podman::done);
    }
}
