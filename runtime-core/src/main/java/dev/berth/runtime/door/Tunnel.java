package dev.berth.runtime.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A client and the service speak another protocol now, byte by byte as they like. A WebSocket that
/// breaks off is closed with a word, so that the page knows to come again. Loop thread only.
final class Tunnel {
    private final House house;
    private final DuplexChannel client;
    private final DuplexChannel service;
    private final Optional<FrameTracker> frames;
    private boolean clientDone;
    private boolean serviceDone;
    private boolean over;

    private Tunnel(
            House house,
            DuplexChannel client,
            DuplexChannel service,
            Optional<FrameTracker> frames) {
        this.house = house;
        this.client = client;
        this.service = service;
        this.frames = frames;
    }

    /// Takes both connections over.
    static void open(House house, Guest guest, Upstream upstream, HttpRequest request) {
        boolean webSocket =
                "websocket".equalsIgnoreCase(request.headers().get(HttpHeaderNames.UPGRADE));
        var tunnel =
                new Tunnel(
                        house,
                        guest.channel(),
                        upstream.channel(),
                        webSocket ? Optional.of(new FrameTracker()) : Optional.empty());
        house.opened(tunnel);
        guest.hand().addLast(tunnel.new FromClient(upstream.channel()));
        upstream.hand().addLast(tunnel.new FromService(guest.channel()));
        guest.flush();
        upstream.unlearnWriting();
        guest.unlearnWriting();
        upstream.unlearnReading();
        guest.unlearnReading();
        guest.read();
        upstream.read();
    }

    /// Berth itself ends.
    void goingAway() {
        sayClose(CloseFrame.GOING_AWAY, "going away");
        end();
    }

    private boolean sayClose(int code, String reason) {
        boolean possible =
                frames.isPresent()
                        && frames.get().isBetweenFrames()
                        && !frames.get().isClosed()
                        && !over;
        if (possible) {
            var _ = client.writeAndFlush(CloseFrame.of(code, reason));
        }
        return possible;
    }

    private void end() {
        over = true;
        house.closed(this);
        var _ = service.close();
        Services.closeAfterLastWord(client, house.limits.linger());
    }

    /// The client says no more.
    private void clientEnded() {
        clientDone = true;
        if (serviceDone) {
            end();
        } else {
            Services.closeOutput(service);
        }
    }

    /// The service says no more. The client is given a moment to hear the last word.
    private void serviceEnded() {
        if (over || serviceDone) {
            return;
        }
        serviceDone = true;
        // Who has gone away ended it, and not the service.
        if (!clientDone && sayClose(CloseFrame.SERVICE_RESTART, "service restart")) {
            house.recovery.failed();
        }
        if (clientDone) {
            end();
            return;
        }
        Services.closeOutput(client);
        if (frames.isPresent()) {
            var _ = service.close();
            var _ =
                    house.loop.schedule(
                            this::end, house.limits.linger().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /// One end of it.
    private abstract class End extends ChannelInboundHandlerAdapter {
        private final DuplexChannel other;

        End(DuplexChannel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (over || !other.isActive()) {
                ReferenceCountUtil.release(message);
            } else {
                var _ = other.write(message, other.voidPromise());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            other.flush();
            if (other.isWritable() || !other.isActive()) {
                context.read();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (context.channel().isWritable()) {
                other.read();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                ended();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }

        abstract void ended();
    }

    private final class FromClient extends End {
        FromClient(DuplexChannel service) {
            super(service);
        }

        @Override
        void ended() {
            clientEnded();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end();
        }
    }

    private final class FromService extends End {
        FromService(DuplexChannel client) {
            super(client);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes) {
                frames.ifPresent(tracker -> tracker.pass(bytes));
            }
            super.channelRead(context, message);
        }

        @Override
        void ended() {
            serviceEnded();
        }

        /// Broken off, or closed by us.
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (frames.isPresent()) {
                serviceEnded();
            } else {
                end();
            }
        }
    }
}
