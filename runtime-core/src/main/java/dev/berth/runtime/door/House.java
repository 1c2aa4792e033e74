package dev.berth.runtime.door;

import dev.berth.runtime.Voice;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What all connections of one front door share. Everything in it belongs to the loop's thread.
final class House {
    final EventLoop loop;
    final Limits limits;
    final Trouble trouble;
    final Links links;
    final Services services;
    final Recovery recovery;
    final Porter porter;
    final int port;

    private final Set<Guest> guests = new LinkedHashSet<>();
    private final Set<Tunnel> tunnels = new LinkedHashSet<>();
    private boolean sweeping;
    private boolean closed;

    House(EventLoop loop, int port, Limits limits, Behind behind, Voice voice, Links links) {
        this.loop = loop;
        this.port = port;
        this.limits = limits;
        this.links = links;
        this.trouble = new Trouble();
        this.services = new Services(loop, limits);
        this.porter = new Porter(this, new Neighbour(behind, voice, trouble));
        this.recovery = new Recovery(this);
    }

    /// Whether there is room for one more.
    boolean admit(Guest guest) {
        if (closed || guests.size() + tunnels.size() >= limits.connections()) {
            return false;
        }
        guests.add(guest);
        if (!sweeping) {
            sweeping = true;
            sweepLater();
        }
        return true;
    }

    void leave(Guest guest) {
        guests.remove(guest);
    }

    void opened(Tunnel tunnel) {
        tunnels.add(tunnel);
    }

    void closed(Tunnel tunnel) {
        tunnels.remove(tunnel);
    }

    /// Ends all that goes on.
    void close() {
        closed = true;
        Set.copyOf(tunnels).forEach(Tunnel::goingAway);
        Set.copyOf(guests).forEach(Guest::close);
        services.clear();
    }

    private void sweepLater() {
        var _ = loop.schedule(this::sweep, limits.sweep().toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Nothing wakes up for connections that are not there.
    private void sweep() {
        long now = System.nanoTime();
        Set.copyOf(guests).forEach(guest -> guest.tick(now));
        if (guests.isEmpty()) {
            sweeping = false;
        } else {
            sweepLater();
        }
    }
}
