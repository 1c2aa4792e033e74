package dev.berth.runtime.door;

import dev.berth.runtime.Voice;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The front door of a home, opened on a thread of its own once it is known what stands behind it.
public final class HomeDoorway implements Doorway {
    private static final Logger LOG = LoggerFactory.getLogger(HomeDoorway.class);

    /// How many ports after the wanted one are tried before any is taken.
    private static final int NEARBY = 20;

    private static final int LAST_PORT = 65_535;
    private static final int ANY = 0;

    private final FrontDoor.Carpenter carpenter;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile DoorState state = new DoorState.Opening();
    private volatile Optional<FrontDoor> door = Optional.empty();
    private volatile Optional<Serving> serving = Optional.empty();
    private volatile boolean closed;
    private volatile int preferred;

    private record Serving(Behind behind, Voice voice, Runnable changed) {}

    /// Opens nothing yet.
    public HomeDoorway(FrontDoor.Carpenter carpenter) {
        this.carpenter = carpenter;
    }

    /// From now on it may be opened. Any thread.
    ///
    /// @param changed told after each change of [#state], on a thread of ours; must not wait
    public void serve(Behind behind, Voice voice, Runnable changed) {
        serving = Optional.of(new Serving(behind, voice, changed));
        if (preferred != 0) {
            Thread.ofVirtual().name("front-door").start(this::open);
        }
    }

    @Override
    public DoorState state() {
        return state;
    }

    @Override
    public void prefer(int port) {
        if (port == preferred && !(state instanceof DoorState.Shut)) {
            return;
        }
        preferred = port;
        if (serving.isPresent()) {
            if (state instanceof DoorState.Shut) {
                state = new DoorState.Opening();
            }
            Thread.ofVirtual().name("front-door").start(this::open);
        }
    }

    @Override
    public Optional<URI> link(Supplier<Optional<URI>> target) {
        return door.map(open -> open.link(target));
    }

    private void open() {
        var served = serving.orElseThrow();
        opening.lock();
        try {
            if (closed) {
                return;
            }
            var why = moveTo(served, preferred);
            state =
                    door.<DoorState>map(open -> new DoorState.Open(open.port()))
                            .orElseGet(() -> new DoorState.Shut(why));
        } finally {
            opening.unlock();
        }
        served.changed.run();
    }

    /// Tells why it is not there then, if so.
    private String moveTo(Serving served, int port) {
        var before = door;
        if (before.filter(open -> open.port() == port).isPresent()) {
            return "";
        }
        for (int candidate : before.isPresent() ? new int[] {port} : near(port)) {
            try {
                var next = carpenter.open(candidate, served.behind, served.voice);
                door = Optional.of(next);
                LOG.info("the front door is open at port {}", next.port());
                before.ifPresent(FrontDoor::close);
                return "";
            } catch (BindException taken) {
                LOG.info("port {} is not free: {}", candidate, holder(candidate));
            } catch (IOException | RuntimeException e) {
                LOG.warn("the front door could not be opened", e);
                return String.valueOf(e.getMessage());
            }
        }
        return "no port of this computer is free; %d is held by %s".formatted(port, holder(port));
    }

    private static String holder(int port) {
        return Occupants.ofThisComputer().at(port).map(Occupant::words).orElse("nobody to be seen");
    }

    private static int[] near(int port) {
        return IntStream.concat(
                        IntStream.rangeClosed(port, Math.min(LAST_PORT, port + NEARBY)),
                        IntStream.of(ANY))
                .toArray();
    }

    @Override
    public void close() {
        closed = true;
        opening.lock();
        try {
            door.ifPresent(FrontDoor::close);
            door = Optional.empty();
        } finally {
            opening.unlock();
        }
    }
}
