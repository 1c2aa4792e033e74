package dev.berth.runtime.wire;

import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.FirstRun;
import dev.berth.runtime.Place;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Says what a test tells it to, and remembers what it was given.
final class ScriptedFirstRun implements FirstRun {
    record Kept(Draft draft, Optional<String> key) {}

    final BlockingQueue<Kept> kept = new LinkedBlockingQueue<>();
    final BlockingQueue<Consumer<OptionalDouble>> installing = new LinkedBlockingQueue<>();
    final CompletableFuture<Installation> installed = new CompletableFuture<>();
    final CountDownLatch mayLook = new CountDownLatch(1);
    volatile Optional<Place> lookedAt = Optional.empty();
    volatile List<Check> checks = List.of();
    volatile Optional<Draft> draft = Optional.empty();
    volatile Optional<String> refusal = Optional.empty();

    /// As long as the test wants.
    @Override
    public List<Check> checkUp(Optional<Place> place) {
        lookedAt = place;
        try {
            mayLook.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return checks;
    }

    @Override
    public CompletionStage<Installation> install(Consumer<OptionalDouble> progress) {
        installing.add(progress);
        return installed;
    }

    @Override
    public Optional<Draft> draft() {
        return draft;
    }

    @Override
    public void keep(Draft what, Optional<String> key) {
        if (refusal.isPresent()) {
            throw new LostContact(refusal.get());
        }
        kept.add(new Kept(what, key));
    }

    @Override
    public void forget() {
        draft = Optional.empty();
    }
}
