package dev.berth.runtime.simulation;

import dev.berth.runtime.copies.Headway.Part;
import dev.berth.runtime.copies.Reason;
import dev.berth.runtime.copies.Scribe;
import dev.berth.runtime.copies.Stillness;
import dev.berth.runtime.copies.Stillness.Way;
import dev.berth.runtime.copies.Swap;
import dev.berth.runtime.copies.archive.Scratch;
import dev.berth.runtime.copies.errand.CopyDesk;
import dev.berth.runtime.copies.errand.Disposal;
import dev.berth.runtime.copies.errand.Errand;
import dev.berth.runtime.copies.errand.HomeCopies;
import dev.berth.runtime.copies.errand.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// The real copies of a home. What another process does is done in between the turns, and dies with
/// the keeper.
final class SimulatedCopies implements CopyDesk {
    private final Path copies;
    private final Path data;
    private final Scratch scratch;
    private final Clock clock;
    private final Runnable swaps;
    private final HomeCopies real;

    /// @param swaps told before the data is swapped
    SimulatedCopies(Path copies, Path data, Scratch scratch, Clock clock, Runnable swaps) {
        this.copies = copies;
        this.data = data;
        this.scratch = scratch;
        this.clock = clock;
        this.swaps = swaps;
        real = new HomeCopies(copies, data, List.of(), scratch, Disposal.atOnce());
    }

    @Override
    public Errand begin(Order order, Optional<String> release, Runnable news) {
        return new Worker(order, release);
    }

    @Override
    public boolean hasData() {
        return real.hasData();
    }

    @Override
    public void heal() throws IOException {
        real.heal();
    }

    @Override
    public void forward() throws IOException {
        swaps.run();
        real.forward();
    }

    @Override
    public void back() throws IOException {
        swaps.run();
        real.back();
    }

    @Override
    public void discard() throws IOException {
        real.discard();
    }

    @Override
    public void finish(Optional<String> before) throws IOException {
        real.finish(before);
    }

    @Override
    public void settle(Duration atMost) {
        real.settle(atMost);
    }

    @Override
    public void eraseBeside() throws IOException {
        real.eraseBeside();
    }

    @Override
    public boolean isWhole(String copy) {
        return real.isWhole(copy);
    }

    @Override
    public List<Path> beside() throws IOException {
        return real.beside();
    }

    @Override
    public void eraseCopies() throws IOException {
        real.eraseCopies();
    }

    @Override
    public Optional<String> release(String copy) {
        return real.release(copy);
    }

    @Override
    public Optional<String> newest(Predicate<String> release) {
        return real.newest(release);
    }

    @Override
    public Glance glance() {
        return real.glance();
    }

    /// Does the next part whenever it is looked at.
    private final class Worker implements Errand {
        private final Order order;
        private final Optional<String> release;
        private State state = new State.Busy(Part.COPYING, 0, 0);
        private boolean begun;
        private String copy = "";

        Worker(Order order, Optional<String> release) {
            this.order = order;
            this.release = release;
        }

        private boolean isForSwap() {
            return order instanceof Order.Restore
                    || order.equals(new Order.Make(Reason.BEFORE_UPDATE));
        }

        @Override
        public State state() {
            if (!begun) {
                begun = true;
                try {
                    prepare();
                    state = new State.Asks(isForSwap() ? Way.STOP : Way.PAUSE);
                } catch (IOException e) {
                    state = new State.Failed(String.valueOf(e.getMessage()));
                }
            }
            return state;
        }

        private void prepare() throws IOException {
            if (order instanceof Order.Restore(var id)) {
                real.prepare();
                var _ =
                        new Scribe(copies, scratch, clock)
                                .extract(
                                        id, Swap.of(data, scratch), "an-instance", (_, _, _) -> {});
            }
        }

        @Override
        public void answer(boolean still) {
            try {
                var reason = order instanceof Order.Make(var why) ? why : Reason.BEFORE_RESTORE;
                copy =
                        new Scribe(copies, scratch, clock)
                                .make(
                                        data,
                                        new Scribe.Owner("an-instance", release, "0.1.0"),
                                        reason,
                                        Stillness.already(),
                                        (_, _, _) -> {},
                                        OptionalLong.empty())
                                .id()
                                .text();
                state = new State.Over();
            } catch (IOException e) {
                state = new State.Failed(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void answerHeld(boolean held) {
            state = new State.Done(copy);
        }

        @Override
        public void cancel() {
            state = new State.Failed("given up");
        }
    }
}
