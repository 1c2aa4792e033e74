package dev.berth.runtime.copies.errand;

import dev.berth.runtime.copies.Cancelled;
import dev.berth.runtime.copies.Headway;
import dev.berth.runtime.copies.Reason;
import dev.berth.runtime.copies.Scribe;
import dev.berth.runtime.copies.Stillness;
import dev.berth.runtime.copies.Swap;
import dev.berth.runtime.copies.Trouble;
import dev.berth.runtime.copies.archive.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/// The process that carries out an [Order]: says what it does, asks for stillness, and gives up
/// when nobody listens any more.
public final class Carrying {
    private static final Duration TELL_EVERY = Duration.ofMillis(250);
    private static final String GONE = "";

    private final Scribe scribe;
    private final Path data;
    private final Scribe.Owner owner;
    private final OptionalLong limit;
    private final PrintStream out;
    private final Supplier<Duration> uptime;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile boolean alone;
    private Duration told = Duration.ZERO;
    private Headway.Part last = Headway.Part.STILLED;

    /// @param limit bytes that all copies may take
    /// @param in ends when what is done should be given up
    public Carrying(
            Scribe scribe,
            Path data,
            Scribe.Owner owner,
            OptionalLong limit,
            InputStream in,
            OutputStream out,
            Supplier<Duration> uptime) {
        this.scribe = scribe;
        this.data = data;
        this.owner = owner;
        this.limit = limit;
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.uptime = uptime;
        Thread.ofPlatform().daemon().name("listening").start(() -> listen(in));
    }

    private void listen(InputStream in) {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
            }
        } catch (IOException _) {
            // as if it had ended
        }
        alone = true;
        heard.add(GONE);
    }

    /// Carries it out.
    ///
    /// @return whether all went well
    public boolean carryOut(Order order) {
        try {
            var copy =
                    switch (order) {
                        case Order.Make(var reason)
                                when reason == Reason.DAILY && !scribe.isChanged(data) ->
                                Order.NOT_NEEDED;
                        case Order.Make(var reason) ->
                                make(reason, new Asking(reason != Reason.BEFORE_UPDATE));
                        case Order.Restore(var id) -> {
                            var swap = Swap.of(data, Scratch.ofThisComputer());
                            var _ = scribe.extract(id, swap, owner.instance(), this::at);
                            yield swap.hasData()
                                    ? make(Reason.BEFORE_RESTORE, new Asking(false))
                                    : Order.NOT_NEEDED;
                        }
                    };
            say(new Errand.State.Done(copy));
            return true;
        } catch (IOException e) {
            say(new Errand.State.Failed(Trouble.sentence(e)));
            return false;
        }
    }

    private String make(Reason reason, Stillness stillness) throws IOException {
        return scribe.make(data, owner, reason, stillness, this::at, limit).id().text();
    }

    private void at(Headway.Part part, long done, long of) throws IOException {
        if (alone) {
            throw new Cancelled();
        }
        var now = uptime.get();
        if (part != last || now.minus(told).compareTo(TELL_EVERY) >= 0) {
            last = part;
            told = now;
            say(new Errand.State.Busy(part, done, of));
        }
    }

    private void say(Errand.State state) {
        out.println(Talk.write(state));
    }

    /// Stillness that the keeper brings about.
    private final class Asking implements Stillness {
        private final boolean mayPause;

        /// @param mayPause whether a pause is enough: the service goes on with the same data
        Asking(boolean mayPause) {
            this.mayPause = mayPause;
        }

        @Override
        public boolean begin(Way way) throws IOException {
            if (way == Way.PAUSE && !mayPause) {
                return false;
            }
            say(new Errand.State.Asks(way));
            return hear().equals(Talk.STILL);
        }

        @Override
        public boolean end() throws IOException {
            say(new Errand.State.Over());
            return hear().equals(Talk.HELD);
        }

        private String hear() throws IOException {
            try {
                var line = heard.take();
                if (line.equals(GONE)) {
                    throw new Cancelled();
                }
                return line;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Cancelled();
            }
        }
    }
}
