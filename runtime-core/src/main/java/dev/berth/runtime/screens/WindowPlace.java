package dev.berth.runtime.screens;

import dev.berth.runtime.Berth.Subscription;
import dev.berth.runtime.Screens;
import dev.berth.runtime.news.Listener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The place of the one window: taken, or free, or soon to be taken. Any thread; never waits.
public final class WindowPlace implements Screens {
    private static final Logger LOG = LoggerFactory.getLogger(WindowPlace.class);

    /// One that was opened is not opened again within this: two clicks open one window.
    private static final Duration OPENING = Duration.ofSeconds(10);

    /// What was asked for longer ago than this nobody waits for any more.
    private static final Duration WAITED_FOR = Duration.ofMinutes(1);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Consumer<View>> opener = Optional.empty();
    private Optional<Instant> opened = Optional.empty();
    private Optional<Wanted> wanted = Optional.empty();
    private Optional<Attendant> attendant = Optional.empty();
    private boolean tray;

    private record Wanted(View view, Instant at) {}

    public WindowPlace(Clock clock) {
        this.clock = clock;
    }

    /// Says how a window is opened where none is.
    public void openWith(Consumer<View> way) {
        lock.lock();
        try {
            opener = Optional.of(way);
        } finally {
            lock.unlock();
        }
    }

    /// Says whether there is an icon by which the person can find Berth.
    public void trayIs(boolean present) {
        lock.lock();
        try {
            tray = present;
            attendant.ifPresent(one -> one.trayIs(present));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean show(View view) {
        Consumer<View> way;
        lock.lock();
        try {
            if (attendant.isPresent()) {
                attendant.get().show(view);
                return true;
            }
            if (opener.isEmpty()) {
                return false;
            }
            var now = clock.instant();
            wanted = Optional.of(new Wanted(view, now));
            if (within(opened, OPENING, now)) {
                return true; // it is told as soon as it is there
            }
            opened = Optional.of(now);
            way = opener.get();
        } finally {
            lock.unlock();
        }
        return opens(way, view);
    }

    private boolean opens(Consumer<View> way, View view) {
        try {
            way.accept(view);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("a window could not be opened", e);
            lock.lock();
            try {
                opened = Optional.empty();
            } finally {
                lock.unlock();
            }
            return false;
        }
    }

    /// A moment that lies ahead was noted under another clock.
    private static boolean within(Optional<Instant> since, Duration length, Instant now) {
        return since.filter(at -> !now.isBefore(at) && now.isBefore(at.plus(length))).isPresent();
    }

    @Override
    public Optional<Subscription> attend(Consumer<Word> listener) {
        lock.lock();
        try {
            if (attendant.isPresent()) {
                return Optional.empty();
            }
            var now = clock.instant();
            var one = new Attendant(listener, tray);
            wanted.filter(asked -> within(Optional.of(asked.at()), WAITED_FOR, now))
                    .ifPresent(asked -> one.show(asked.view()));
            wanted = Optional.empty();
            opened = Optional.empty();
            attendant = Optional.of(one);
            return Optional.of(() -> leave(one));
        } finally {
            lock.unlock();
        }
    }

    private void leave(Attendant one) {
        one.close();
        lock.lock();
        try {
            attendant = attendant.filter(there -> !there.equals(one));
        } finally {
            lock.unlock();
        }
    }

    /// The window that is there. Of two wishes that it has not heard yet it hears the newer one.
    private static final class Attendant {
        private final Listener<Due> listener;
        private Due due;

        /// @param shows how often something was to be shown
        private record Due(boolean tray, long shows, Optional<View> view) {}

        Attendant(Consumer<Word> told, boolean tray) {
            due = new Due(tray, 0, Optional.empty());
            listener = new Listener<>(new Difference(told));
            listener.offer(due);
        }

        void trayIs(boolean present) {
            offer(new Due(present, due.shows(), due.view()));
        }

        void show(View view) {
            offer(new Due(due.tray(), due.shows() + 1, Optional.of(view)));
        }

        private void offer(Due next) {
            due = next;
            listener.offer(next);
        }

        void close() {
            listener.close();
        }

        /// Tells what is new since the last time. Listener's thread only.
        private static final class Difference implements Consumer<Due> {
            private final Consumer<Word> told;
            private Optional<Due> last = Optional.empty();

            Difference(Consumer<Word> told) {
                this.told = told;
            }

            @Override
            public void accept(Due due) {
                var before = last;
                last = Optional.of(due);
                if (before.filter(it -> it.tray() == due.tray()).isEmpty()) {
                    told.accept(new Word.Tray(due.tray()));
                }
                if (before.map(Due::shows).orElse(0L) < due.shows()) {
                    due.view().map(Word.Show::new).ifPresent(told);
                }
            }
        }
    }
}
