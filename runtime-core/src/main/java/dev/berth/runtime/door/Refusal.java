package dev.berth.runtime.door;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.OptionalInt;

/// A request that is answered here and not by the service.
///
/// @param code stable, for programs
/// @param message one sentence without anything secret
/// @param retryAfter seconds until another try is worth while
record Refusal(HttpResponseStatus status, String code, String message, OptionalInt retryAfter) {

    /// Nobody was there, and recovery did not come in time.
    static final Refusal UNAVAILABLE =
            later(
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "unavailable",
                    "The assistant is not there at the moment.",
                    2);

    /// Nobody knows how far the service came with a request that cannot be repeated.
    static final Refusal BROKEN_OFF =
            of(
                    HttpResponseStatus.BAD_GATEWAY,
                    "broken-off",
                    "The assistant stopped before it answered.");

    static final Refusal BAD_ANSWER =
            of(
                    HttpResponseStatus.BAD_GATEWAY,
                    "bad-answer",
                    "The assistant's answer cannot be read.");

    static final Refusal SILENT =
            of(
                    HttpResponseStatus.GATEWAY_TIMEOUT,
                    "silent",
                    "The assistant did not answer in time.");

    static final Refusal SLOW_BODY =
            of(
                    HttpResponseStatus.REQUEST_TIMEOUT,
                    "request-timeout",
                    "The rest of the request did not come.");

    static Refusal of(HttpResponseStatus status, String code, String message) {
        return new Refusal(status, code, message, OptionalInt.empty());
    }

    /// For now.
    static Refusal later(HttpResponseStatus status, String code, String message, int seconds) {
        return new Refusal(status, code, message, OptionalInt.of(seconds));
    }

    static Refusal malformed(String message) {
        return of(HttpResponseStatus.BAD_REQUEST, "bad-request", message);
    }
}
