package dev.berth.runtime.door;

import dev.berth.runtime.door.Codes.AnswerEncoder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;

/// One connection of a client: takes its requests one after the other and sees that each is
/// answered. Loop thread only.
final class Guest extends ChannelInboundHandlerAdapter {
    private static final long NEVER = Long.MAX_VALUE;

    private final House house;
    private final DuplexChannel channel;
    private final RequestDecoder decoder;
    private final AnswerEncoder encoder = new AnswerEncoder();
    private final Reception reception;

    private Business business = new Idle(this);
    private boolean asked;
    private boolean inputClosed;
    private boolean leaving;
    private long deadline = NEVER;

    Guest(House house, DuplexChannel channel) {
        this.house = house;
        this.channel = channel;
        this.reception = new Reception(house, this);
        this.decoder = new RequestDecoder(house.limits, () -> allow(house.limits.head()));
    }

    /// Takes a new connection, where there is room.
    static void receive(House house, DuplexChannel channel) {
        var guest = new Guest(house, channel);
        if (!house.admit(guest)) {
            house.trouble.note(Trouble.Kind.CROWDED, "too many connections; one was closed");
            var _ = channel.close();
            return;
        }
        channel.pipeline().addLast(guest.decoder, guest.encoder, guest);
    }

    DuplexChannel channel() {
        return channel;
    }

    /// Whether the whole request is here.
    boolean asked() {
        return asked;
    }

    /// Whether the client will say no more.
    boolean inputClosed() {
        return inputClosed;
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void write(Object message) {
        var _ = channel.write(message, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    void read() {
        channel.read();
    }

    /// Reads only to see whether the client is still there.
    void watch() {
        if (!decoder.hasBacklog()) {
            channel.read();
        }
    }

    /// From now on this much time, for the [Business] or the client.
    void allow(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    void allowForever() {
        deadline = NEVER;
    }

    /// The answer is written.
    ///
    /// @param keep whether another request may follow
    void answered(boolean keep) {
        business = new Idle(this);
        encoder.withoutBody(false);
        if (!keep || !asked || inputClosed) {
            leave();
            return;
        }
        asked = false;
        allow(house.limits.idle());
        decoder.goOn(channel.pipeline().context(decoder));
        read();
    }

    /// The answer cannot be finished; the client must see that.
    void abort() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        close();
    }

    void close() {
        var _ = channel.close();
    }

    /// Hands the connection over to those who know what is spoken on it from now on.
    ChannelPipeline hand() {
        house.leave(this);
        leaving = true;
        return channel.pipeline();
    }

    /// Takes away what writes HTTP.
    void unlearnWriting() {
        channel.pipeline().remove(this);
        channel.pipeline().remove(encoder);
    }

    /// Takes away what reads HTTP; what was read too far comes out below.
    void unlearnReading() {
        channel.pipeline().remove(decoder);
    }

    /// Sees that nothing takes too long.
    void tick(long now) {
        if (deadline != NEVER && now - deadline >= 0) {
            deadline = NEVER;
            if (leaving) {
                close();
            } else {
                business.expired();
            }
        }
    }

    /// Lets the client read the last words: a connection that is closed while it still talks would
    /// be reset, and they be lost.
    private void leave() {
        leaving = true;
        decoder.beDeaf();
        if (inputClosed) {
            Services.closeAfterLastWord(channel, house.limits.linger());
            return;
        }
        allow(house.limits.linger());
        Services.closeOutput(channel);
        read();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        allow(house.limits.idle());
        read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (leaving) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            allowForever();
            encoder.withoutBody(request.method().equals(HttpMethod.HEAD));
            business = reception.receive(request);
            business.begin();
        }
        if (message instanceof HttpContent part) {
            asked |= part instanceof LastHttpContent && part.decoderResult().isSuccess();
            business.part(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (leaving) {
            read();
        } else {
            business.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable() && !leaving) {
            business.writable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputClosed = true;
            if (leaving) {
                close();
            } else {
                business.inputClosed();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        house.leave(this);
        leaving = true;
        business.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            house.trouble.note(Trouble.Kind.OURS, "a connection was given up", cause);
        }
        close();
    }
}
