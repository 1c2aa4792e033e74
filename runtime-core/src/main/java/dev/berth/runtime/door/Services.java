package dev.berth.runtime.door;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Connections to the service, and those of them that wait for the next request. Loop thread only.
final class Services {

    /// The service closes idle connections after 5 s (Node's default); ours go first.
    private static final int KEPT_SECONDS = 4;

    private static final int KEPT = 128;
    private static final int CONNECT_MILLIS = 5_000;

    /// How much may wait to be written before the other side is read no more.
    static final WriteBufferWaterMark WATER = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final EventLoop loop;
    private final Limits limits;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private boolean sweeping;

    /// Grows when the service goes elsewhere: a connection of an earlier era is not used again.
    private int era;

    Services(EventLoop loop, Limits limits) {
        this.loop = loop;
        this.limits = limits;
    }

    private record Kept(Upstream upstream, long since) {}

    /// A connection that was used before and still stands.
    Optional<Upstream> used() {
        return Optional.ofNullable(kept.pollLast()).map(Kept::upstream);
    }

    /// A connection of its own for the exchange, which hears how it went.
    void connect(int port, Exchange exchange) {
        int present = era;
        var future =
                connect(
                        port,
                        new ChannelInitializer<DuplexChannel>() {
                            @Override
                            protected void initChannel(DuplexChannel channel) {
                                Upstream.prepare(Services.this, limits, present, channel);
                            }
                        });
        future.addListener(_ -> {
            if (future.isSuccess()) {
                exchange.connected(Upstream.of(future.channel()));
            } else {
                exchange.unreachable(future.cause());
            }
        });
    }

    /// One portion at a time, each as large as the last ones told it to be.
    static RecvByteBufAllocator portions() {
        return new AdaptiveRecvByteBufAllocator(512, 4 * 1024, 64 * 1024).maxMessagesPerRead(1);
    }

    /// A bare connection.
    ChannelFuture connect(int port, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, portions())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(handler)
                .connect(new InetSocketAddress(LOOPBACK, port));
    }

    /// This one may be used again, unless the service has gone elsewhere meanwhile.
    void keep(Upstream upstream) {
        if (upstream.era() != era) {
            upstream.close();
            return;
        }
        if (kept.size() >= KEPT) {
            kept.pollFirst().upstream().close();
        }
        kept.addLast(new Kept(upstream, System.nanoTime()));
        if (!sweeping) {
            sweeping = true;
            sweepLater();
        }
    }

    void forget(Upstream upstream) {
        kept.removeIf(one -> one.upstream() == upstream);
    }

    /// The service goes elsewhere.
    void clear() {
        era++;
        var all = List.copyOf(kept);
        kept.clear();
        all.forEach(one -> one.upstream().close());
    }

    private void sweepLater() {
        var _ = loop.schedule(this::sweep, 1, TimeUnit.SECONDS);
    }

    private void sweep() {
        long old = System.nanoTime() - KEPT_SECONDS * 1_000_000_000L;
        while (!kept.isEmpty() && kept.peekFirst().since() - old <= 0) {
            kept.pollFirst().upstream().close();
        }
        sweeping = !kept.isEmpty();
        if (sweeping) {
            sweepLater();
        }
    }

    /// Sees to it that what was written is gone before the direction is closed.
    static void closeOutput(DuplexChannel channel) {
        var _ =
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(_ -> {
                            var _ = channel.shutdownOutput();
                        });
    }

    /// As above, both directions; who does not read gets a moment.
    static void closeAfterLastWord(Channel channel, Duration moment) {
        var _ =
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(ChannelFutureListener.CLOSE);
        if (channel.isOpen()) {
            var late =
                    channel.eventLoop()
                            .schedule(() -> close(channel), moment.toNanos(), NANOSECONDS);
            var _ = channel.closeFuture().addListener(_ -> late.cancel(false));
        }
    }

    private static void close(Channel channel) {
        var _ = channel.close();
    }
}
