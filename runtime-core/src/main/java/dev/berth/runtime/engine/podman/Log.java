package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.LogMark;
import dev.berth.runtime.engine.LogNews;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The service's own lines. Any thread may ask.
final class Log {
    private static final String DRIVER = "k8s-file:";
    private static final Duration ASKING = Duration.ofSeconds(10);

    private final Podman podman;
    private final EndWatches watchers;

    Log(Podman podman, EndWatches watchers) {
        this.podman = podman;
        this.watchers = watchers;
    }

    /// Both of its streams in the order of writing, without colour.
    Answer<List<String>> last(ContainerId id, int lines, Limit limit) {
        var call =
                Call.of("logs", "logs", "--tail=" + lines, "--", id.value()).withBothStreamsAsOne();
        return podman.ask(call, limit).map(Words::lines);
    }

    /// Reads to the end of what was written.
    Answer<Void> after(
            ContainerId id, Optional<LogMark> mark, Consumer<List<LogNews>> told, Limit limit) {
        return file(id, limit)
                .then(file -> {
                    try (var tail = new LogTail(file, mark, told)) {
                        tail.end();
                        return Podman.done("");
                    } catch (IOException unreadable) {
                        return failed(unreadable);
                    }
                });
    }

    /// Goes on with each new line until the container is gone or the limit is cancelled.
    Answer<Void> follow(
            ContainerId id, Optional<LogMark> mark, Consumer<List<LogNews>> told, Limit limit) {
        return file(id, limit)
                .then(file -> {
                    try {
                        new LogWatch(file).follow(mark, told, limit);
                        return Podman.done("");
                    } catch (IOException unreadable) {
                        return failed(unreadable);
                    } catch (InterruptedException asked) {
                        Thread.currentThread().interrupt();
                        return Answer.failed(
                                new EngineFailure(
                                        EngineFailure.Kind.CANCELLED, "logs", "interrupted"));
                    }
                });
    }

    private static <T> Answer<T> failed(IOException unreadable) {
        return Answer.failed(
                new EngineFailure(
                        EngineFailure.Kind.UNREADABLE, "logs", String.valueOf(unreadable)));
    }

    /// The watcher's arguments name it, which costs no command; without a run Podman is asked.
    private Answer<Path> file(ContainerId id, Limit limit) {
        var arguments = watchers.arguments(id);
        int at = arguments.indexOf("-l");
        var named = at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : "";
        return named.startsWith(DRIVER + "/")
                ? path(named.substring(DRIVER.length()))
                : podman.ask(
                                Call.of(
                                        "inspect",
                                        "container",
                                        "inspect",
                                        "--format={{.HostConfig.LogConfig.Path}}",
                                        "--",
                                        id.value()),
                                limit.within(ASKING))
                        .then(said -> path(said.strip()));
    }

    private static Answer<Path> path(String text) {
        try {
            if (text.startsWith("/")) {
                return Answer.got(Path.of(text));
            }
        } catch (InvalidPathException none) {
            // said below
        }
        return Json.unreadable("inspect", "no log file: " + text);
    }
}
