package dev.berth.window.link;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Screens;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A place for one window, which a test may have taken already.
public final class ScriptedScreens implements Screens {
    private final AtomicReference<@Nullable Consumer<Word>> attending = new AtomicReference<>();
    private final BlockingQueue<View> shown = new LinkedBlockingQueue<>();

    /// Another window is there already.
    public void takeIt() {
        attending.set(_ -> {});
    }

    /// Tells the window that attends.
    public void tell(Word word) {
        Objects.requireNonNull(attending.get()).accept(word);
    }

    /// Whether a window attends.
    public boolean isAttended() {
        return attending.get() != null;
    }

    /// What was asked to be shown.
    public BlockingQueue<View> shown() {
        return shown;
    }

    @Override
    public boolean show(View view) {
        shown.add(view);
        return true;
    }

    @Override
    public Optional<Subscription> attend(Consumer<Word> listener) {
        return attending.compareAndSet(null, listener)
                ? Optional.of(() -> attending.set(null))
                : Optional.empty();
    }
}
