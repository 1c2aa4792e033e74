package dev.berth.window.link;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Berth.Subscription;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the pages ask and follow, each on a virtual thread of its own. Owner thread only, but for
/// those threads.
final class Questions {
    private final Executor javaFxThread;
    private final Consumer<Runnable> owner;
    private final Map<Object, Following> followed = new LinkedHashMap<>();
    private Optional<Berth> keeper = Optional.empty();

    /// Something followed, and the registration for it where there is one.
    private record Following(
            Function<Berth, Subscription> begin, Optional<Subscription> registration) {}

    /// @param javaFxThread where answers are told
    /// @param owner runs something on the owner's thread
    Questions(Executor javaFxThread, Consumer<Runnable> owner) {
        this.javaFxThread = javaFxThread;
        this.owner = owner;
    }

    /// From now on this keeper is asked; empty when it was lost.
    void keeper(Optional<Berth> present) {
        keeper = present;
        followed.replaceAll((_, following) -> new Following(following.begin(), Optional.empty()));
        followed.forEach(this::begin);
    }

    <T> void ask(Function<Berth, T> question, Consumer<Reply<T>> answer) {
        var asked = keeper;
        inBackground(
                "berth-question",
                () -> {
                    var reply =
                            asked.map(berth -> reply(berth, question))
                                    .orElseGet(() -> new Reply.Lost<>("no keeper runs"));
                    javaFxThread.execute(() -> answer.accept(reply));
                });
    }

    /// A mistake of ours is answered like a lost keeper: a page that waits for ever would be worse.
    private static <T> Reply<T> reply(Berth berth, Function<Berth, T> question) {
        try {
            return new Reply.Got<>(question.apply(berth));
        } catch (LostContact e) {
            return new Reply.Lost<>(String.valueOf(e.getMessage()));
        } catch (CompletionException e) {
            return new Reply.Lost<>(String.valueOf(e.getCause()));
        } catch (RuntimeException e) {
            return new Reply.Lost<>(e.toString());
        }
    }

    /// @param name tells it from the others
    void follow(Object name, Function<Berth, Subscription> begin) {
        var following = new Following(begin, Optional.empty());
        followed.put(name, following);
        begin(name, following);
    }

    private void begin(Object name, Following following) {
        keeper.ifPresent(berth ->
                inBackground(
                        "berth-following",
                        () -> {
                            try {
                                var registration = following.begin().apply(berth);
                                owner.accept(() -> begun(name, berth, registration));
                            } catch (LostContact e) {
                                // The next keeper is asked again, once it is there.
                            }
                        }));
    }

    private void begun(Object name, Berth berth, Subscription registration) {
        var following = followed.get(name);
        if (following == null || keeper.filter(berth::equals).isEmpty()) {
            inBackground("berth-following-end", registration::close);
        } else {
            followed.put(name, new Following(following.begin(), Optional.of(registration)));
        }
    }

    void unfollow(Object name) {
        var following = followed.remove(name);
        if (following != null) {
            following
                    .registration()
                    .ifPresent(one -> inBackground("berth-following-end", one::close));
        }
    }

    private static void inBackground(String name, Runnable work) {
        var _ = Thread.ofVirtual().name(name).start(work);
    }
}
