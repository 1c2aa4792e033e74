package dev.berth.app.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The session bus for as long as this process wants it: connected to at once, and again after it
/// went away or while it has not come yet. One thread owns the connection and calls the guests.
public final class SessionBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionBus.class);

    /// How long to wait before the next try; the last one counts for all further tries.
    public static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60));

    private final String address;
    private final List<Duration> pauses;
    private final List<Guest> guests;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private final Thread owner = Thread.ofVirtual().name("berth-bus").unstarted(this::run);

    // Owner thread only, from here.
    private Optional<Bus> bus = Optional.empty();
    private int connections;
    private int failures;
    private long nextTry = System.nanoTime();
    private boolean open = true;

    /// @param guests who is told when there is a bus
    public SessionBus(String address, List<Duration> pauses, List<? extends Guest> guests) {
        this.address = address;
        this.pauses = List.copyOf(pauses);
        this.guests = List.copyOf(guests);
    }

    private sealed interface Message {
        record Act(Runnable act) implements Message {}

        /// @param connection which one, from 1
        record Broken(int connection) implements Message {}

        record End() implements Message {}
    }

    /// Begins to connect; returns at once.
    public void begin() {
        owner.start();
    }

    /// Has the owner thread do this, in order, whether there is a bus or not. Any thread; returns
    /// at once.
    public void tell(Runnable act) {
        inbox.add(new Message.Act(act));
    }

    /// Leaves the bus; returns when it is left, after 2 s at most.
    @Override
    public void close() {
        inbox.add(new Message.End());
        try {
            var _ = owner.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (open) {
                if (bus.isEmpty() && System.nanoTime() - nextTry >= 0) {
                    connect();
                }
                next().ifPresent(this::handle);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            bus.ifPresent(Bus::close);
        }
    }

    private Optional<Message> next() throws InterruptedException {
        return bus.isPresent()
                ? Optional.of(inbox.take())
                : Optional.ofNullable(
                        inbox.poll(nextTry - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    private void handle(Message message) {
        switch (message) {
            case Message.Act(var act) -> act.run();
            case Message.Broken(var which) -> {
                if (bus.isPresent() && which == connections) {
                    LOG.info("the session bus is gone");
                    bus = Optional.empty();
                    later();
                    guests.forEach(Guest::lost);
                }
            }
            case Message.End() -> open = false;
        }
    }

    private void connect() {
        connections++;
        try {
            var met = new Bus(connection(connections));
            bus = Optional.of(met);
            for (var guest : guests) {
                guest.met(met);
            }
            failures = 0;
        } catch (BusException | DBusException | RuntimeException e) {
            if (failures == 0) {
                LOG.info("no session bus at {}: {}", address, e.getMessage());
            }
            failures++;
            later();
            bus.ifPresent(Bus::close);
            bus = Optional.empty();
            guests.forEach(Guest::lost);
        }
    }

    private void later() {
        nextTry =
                System.nanoTime()
                        + pauses.get(Math.min(Math.max(failures - 1, 0), pauses.size() - 1))
                                .toNanos();
    }

    /// With as few threads as it can be made with: what we answer is answered at once.
    private DBusConnection connection(int number) throws DBusException {
        return DBusConnectionBuilder.forAddress(address)
                .withShared(false)
                .withDisconnectCallback(
                        new IDisconnectCallback() {
                            @Override
                            public void disconnectOnError(IOException why) {
                                inbox.add(new Message.Broken(number));
                            }
                        })
                .receivingThreadConfig()
                .withSignalThreadCount(1)
                .withErrorHandlerThreadCount(1)
                .withMethodCallThreadCount(1)
                .withMethodReturnThreadCount(1)
                .connectionConfig()
                .build();
    }
}
