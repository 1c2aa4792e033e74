package dev.berth.runtime.door;

import dev.berth.runtime.Berth.Subscription;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// An open front door. Any thread.
final class NettyFrontDoor implements FrontDoor {
    private static final long END_MILLIS = 1_500;

    private final MultiThreadIoEventLoopGroup group;
    private final List<Channel> doors;
    private final House house;
    private final AtomicReference<Optional<Subscription>> subscription =
            new AtomicReference<>(Optional.empty());

    NettyFrontDoor(MultiThreadIoEventLoopGroup group, List<Channel> doors, House house) {
        this.group = group;
        this.doors = doors;
        this.house = house;
    }

    /// Hears of what stands behind it from now on.
    void follow(Behind behind) {
        subscription.set(
                Optional.of(
                        behind.watch(scene -> {
                            try {
                                house.loop.execute(() -> house.porter.news(scene));
                            } catch (RejectedExecutionException _) {
                                // closed meanwhile
                            }
                        })));
    }

    @Override
    public int port() {
        return house.port;
    }

    @Override
    public URI link(Supplier<Optional<URI>> target) {
        return URI.create(
                "http://127.0.0.1:%d%s%s"
                        .formatted(house.port, LinkVisit.PATH, house.links.make(target)));
    }

    @Override
    public void close() {
        subscription.getAndSet(Optional.empty()).ifPresent(Subscription::close);
        try {
            var _ =
                    house.loop
                            .submit(this::clear)
                            .awaitUninterruptibly(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            return; // closed before
        }
        end(group, doors);
    }

    /// In one go, so that nobody comes in between. Loop thread only.
    private void clear() {
        for (var door : doors) {
            var _ = door.close();
        }
        house.close();
    }

    /// Gives the ports and the thread back.
    static void end(MultiThreadIoEventLoopGroup group, List<Channel> doors) {
        doors.forEach(door -> door.close().awaitUninterruptibly(END_MILLIS));
        var _ =
                group.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS)
                        .awaitUninterruptibly(END_MILLIS);
    }
}
