package dev.berth.window.link;

import dev.berth.runtime.Doctor;
import dev.berth.runtime.Doctor.Saved;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Examination;
import dev.berth.runtime.Sign;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Has the doctor look, on a thread that may wait; every answer comes on the JavaFX thread. No
/// keeper is needed for it.
public final class Examining {
    private final Supplier<Doctor> doctor;
    private final Executor javaFxThread;

    /// @param doctor made anew each time, for settings may have changed
    /// @param javaFxThread usually `Platform::runLater`
    public Examining(Supplier<Doctor> doctor, Executor javaFxThread) {
        this.doctor = doctor;
        this.javaFxThread = javaFxThread;
    }

    /// Looks at everything. Returns at once.
    ///
    /// @param told each sign as it is found
    /// @param done told once, or what went wrong
    public void examine(Consumer<Sign> told, Consumer<Reply<Examination>> done) {
        inBackground(
                () -> doctor.get().examine(sign -> javaFxThread.execute(() -> told.accept(sign))),
                done);
    }

    /// Tells what happened. Returns at once.
    public void tell(Consumer<Reply<List<Episode>>> done) {
        inBackground(() -> doctor.get().story(), done);
    }

    /// Writes a report. Returns at once.
    public void save(Path file, Consumer<Reply<Saved>> done) {
        inBackground(() -> doctor.get().save(file), done);
    }

    private <T> void inBackground(Supplier<T> work, Consumer<Reply<T>> done) {
        var _ =
                Thread.ofPlatform()
                        .daemon()
                        .name("berth-doctor")
                        .start(() -> {
                            var reply = reply(work);
                            javaFxThread.execute(() -> done.accept(reply));
                        });
    }

    /// A mistake of ours is said: a page that waits for ever would be worse.
    private static <T> Reply<T> reply(Supplier<T> work) {
        try {
            return new Reply.Got<>(work.get());
        } catch (RuntimeException e) {
            return new Reply.Lost<>(e.toString());
        }
    }
}
