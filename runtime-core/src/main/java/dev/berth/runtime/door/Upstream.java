package dev.berth.runtime.door;

import dev.berth.runtime.door.Codes.AnswerDecoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;

/// One connection to the service, which carries one exchange at a time. Loop thread only.
final class Upstream extends ChannelInboundHandlerAdapter {
    private final Services services;
    private final int era;
    private final DuplexChannel channel;
    private final AnswerDecoder decoder;
    private final HttpRequestEncoder encoder = new HttpRequestEncoder();
    private Optional<Exchange> exchange = Optional.empty();
    private boolean wasUsed;

    private Upstream(Services services, Limits limits, int era, DuplexChannel channel) {
        this.services = services;
        this.era = era;
        this.channel = channel;
        this.decoder = new AnswerDecoder(limits);
    }

    static void prepare(Services services, Limits limits, int era, DuplexChannel channel) {
        var upstream = new Upstream(services, limits, era, channel);
        channel.pipeline().addLast(upstream.decoder, upstream.encoder, upstream);
    }

    static Upstream of(Channel channel) {
        return channel.pipeline().get(Upstream.class);
    }

    /// Carries this exchange from now on.
    ///
    /// @param bodiless whether its answer has no body, whatever the head says
    void carry(Exchange next, boolean bodiless) {
        exchange = Optional.of(next);
        decoder.withoutBody(bodiless);
    }

    /// When it was made, as [Services] counts.
    int era() {
        return era;
    }

    /// Whether it has carried another exchange before; the service may have closed it just now.
    boolean wasUsed() {
        return wasUsed;
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

    /// The client says no more.
    void closeOutput() {
        Services.closeOutput(channel);
    }

    /// The exchange is over and went well.
    void rest() {
        exchange = Optional.empty();
        wasUsed = true;
        services.keep(this);
        read();
    }

    void close() {
        exchange = Optional.empty();
        var _ = channel.close();
    }

    /// Hands the connection over to those who know what is spoken on it from now on.
    ChannelPipeline hand() {
        exchange = Optional.empty();
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

    DuplexChannel channel() {
        return channel;
    }

    private void lost() {
        services.forget(this);
        var carried = exchange;
        close();
        carried.ifPresent(Exchange::lost);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (exchange.isEmpty()) {
            // A word without a question: such a connection cannot be trusted with the next one.
            ReferenceCountUtil.release(message);
            lost();
            return;
        }
        if (message instanceof HttpResponse head) {
            exchange.get().head(head);
        }
        if (message instanceof HttpContent part) {
            exchange.ifPresentOrElse(carried -> carried.answer(part), part::release);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        exchange.ifPresent(Exchange::answerReadComplete);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            exchange.ifPresent(Exchange::serviceWritable);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            lost();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            exchange.ifPresent(carried -> carried.confused(cause));
        }
        lost();
    }
}
