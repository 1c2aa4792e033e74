package dev.berth.runtime.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Nobody answered: the supervisor is told once, and all who can wait do so until somebody answers
/// again. Loop thread only.
final class Recovery {
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final House house;
    private final Set<Exchange> waiting = new LinkedHashSet<>();
    private boolean underWay;
    private boolean looking;
    private long knocked;
    private Duration pause = FIRST_LOOK;
    private int look;

    Recovery(House house) {
        this.house = house;
    }

    /// Whether nobody has answered since the last failure.
    boolean isUnderWay() {
        return underWay;
    }

    /// Somebody found nobody at home.
    void failed() {
        if (!underWay) {
            underWay = true;
            pause = FIRST_LOOK;
            knock();
            lookLater();
        }
    }

    /// Waits for somebody to answer.
    ///
    /// @return whether there is room to wait
    boolean join(Exchange exchange) {
        return waiting.size() < house.limits.waiting() && waiting.add(exchange);
    }

    void leave(Exchange exchange) {
        waiting.remove(exchange);
    }

    /// It stands differently behind the door.
    void news() {
        if (underWay && house.porter.service().isPresent()) {
            pause = FIRST_LOOK;
            look++; // an answer to an older look tells of an older time
            looking = false;
            look();
        }
    }

    private void knock() {
        knocked = System.nanoTime();
        house.porter.knock();
    }

    private void lookLater() {
        int mine = look;
        var _ =
                house.loop.schedule(
                        () -> {
                            if (mine == look && underWay) {
                                look();
                            }
                        },
                        pause.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /// While the supervisor still believes in the service, somebody has to see whether it is right.
    /// Otherwise its news are waited for.
    private void look() {
        var port = house.porter.service();
        if (looking || port.isEmpty()) {
            return;
        }
        looking = true;
        var probe = new Probe(++look, port.getAsInt());
        house.services
                .connect(port.getAsInt(), probe)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        probe.tell(false);
                    }
                });
        var _ = house.loop.schedule(() -> probe.tell(false), 2, TimeUnit.SECONDS);
    }

    private void told(int which, boolean answered, int port) {
        if (which != look) {
            return;
        }
        looking = false;
        if (answered && house.porter.service().equals(OptionalInt.of(port))) {
            underWay = false;
            look++;
            house.porter.audience().tell();
            var all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(exchange -> exchange.again(port));
            return;
        }
        if (System.nanoTime() - knocked > AGAIN.toNanos()) {
            knock();
        }
        pause = pause.multipliedBy(2).compareTo(LAST_LOOK) > 0 ? LAST_LOOK : pause.multipliedBy(2);
        lookLater();
    }

    /// Whether anybody speaks HTTP there. What stands between here and the service may take a
    /// connection that nobody serves, so a connection alone proves nothing.
    private final class Probe extends ChannelInboundHandlerAdapter {
        private final int which;
        private final int port;
        private boolean told;

        Probe(int which, int port) {
            this.which = which;
            this.port = port;
        }

        void tell(boolean answered) {
            if (!told) {
                told = true;
                told(which, answered, port);
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var _ =
                    context.writeAndFlush(
                            Unpooled.copiedBuffer(
                                    "HEAD / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                                            .formatted(port),
                                    StandardCharsets.US_ASCII));
            context.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            boolean http =
                    message instanceof ByteBuf bytes
                            && bytes.readableBytes() >= 5
                            && bytes.toString(bytes.readerIndex(), 5, StandardCharsets.US_ASCII)
                                    .equals("HTTP/");
            ReferenceCountUtil.release(message);
            var _ = context.close();
            tell(http);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            var _ = context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            tell(false);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
