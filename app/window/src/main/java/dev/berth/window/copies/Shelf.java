package dev.berth.window.copies;

import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Has copies worked on beside the JavaFX thread, one thing at a time. JavaFX thread only.
public final class Shelf {
    private final Copies copies;
    private final Executor javaFxThread;
    private final Handing handing;
    private AtomicBoolean goesOn = new AtomicBoolean(true);
    private boolean busy;

    /// How far something has come, or what came of it.
    public sealed interface News {
        /// All copies, newest first.
        record Listed(List<SafetyCopy> all) implements News {
            public Listed {
                all = List.copyOf(all);
            }
        }

        /// Under way.
        ///
        /// @param fraction 0 to 1, or -1 where nobody knows
        record At(String part, double fraction) implements News {}

        /// All went well.
        record Done(SafetyCopy copy) implements News {}

        /// It came to nothing.
        ///
        /// @param sentence why
        record Failed(String sentence) implements News {}
    }

    /// Makes a receiver that is told the newest only.
    @FunctionalInterface
    public interface Handing {
        Consumer<News> newest(Consumer<News> receiver);
    }

    public Shelf(Copies copies, Executor javaFxThread, Handing handing) {
        this.copies = copies;
        this.javaFxThread = javaFxThread;
        this.handing = handing;
    }

    private interface Work {
        SafetyCopy done(Copies.Watcher watcher) throws Copies.Failure;
    }

    /// Lists them.
    public void list(Consumer<News> told) {
        inBackground(() -> {
            try {
                var all = copies.list();
                javaFxThread.execute(() -> told.accept(new News.Listed(all)));
            } catch (Copies.Failure failure) {
                fail(told, failure);
            }
        });
    }

    /// Writes one to a file.
    public void export(String id, Path file, Consumer<News> told) {
        begin(watcher -> copies.export(id, file, watcher), told);
    }

    /// Takes one in.
    public void importFrom(Path file, Consumer<News> told) {
        begin(watcher -> copies.importFrom(file, watcher), told);
    }

    /// Has what is under way given up.
    public void cancel() {
        goesOn.set(false);
    }

    public boolean isBusy() {
        return busy;
    }

    private void begin(Work work, Consumer<News> told) {
        if (busy) {
            return;
        }
        busy = true;
        var on = new AtomicBoolean(true);
        goesOn = on;
        var progress = handing.newest(told);
        inBackground(() -> {
            try {
                var copy =
                        work.done((part, done, of) -> {
                            progress.accept(new News.At(part, of > 0 ? (double) done / of : -1));
                            return on.get();
                        });
                javaFxThread.execute(() -> end(told, new News.Done(copy)));
            } catch (Copies.Failure failure) {
                javaFxThread.execute(
                        () -> end(told, new News.Failed(String.valueOf(failure.getMessage()))));
            }
        });
    }

    private void end(Consumer<News> told, News last) {
        busy = false;
        told.accept(last);
    }

    private void fail(Consumer<News> told, Copies.Failure failure) {
        var sentence = String.valueOf(failure.getMessage());
        javaFxThread.execute(() -> told.accept(new News.Failed(sentence)));
    }

    /// Not a virtual thread: packing and reading hold on to theirs.
    private static void inBackground(Runnable work) {
        Thread.ofPlatform().name("berth-copies").daemon().start(work);
    }
}
