package dev.berth.window.link;

import dev.berth.runtime.FirstRun;
import dev.berth.runtime.Place;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// A first run that answers as a test says.
public final class ScriptedFirstRun implements FirstRun {

    /// An installation under way, to be told on and ended by the test.
    public record Installing(
            Consumer<OptionalDouble> progress, CompletableFuture<Installation> outcome) {}

    private final BlockingQueue<Installing> installing = new LinkedBlockingQueue<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile List<Check> checks = List.of();
    private volatile Optional<Draft> draft = Optional.empty();

    /// What a look at this computer finds.
    public void finds(Check... found) {
        checks = List.of(found);
    }

    /// What somebody had filled in before.
    public void remembers(Draft filledIn) {
        draft = Optional.of(filledIn);
    }

    /// The keys that were kept, in order.
    public List<String> keys() {
        return keys;
    }

    /// The installations asked for.
    public BlockingQueue<Installing> installing() {
        return installing;
    }

    @Override
    public List<Check> checkUp(Optional<Place> place) {
        return checks;
    }

    @Override
    public CompletionStage<Installation> install(Consumer<OptionalDouble> progress) {
        var outcome = new CompletableFuture<Installation>();
        installing.add(new Installing(progress, outcome));
        return outcome;
    }

    @Override
    public Optional<Draft> draft() {
        return draft;
    }

    @Override
    public void keep(Draft filledIn, Optional<String> key) {
        key.ifPresent(keys::add);
        draft = Optional.of(filledIn);
    }

    @Override
    public void forget() {
        draft = Optional.empty();
    }
}
