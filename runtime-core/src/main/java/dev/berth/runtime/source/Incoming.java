package dev.berth.runtime.source;

import static dev.berth.runtime.engine.EngineFailure.Kind.NETWORK;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An answer's bytes as they come in, one piece ahead of the reader, who sees a source that has
/// fallen silent.
final class Incoming implements BodySubscriber<Incoming> {

    private sealed interface Mail {
        record Bytes(List<ByteBuffer> buffers) implements Mail {}

        record End() implements Mail {}

        record Broken(String why) implements Mail {}

        record Cancelled() implements Mail {}
    }

    private final BlockingQueue<Mail> mail = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> source = new CompletableFuture<>();

    @Override
    public CompletionStage<Incoming> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source.complete(subscription);
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        mail.add(new Mail.Bytes(buffers));
    }

    @Override
    public void onError(Throwable thrown) {
        mail.add(new Mail.Broken(String.valueOf(thrown.getMessage())));
    }

    @Override
    public void onComplete() {
        mail.add(new Mail.End());
    }

    /// The reader is not to wait any longer. Any thread.
    void cancel() {
        mail.add(new Mail.Cancelled());
    }

    /// The next piece; empty at the end.
    ///
    /// @param silence how long none may come
    Optional<List<ByteBuffer>> next(Duration silence) throws FetchFault, InterruptedException {
        return switch (mail.poll(silence.toNanos(), TimeUnit.NANOSECONDS)) {
            case null ->
                    throw FetchFault.passing(
                            NETWORK, "the source fell silent for " + silence.toSeconds() + " s");
            case Mail.Bytes(var buffers) -> {
                var _ = source.thenAccept(subscription -> subscription.request(1));
                yield Optional.of(buffers);
            }
            case Mail.End _ -> Optional.empty();
            case Mail.Broken(var why) ->
                    throw FetchFault.passing(NETWORK, "the connection broke: " + why);
            case Mail.Cancelled _ -> throw FetchFault.cancelled();
        };
    }

    /// Takes no more.
    void close() {
        var _ = source.thenAccept(Flow.Subscription::cancel);
    }
}
