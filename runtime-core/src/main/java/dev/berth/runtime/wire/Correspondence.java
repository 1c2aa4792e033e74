package dev.berth.runtime.wire;

import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.wire.Outbox.Post;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The client's side of one connection: requests with an id each, and what comes back for them. Any
/// thread.
final class Correspondence {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);
    private static final String GONE = "Berth has ended, or its connection broke.";

    private final Wire wire;
    private final LineReader lines;
    private final Patience patience;
    private final Consumer<JsonNode> unasked;
    private final Runnable afterwards;
    private final AtomicLong lastId = new AtomicLong(KeeperClient.OWN_WATCH);
    private final Map<Long, Consumer<Reply>> waiting = new ConcurrentHashMap<>();
    private final Outbox requests = new Outbox();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean lost = new AtomicBoolean();

    /// What comes back for a request.
    sealed interface Reply {
        record Told(JsonNode json) implements Reply {}

        record Lost(String sentence) implements Reply {}
    }

    /// @param unasked hears what comes for the stream that was opened with the connection
    /// @param afterwards run once, when the connection is lost
    Correspondence(
            Wire wire,
            LineReader lines,
            Patience patience,
            Consumer<JsonNode> unasked,
            Runnable afterwards) {
        this.wire = wire;
        this.lines = lines;
        this.patience = patience;
        this.unasked = unasked;
        this.afterwards = afterwards;
    }

    /// Nothing is read or written before.
    void begin() {
        Thread.ofVirtual().name("berth-client-reader").start(this::read);
        Thread.ofVirtual().name("berth-client-writer").start(this::write);
    }

    /// What was asked for still reaches the keeper; that may take a second.
    void close() {
        requests.close();
        try {
            var _ = ended.await(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.close();
        lose();
    }

    /// Asks, and hands each part of the answer on until the last one has come; 10 s at most.
    void gather(ObjectNode request, Consumer<JsonNode> part) {
        gather(request, LONGEST_WAIT, part);
    }

    void gather(ObjectNode request, Duration atMost, Consumer<JsonNode> part) {
        var done = new CompletableFuture<Boolean>();
        var id =
                send(
                        request,
                        (_, reply) -> {
                            switch (reply) {
                                case Reply.Lost(var sentence) ->
                                        done.completeExceptionally(new LostContact(sentence));
                                case Reply.Told(var json) when json.has("error") ->
                                        done.completeExceptionally(
                                                new LostContact(KeeperClient.refusal(json)));
                                case Reply.Told(var json) -> {
                                    part.accept(json);
                                    if (!json.path("more").booleanValue(false)) {
                                        done.complete(true);
                                    }
                                }
                            }
                        });
        try {
            awaited(done, atMost);
        } finally {
            forget(id);
        }
    }

    /// Waits for what the reader's thread completes.
    static <T> T awaited(CompletableFuture<T> answer, Duration atMost) {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LostContact("Berth does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostContact("Waiting for Berth was interrupted.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LostContact contact
                    ? contact
                    : new IllegalStateException(e.getCause());
        }
    }

    /// The whole answer.
    JsonNode ask(ObjectNode request, Duration atMost) {
        var answer = new CompletableFuture<JsonNode>();
        gather(request, atMost, answer::complete);
        return answer.join();
    }

    JsonNode ask(ObjectNode request) {
        return ask(request, LONGEST_WAIT);
    }

    /// @param reply called on the reader's thread with the request's id
    long send(ObjectNode request, BiConsumer<Long, Reply> reply) {
        long id = lastId.incrementAndGet();
        waiting.put(id, told -> reply.accept(id, told));
        requests.put(request.put("id", id).toString());
        if (lost.get()) {
            var late = waiting.remove(id);
            if (late != null) {
                late.accept(new Reply.Lost(GONE));
            }
        }
        return id;
    }

    /// Nobody waits for this answer any more.
    void forget(long id) {
        waiting.remove(id);
    }

    /// Ends a stream, unless it has ended.
    void stop(long id) {
        if (waiting.remove(id) != null) {
            send(
                    Protocol.object().put("ask", "stop").put("of", id),
                    (stop, _) -> waiting.remove(stop));
        }
    }

    private void write() {
        try {
            while (requests.take() instanceof Post.Answer(var line)) {
                wire.write(line);
            }
            wire.closeOutput();
        } catch (IOException e) {
            wire.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wire.close();
        }
    }

    private void read() {
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                Protocol.parse(line.get()).ifPresent(this::take);
            }
        } catch (IOException | LineReader.TooLong e) {
            // Ended, broken, or not to be understood any more: the same to whoever waits.
        } finally {
            wire.close();
            lose();
            ended.countDown();
        }
    }

    private void take(JsonNode json) {
        long id = json.path("id").longValue(-1);
        if (id == KeeperClient.OWN_WATCH) {
            unasked.accept(json);
            return;
        }
        var reply = waiting.get(id);
        if (reply != null) {
            reply.accept(new Reply.Told(json));
        }
    }

    private void lose() {
        if (lost.getAndSet(true)) {
            return;
        }
        afterwards.run();
        requests.close();
        patience.close();
        for (var id : List.copyOf(waiting.keySet())) {
            var reply = waiting.remove(id);
            if (reply != null) {
                reply.accept(new Reply.Lost(GONE));
            }
        }
    }
}
