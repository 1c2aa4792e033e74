package dev.berth.runtime.wire;

import dev.berth.runtime.FirstRun;
import dev.berth.runtime.Place;
import dev.berth.runtime.news.Listener;
import dev.berth.runtime.wire.Correspondence.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The first run of another process's home.
final class RemoteFirstRun implements FirstRun {
    /// The look itself takes up to 15 s.
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

    private final Correspondence keeper;

    RemoteFirstRun(Correspondence keeper) {
        this.keeper = keeper;
    }

    @Override
    public List<Check> checkUp(Optional<Place> place) {
        var request = Protocol.object().put("ask", "check-up");
        place.ifPresent(one -> request.put("place", one.id()));
        return FirstRunJson.checks(keeper.ask(request, LONGEST_LOOK));
    }

    @Override
    public CompletionStage<Installation> install(Consumer<OptionalDouble> progress) {
        var done = new CompletableFuture<Installation>();
        var told = new Listener<OptionalDouble>(progress); // it may be slow
        keeper.send(
                Protocol.object().put("ask", "install"),
                (id, reply) -> {
                    hear(reply, done, told);
                    if (done.isDone()) {
                        told.close();
                        keeper.forget(id);
                    }
                });
        return done;
    }

    private static void hear(
            Reply reply, CompletableFuture<Installation> done, Listener<OptionalDouble> progress) {
        switch (reply) {
            case Reply.Lost(var sentence) -> done.complete(failed(sentence));
            case Reply.Told(JsonNode json) when json.has("error") ->
                    done.complete(failed(KeeperClient.refusal(json)));
            case Reply.Told(JsonNode json) ->
                    FirstRunJson.installation(json)
                            .ifPresentOrElse(
                                    done::complete, () -> progress.offer(FirstRunJson.share(json)));
        }
    }

    private static Installation failed(String sentence) {
        return new Installation.Failed(List.of(sentence));
    }

    @Override
    public Optional<Draft> draft() {
        return FirstRunJson.draft(keeper.ask(Protocol.object().put("ask", "draft")));
    }

    @Override
    public void keep(Draft draft, Optional<String> key) {
        var request = Protocol.object().put("ask", "keep-draft");
        request.set("draft", FirstRunJson.write(draft));
        key.ifPresent(text -> request.put("key", text));
        keeper.ask(request);
    }

    @Override
    public void forget() {
        keeper.ask(Protocol.object().put("ask", "forget-draft"));
    }
}
