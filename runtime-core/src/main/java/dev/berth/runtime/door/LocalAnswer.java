package dev.berth.runtime.door;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/// An answer of the door's own. A body that comes with the request is not waited for. Loop thread
/// only.
final class LocalAnswer implements Business {
    private final Guest guest;
    private final FullHttpResponse answer;
    private final boolean atOnce;
    private final boolean keep;

    private LocalAnswer(Guest guest, FullHttpResponse answer, boolean atOnce, boolean keep) {
        this.guest = guest;
        this.answer = answer;
        this.atOnce = atOnce;
        this.keep = keep;
    }

    /// To a request that could be read.
    static LocalAnswer to(HttpRequest request, Guest guest, FullHttpResponse answer) {
        boolean body =
                HttpUtil.isTransferEncodingChunked(request)
                        || HttpUtil.getContentLength(request, 0L) > 0;
        return new LocalAnswer(guest, answer, body, !body && HttpUtil.isKeepAlive(request));
    }

    /// At once, to a request that is here.
    static LocalAnswer now(Guest guest, FullHttpResponse answer, boolean keep) {
        return new LocalAnswer(guest, answer, true, keep);
    }

    /// The last one on this connection.
    static LocalAnswer last(Guest guest, FullHttpResponse answer) {
        return new LocalAnswer(guest, answer, true, false);
    }

    @Override
    public void begin() {
        if (atOnce) {
            send();
        }
    }

    @Override
    public void part(HttpContent part) {
        part.release();
        if (guest.asked()) {
            send();
        }
    }

    private void send() {
        if (!keep) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        guest.write(answer);
        guest.flush();
        guest.answered(keep);
    }

    @Override
    public void readComplete() {
        guest.read();
    }

    @Override
    public void writable() {}

    @Override
    public void inputClosed() {
        guest.close();
    }

    @Override
    public void gone() {
        answer.release();
    }

    @Override
    public void expired() {
        guest.close();
    }
}
