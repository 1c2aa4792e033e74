package dev.berth.runtime.door;

import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/// The service's answer on its way to the client. Loop thread only.
final class AnswerPassage {
    private final Guest guest;
    private final Terms terms;

    private boolean interim;
    private boolean change;
    private boolean keepService;
    private boolean endsWithConnection;

    AnswerPassage(Guest guest, Terms terms) {
        this.guest = guest;
        this.terms = terms;
    }

    /// What the client can do with an answer.
    ///
    /// @param modern whether it speaks HTTP/1.1
    /// @param keep whether its connection stays
    /// @param mayChange whether it asked for another protocol
    /// @param headOnly whether it asked for the head alone
    record Terms(boolean modern, boolean keep, boolean mayChange, boolean headOnly) {

        /// As the request says that came.
        static Terms of(HttpRequest request) {
            boolean modern = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
            return new Terms(
                    modern,
                    modern && HttpUtil.isKeepAlive(request),
                    Forwarding.upgrade(request).isPresent(),
                    request.method().equals(HttpMethod.HEAD));
        }
    }

    /// Whether the true answer is still to come (status 1xx).
    boolean isInterim() {
        return interim;
    }

    /// Whether another protocol is spoken from now on.
    boolean isChange() {
        return change;
    }

    /// Whether the connection to the service is good for another request.
    boolean mayKeepService() {
        return keepService;
    }

    /// No more of it will come, and the client must see that it is not whole.
    void breakOff() {
        guest.flush();
        if (endsWithConnection && !terms.modern()) {
            guest.abort();
        } else {
            guest.close();
        }
    }

    /// Passes a head on.
    ///
    /// @return whether it makes sense here
    boolean head(HttpResponse head) {
        interim = false;
        change = head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return change ? change(head) : interim(head);
        }
        return isFramedWell(head) && whole(head);
    }

    private boolean change(HttpResponse head) {
        if (!terms.mayChange()) {
            return false;
        }
        Forwarding.outward(head);
        writeBare(head);
        return true;
    }

    private boolean interim(HttpResponse head) {
        interim = true;
        if (terms.modern()) {
            Forwarding.outward(head);
            writeBare(head);
            guest.flush();
        }
        return true;
    }

    private void writeBare(HttpResponse head) {
        var bare = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, head.status());
        bare.headers().set(head.headers());
        guest.write(bare);
    }

    private static boolean isFramedWell(HttpResponse head) {
        var codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"));
    }

    private boolean whole(HttpResponse head) {
        boolean chunked = HttpUtil.isTransferEncodingChunked(head);
        boolean measured = head.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
        boolean bodiless =
                head.status().equals(HttpResponseStatus.NO_CONTENT)
                        || head.status().equals(HttpResponseStatus.NOT_MODIFIED)
                        || terms.headOnly();
        endsWithConnection = !chunked && !measured && !bodiless;
        keepService = HttpUtil.isKeepAlive(head) && !endsWithConnection;
        Forwarding.outward(head);
        endsWithConnection |= chunked && !terms.modern();
        if (endsWithConnection || chunked) {
            HttpUtil.setTransferEncodingChunked(head, terms.modern());
        }
        if (!terms.keep()) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        guest.write(head);
        return true;
    }

    /// Passes a part on, which it owns.
    ///
    /// @return whether this answer is complete
    boolean part(HttpContent part) {
        boolean last = part instanceof LastHttpContent;
        if (interim || change) {
            part.release();
            return last;
        }
        guest.write(Parcel.withoutTrailer(part));
        return last;
    }
}
