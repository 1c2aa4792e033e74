package dev.berth.app.verb;

import dev.berth.app.desk.Desk;
import dev.berth.runtime.Copies;
import dev.berth.runtime.SafetyCopy;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Tells how far work on a copy has come, and how long it will take; hears when it is to be given
/// up.
final class CopyWork {
    private static final double MEGABYTE = 1e6;
    private static final long STEPS = 10;

    /// Before that nobody can say how long it takes.
    private static final Duration TELLING = Duration.ofSeconds(3);

    private final Desk desk;
    private final Supplier<Duration> uptime;
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private String part = "";
    private long step = -1;
    private Duration began = Duration.ZERO;

    CopyWork(Desk desk, Supplier<Duration> uptime) {
        this.desk = desk;
        this.uptime = uptime;
    }

    /// With the time since the computer was started.
    static CopyWork at(Desk desk) {
        return new CopyWork(desk, () -> Duration.ofNanos(System.nanoTime()));
    }

    private interface Work {
        SafetyCopy done(Copies.Watcher watcher) throws Copies.Failure;
    }

    /// Something to be done with a copy, and what to say of it.
    interface Task {
        SafetyCopy with(Copies copies, Copies.Watcher watcher) throws Copies.Failure;
    }

    /// Does it here, until done or interrupted.
    ///
    /// @param outcome what is said of it, `%s` for the copy's name
    int here(Task task, String outcome) {
        try (var _ = desk.end().beforeAny(() -> givenUp.set(true))) {
            Work work = watcher -> task.with(desk.home().copies(), watcher);
            var copy =
                    work.done((what, done, of) -> {
                        tell(what, done, of);
                        return !givenUp.get();
                    });
            desk.say(outcome.formatted(copy.id()));
            return ExitStatus.REACHED;
        } catch (Copies.Failure failure) {
            desk.complain(String.valueOf(failure.getMessage()));
            return ExitStatus.FAILED;
        }
    }

    /// Tells each tenth once.
    synchronized void tell(String what, long done, long of) {
        if (!what.equals(part)) {
            part = what;
            step = -1;
            began = uptime.get();
        }
        var now = of > 0 ? done * STEPS / of : 0;
        if (now == step) {
            return;
        }
        step = now;
        desk.say(words(what) + share(done, of) + left(done, of) + " …");
    }

    private static String words(String what) {
        return switch (what) {
            case "stilled" -> "Your assistant holds still for a moment";
            case "fetching" -> "Fetching another release of your assistant";
            case "checking" -> "Reading it back";
            case "extracting" -> "Unpacking the safety copy";
            default -> "Copying";
        };
    }

    private static String share(long done, long of) {
        return of > 0
                ? String.format(
                        Locale.ROOT,
                        ", %.1f of %.1f MB (%d %%)",
                        done / MEGABYTE,
                        of / MEGABYTE,
                        done * 100 / of)
                : "";
    }

    private String left(long done, long of) {
        var gone = uptime.get().minus(began);
        if (done <= 0 || of <= 0 || done >= of || gone.compareTo(TELLING) < 0) {
            return "";
        }
        var seconds = (long) (gone.toMillis() / 1000.0 * (of - done) / done);
        return seconds >= 90
                ? ", about %d minutes left".formatted((seconds + 30) / 60)
                : ", about %d seconds left".formatted(Math.max(1, seconds));
    }
}
