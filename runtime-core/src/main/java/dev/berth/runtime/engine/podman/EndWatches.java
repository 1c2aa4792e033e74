package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine.Watch;
import dev.berth.runtime.engine.podman.Inspected.Phase;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out where the end of a container's run will be seen, and watches there.
///
/// conmon, which Podman leaves with each running container, writes the exit code into a file named
/// by the container's id in its `--exit-dir` the moment that the run ends, before Podman itself
/// knows. Its own arguments say where that is, rootless and as root, whatever the configuration.
final class EndWatches {
    private static final Logger LOG = LoggerFactory.getLogger(EndWatches.class);

    /// For the one command that is needed when the container was not looked at just before.
    private static final Duration ONE_LOOK = Duration.ofSeconds(5);

    private final Containers containers;
    private final Proc proc;

    EndWatches(Containers containers, Proc proc) {
        this.containers = containers;
        this.proc = proc;
    }

    /// Never fails: where nothing can be watched, the watch is not live. What turns out to have
    /// ended already is signalled at once.
    Watch watch(ContainerId id, Runnable signal) {
        var known = containers.lastSeen(id).flatMap(seen -> living(seen, id));
        if (known.isPresent()) {
            return begin(known.get(), id, signal);
        }
        if (!(containers.one(id, new Limit(ONE_LOOK, new Cancellation()))
                instanceof Answer.Got<Optional<Inspected>>(var seen))) {
            return new NoWatch();
        }
        if (seen.filter(EndWatches::isUp).isEmpty()) {
            signal.run();
            return new NoWatch();
        }
        return seen.flatMap(one -> living(one, id))
                .map(conmon -> begin(conmon, id, signal))
                .orElseGet(NoWatch::new);
    }

    private Watch begin(long conmon, ContainerId id, Runnable signal) {
        var exits = exitFolder(proc.arguments(conmon));
        if (exits.isEmpty()) {
            return new NoWatch();
        }
        try {
            var watch = EndWatch.begin(id, exits.get(), signal);
            // It may have ended before we looked; then nobody will write the file again.
            if (!isConmonOf(conmon, id)) {
                watch.close();
                signal.run();
            }
            return watch;
        } catch (IOException noWatch) {
            LOG.debug("the end of {} is seen by the slow check only", id.brief(), noWatch);
            return new NoWatch();
        }
    }

    private static boolean isUp(Inspected seen) {
        return seen.phase() == Phase.RUNNING || seen.phase() == Phase.PAUSED;
    }

    private Optional<Long> living(Inspected seen, ContainerId id) {
        var conmon = seen.run().conmon();
        return isUp(seen) && conmon.isPresent() && isConmonOf(conmon.getAsLong(), id)
                ? Optional.of(conmon.getAsLong())
                : Optional.empty();
    }

    private boolean isConmonOf(long pid, ContainerId id) {
        return proc.arguments(pid).contains(id.value());
    }

    static Optional<Path> exitFolder(List<String> arguments) {
        int at = arguments.indexOf("--exit-dir");
        try {
            return at >= 0 && at + 1 < arguments.size()
                    ? Optional.of(Path.of(arguments.get(at + 1)))
                    : Optional.empty();
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private record NoWatch() implements Watch {
        @Override
        public boolean isLive() {
            return false;
        }

        @Override
        public void close() {}
    }
}
