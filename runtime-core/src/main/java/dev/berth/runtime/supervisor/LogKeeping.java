package dev.berth.runtime.supervisor;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.LogMark;
import dev.berth.runtime.engine.LogNews;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.LogLine;
import dev.berth.runtime.store.ServiceLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what the service says, without secrets, from container to container, on a thread of
/// its own, until closed. The supervisor never waits for it.
final class LogKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(LogKeeping.class);
    private static final Duration LONGEST = Duration.ofDays(365);

    /// Lets go of what is followed.
    private static final Duration ENDING = Duration.ofSeconds(2);

    private final Supplier<Optional<Ours>> ours;
    private final Engine engine;
    private final ServiceLog log;
    private final UnaryOperator<String> redacted;
    private final Semaphore news = new Semaphore(0);
    private final Cancellation over = new Cancellation();
    private final Thread thread = Thread.ofVirtual().name("log-keeping").unstarted(this::keep);
    private volatile Optional<Followed> followed = Optional.empty();

    private record Followed(ContainerId container, Cancellation end) {}

    /// @param ours what of ours was seen last
    /// @param redacted a text without secrets
    LogKeeping(
            Supplier<Optional<Ours>> ours,
            Engine engine,
            ServiceLog log,
            UnaryOperator<String> redacted) {
        this.ours = ours;
        this.engine = engine;
        this.log = log;
        this.redacted = redacted;
    }

    void begin() {
        thread.start();
    }

    /// Another container may be ours by now.
    void lookAgain() {
        var wanted = wanted();
        followed.filter(now -> !wanted.equals(Optional.of(now.container())))
                .filter(_ ->
                        wanted.isPresent()) // a removed one ends by itself, with its last lines
                .ifPresent(now -> now.end().cancel());
        news.release();
    }

    /// One that never ran has said nothing.
    private Optional<ContainerId> wanted() {
        return ours.get().filter(one -> !(one instanceof Created)).map(Ours::id);
    }

    private void keep() {
        while (!over.isCancelled()) {
            var next = wanted();
            var ended = next.isPresent() && follow(next.get());
            if (!ended || wanted().equals(next)) {
                news.acquireUninterruptibly();
                news.drainPermits();
            }
        }
    }

    /// @return whether it was followed to an end
    private boolean follow(ContainerId container) {
        var end = new Cancellation();
        followed = Optional.of(new Followed(container, end));
        try (var _ = over.onCancel(end::cancel)) {
            var source = container.value();
            var mark = log.mark(source).map(known -> new LogMark(known.at(), known.lines()));
            var outcome =
                    engine.follow(
                            container, mark, some -> write(source, some), new Limit(LONGEST, end));
            if (outcome instanceof Answer.Failed<Void>(var failure)) {
                LOG.info("the service's lines cannot be followed: {}", failure.kind());
                return false;
            }
            return true;
        } catch (IOException e) {
            LOG.warn("the kept log cannot be read: {}", e.getMessage());
            return false;
        } finally {
            followed = Optional.empty();
        }
    }

    private void write(String source, List<LogNews> some) {
        try {
            var lines = new ArrayList<LogLine>();
            for (var one : some) {
                switch (one) {
                    case LogNews.Line(var at, var text) ->
                            lines.add(new LogLine(at, redacted.apply(text)));
                    case LogNews.Missing() -> {
                        writeAndForget(source, lines);
                        log.missing(source);
                    }
                }
            }
            writeAndForget(source, lines);
        } catch (IOException full) {
            LOG.debug("lines of the service could not be kept: {}", full.getMessage());
        }
    }

    private void writeAndForget(String source, List<LogLine> lines) throws IOException {
        if (!lines.isEmpty()) {
            log.write(source, lines);
            lines.clear();
        }
    }

    /// Ends; what was not kept yet is kept the next time.
    void close() {
        over.cancel();
        news.release();
        try {
            thread.join(ENDING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
