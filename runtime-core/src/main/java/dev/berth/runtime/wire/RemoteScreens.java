package dev.berth.runtime.wire;

import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Screens;
import dev.berth.runtime.wire.Correspondence.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The one window of another process's home.
final class RemoteScreens implements Screens {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Correspondence keeper;

    RemoteScreens(Correspondence keeper) {
        this.keeper = keeper;
    }

    /// A keeper that does not answer, or is too old to know of windows, shows none.
    @Override
    public boolean show(View view) {
        try {
            return keeper.ask(
                            Protocol.object()
                                    .put("ask", "show")
                                    .put("view", ScreensJson.name(view)))
                    .path("shown")
                    .booleanValue(false);
        } catch (LostContact e) {
            return false;
        }
    }

    @Override
    public Optional<Subscription> attend(Consumer<Word> listener) {
        var attending = new CompletableFuture<Boolean>();
        var words = new LinkedBlockingQueue<Optional<Word>>();
        var id =
                keeper.send(
                        Protocol.object().put("ask", "attend"),
                        (_, reply) -> hear(reply, attending, words));
        boolean granted;
        try {
            granted = Correspondence.awaited(attending, LONGEST_WAIT);
        } catch (LostContact e) {
            keeper.stop(id);
            throw e;
        }
        if (!granted) {
            keeper.forget(id);
            return Optional.empty();
        }
        Thread.ofVirtual().name("berth-client-words").start(() -> tell(words, listener));
        return Optional.of(() -> {
            keeper.stop(id);
            words.clear();
            words.add(Optional.empty());
        });
    }

    private static void hear(
            Reply reply,
            CompletableFuture<Boolean> attending,
            BlockingQueue<Optional<Word>> words) {
        switch (reply) {
            case Reply.Lost(var sentence) -> {
                attending.completeExceptionally(new LostContact(sentence));
                words.add(Optional.empty());
            }
            case Reply.Told(JsonNode json) when json.has("error") ->
                    attending.completeExceptionally(new LostContact(KeeperClient.refusal(json)));
            case Reply.Told(JsonNode json) when json.has("attending") ->
                    attending.complete(json.path("attending").booleanValue(false));
            case Reply.Told(JsonNode json) -> {
                ScreensJson.word(json).ifPresent(word -> words.add(Optional.of(word)));
                attending.complete(true);
            }
        }
    }

    private static void tell(BlockingQueue<Optional<Word>> words, Consumer<Word> listener) {
        try {
            for (var word = words.take(); word.isPresent(); word = words.take()) {
                listener.accept(word.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
