package dev.berth.runtime.door;

import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;

/// A request on its way to the service, and how much of it was handed over. Loop thread only.
final class Parcel {
    private final HttpRequest head;
    private final boolean hasBody;
    private final ArrayDeque<HttpContent> unsent = new ArrayDeque<>();
    private boolean begun;
    private boolean bodyBegun;
    private boolean whole;

    /// @param head as the service gets it
    Parcel(HttpRequest head) {
        this.head = head;
        this.hasBody =
                HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0;
    }

    HttpRequest head() {
        return head;
    }

    boolean hasBody() {
        return hasBody;
    }

    /// Whether all of it was handed over.
    boolean isWhole() {
        return whole;
    }

    /// Whether it may be handed over once more, as far as its bytes go.
    ///
    /// @param safe whether the request changes nothing: others only while nothing was begun with
    boolean mayBeRepeated(boolean safe) {
        return !bodyBegun && (safe || hasBody || !begun);
    }

    /// One more part of the body, now owned by this.
    void add(HttpContent part) {
        unsent.add(part);
    }

    /// Hands all of it over that is here, from its beginning.
    void handOver(Upstream service) {
        begun = true;
        service.write(head);
        if (whole) {
            service.write(LastHttpContent.EMPTY_LAST_CONTENT); // once more
        }
        pump(service);
    }

    /// Hands over what has come meanwhile.
    void pump(Upstream service) {
        for (var part = unsent.poll(); part != null; part = unsent.poll()) {
            bodyBegun |= part.content().isReadable();
            whole |= part instanceof LastHttpContent;
            service.write(withoutTrailer(part));
        }
    }

    /// What follows a body is for one hop alone.
    static HttpContent withoutTrailer(HttpContent part) {
        if (!(part instanceof LastHttpContent last) || last.trailingHeaders().isEmpty()) {
            return part;
        }
        return new DefaultLastHttpContent(part.content());
    }

    /// It is not needed any more.
    void drop() {
        unsent.forEach(HttpContent::release);
        unsent.clear();
    }
}
