package dev.berth.runtime.door;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// One waiting page that is told the news. A page of another origin could not read it: nothing here
/// permits that. Loop thread only.
final class EventStream implements Business {
    private final Guest guest;
    private final Audience audience;

    EventStream(Guest guest, Audience audience) {
        this.guest = guest;
        this.audience = audience;
    }

    @Override
    public void begin() {
        // Its end is the connection's: so it needs no framing, and old clients understand it.
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(CONTENT_TYPE, "text/event-stream")
                .set(CACHE_CONTROL, "no-store")
                .set("x-content-type-options", "nosniff")
                .set(CONNECTION, HttpHeaderValues.CLOSE);
        guest.write(head);
        audience.join(this);
    }

    /// One that does not listen is let go; the page comes again by itself.
    void send(byte[] event) {
        if (guest.isWritable()) {
            guest.write(new DefaultHttpContent(Unpooled.wrappedBuffer(event)));
            guest.flush();
        } else {
            guest.close();
        }
    }

    @Override
    public void part(HttpContent part) {
        part.release();
    }

    @Override
    public void readComplete() {
        guest.watch();
    }

    @Override
    public void writable() {}

    @Override
    public void inputClosed() {
        guest.close();
    }

    @Override
    public void gone() {
        audience.leave(this);
    }

    @Override
    public void expired() {}
}
