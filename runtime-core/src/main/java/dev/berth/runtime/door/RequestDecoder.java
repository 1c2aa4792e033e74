package dev.berth.runtime.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/// Reads one request at a time: the next one, and what follows an upgrade, stays unread until it is
/// let go on. Loop thread only.
final class RequestDecoder extends HttpRequestDecoder {

    private enum Mode {
        HEAD,
        BODY,
        HELD,
        DEAF
    }

    private final HeadGrammar grammar = new HeadGrammar();
    private final Runnable headBegins;
    private Mode mode = Mode.HEAD;
    private boolean begun;

    /// @param headBegins told when the first byte of a head has come
    RequestDecoder(Limits limits, Runnable headBegins) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(limits.line())
                        .setMaxHeaderSize(limits.fields())
                        .setAllowDuplicateContentLengths(false));
        this.headBegins = headBegins;
    }

    /// Whether bytes have come that wait for their turn.
    boolean hasBacklog() {
        return actualReadableBytes() > 0;
    }

    /// The request was answered: the next one, please.
    void goOn(ChannelHandlerContext context) {
        if (mode != Mode.HELD) {
            return;
        }
        mode = Mode.HEAD;
        begun = false;
        grammar.reset();
        if (hasBacklog()) {
            context.executor().execute(() -> again(context));
        }
    }

    /// From now on all that comes is thrown away.
    void beDeaf() {
        mode = Mode.DEAF;
    }

    private void again(ChannelHandlerContext context) {
        if (context.isRemoved()) {
            return;
        }
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        switch (mode) {
            case HELD -> {}
            case DEAF -> in.skipBytes(in.readableBytes());
            case HEAD -> head(context, in, out);
            case BODY -> read(context, in, out);
        }
    }

    private void head(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        if (!begun) {
            begun = true;
            headBegins.run();
        }
        var fault = grammar.fault(in);
        if (fault.isPresent()) {
            var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
            request.setDecoderResult(
                    DecoderResult.failure(new IllegalArgumentException(fault.get())));
            out.add(request);
            in.skipBytes(in.readableBytes());
            mode = Mode.DEAF;
            return;
        }
        read(context, in, out);
    }

    private void read(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        for (Object message : out.subList(before, out.size())) {
            if (message instanceof HttpRequest) {
                mode = Mode.BODY;
            }
            if (message instanceof LastHttpContent) {
                mode = Mode.HELD;
            }
        }
    }

    /// The base class would read on by itself when a read brought no message; a request that waits
    /// for its turn must not let more and more pile up.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (mode == Mode.HELD) {
            context.fireChannelReadComplete();
        } else {
            super.channelReadComplete(context);
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("The request tells two lengths.");
    }
}
