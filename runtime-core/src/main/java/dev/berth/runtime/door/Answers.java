package dev.berth.runtime.door;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_SECURITY_POLICY;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.LOCATION;
import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;

import dev.berth.runtime.Voice.Notice;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The door's own answers, ready to be written. None may be kept by a browser, and none can be read
/// by a page of another origin.
final class Answers {
    private Answers() {}

    private static final JsonMapper JSON = new JsonMapper();

    /// For programs.
    static FullHttpResponse of(Refusal refusal) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", refusal.code());
        error.put("message", refusal.message());
        refusal.retryAfter().ifPresent(seconds -> error.put("retryAfterSeconds", seconds));
        var answer =
                answer(
                        refusal.status(),
                        "application/json",
                        JSON.writeValueAsString(Map.of("error", error)));
        refusal.retryAfter().ifPresent(seconds -> answer.headers().set(RETRY_AFTER, seconds));
        return answer;
    }

    /// For people: tells how it stands, goes on telling it, and goes on by itself.
    static FullHttpResponse waiting(Notice notice) {
        var answer = page(HttpResponseStatus.SERVICE_UNAVAILABLE, Pages.waiting(notice));
        answer.headers().set(RETRY_AFTER, 2);
        return answer;
    }

    /// For people: that this link leads nowhere.
    static FullHttpResponse lost(HttpResponseStatus status, Notice notice) {
        return page(status, Pages.still(notice));
    }

    /// Over there, and do not tell them where you came from.
    static FullHttpResponse redirect(URI target) {
        var answer = answer(HttpResponseStatus.SEE_OTHER, "text/plain", "");
        answer.headers().set(LOCATION, target.toASCIIString());
        return answer;
    }

    private static FullHttpResponse page(HttpResponseStatus status, String page) {
        var answer = answer(status, "text/html;charset=utf-8", page);
        answer.headers().set(CONTENT_SECURITY_POLICY, Pages.POLICY);
        return answer;
    }

    private static FullHttpResponse answer(HttpResponseStatus status, String type, String body) {
        var bytes = Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8));
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, bytes);
        answer.headers()
                .set(CONTENT_TYPE, type)
                .set(CONTENT_LENGTH, bytes.readableBytes())
                .set(CACHE_CONTROL, "no-store")
                .set("referrer-policy", "no-referrer")
                .set("x-content-type-options", "nosniff");
        return answer;
    }
}
