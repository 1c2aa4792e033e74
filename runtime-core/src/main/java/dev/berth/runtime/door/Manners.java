package dev.berth.runtime.door;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which requests are let in at all: pure. A page of a stranger that a browser was tricked into
/// calling by this computer's address names the stranger as Host (DNS rebinding).
///
/// @param port of the front door
/// @param fieldCount header fields that one request may have
record Manners(int port, int fieldCount) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /// Fields that decide about length, address or trust may not be named as this connection's own
    /// affair, so that nobody makes them vanish on the way.
    private static final Set<String> NEVER_HOP_BY_HOP =
            Set.of(
                    "authorization",
                    "content-length",
                    "cookie",
                    "host",
                    "origin",
                    "referer",
                    "sec-fetch-site",
                    "transfer-encoding");

    /// Why this request is not let in.
    ///
    /// @param names further names of this computer
    Optional<Refusal> refusal(HttpRequest request, Set<String> names) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unread(request.decoderResult().cause()));
        }
        return shape(request).or(() -> length(request)).or(() -> host(request, names));
    }

    private static Refusal unread(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Refusal.of(
                            HttpResponseStatus.REQUEST_URI_TOO_LONG,
                            "uri-too-long",
                            "The first line is too long.");
            case TooLongHttpHeaderException _ ->
                    Refusal.of(
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "head-too-large",
                            "The header fields are too long.");
            default -> Refusal.malformed("The request cannot be read.");
        };
    }

    private Optional<Refusal> shape(HttpRequest request) {
        if (!isServed(request.protocolVersion())) {
            return malformed("Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
        if (request.headers().size() > fieldCount) {
            return Optional.of(
                    Refusal.of(
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "head-too-large",
                            "There are too many header fields."));
        }
        var method = request.method();
        if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
            return Optional.of(
                    Refusal.of(
                            HttpResponseStatus.METHOD_NOT_ALLOWED,
                            "method-not-allowed",
                            "This method leads nowhere here."));
        }
        var target = request.uri();
        boolean whole = target.equals("*") && method.equals(HttpMethod.OPTIONS);
        if (!whole && (!target.startsWith("/") || target.indexOf('#') >= 0)) {
            return malformed("The target is not a path.");
        }
        return !Collections.disjoint(
                        Forwarding.ownedByConnection(request.headers()), NEVER_HOP_BY_HOP)
                ? malformed("Connection names a field that is not its own.")
                : Optional.empty();
    }

    private static boolean isServed(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    private static Optional<Refusal> length(HttpRequest request) {
        var lengths = request.headers().getAll(CONTENT_LENGTH);
        var codings = request.headers().getAll(TRANSFER_ENCODING);
        if (!codings.isEmpty()
                && (!lengths.isEmpty()
                        || request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                        || codings.size() > 1
                        || !codings.getFirst().equalsIgnoreCase("chunked"))) {
            return malformed("The body's length is told in a way that is not taken here.");
        }
        return lengths.size() > 1 || lengths.stream().anyMatch(length -> !isNumber(length))
                ? malformed("The body's length is no number.")
                : Optional.empty();
    }

    private static boolean isNumber(String length) {
        return !length.isEmpty()
                && length.length() <= 18
                && length.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Optional<Refusal> host(HttpRequest request, Set<String> names) {
        List<String> hosts = request.headers().getAll(HOST);
        if (hosts.size() != 1) {
            return malformed("There is not exactly one Host.");
        }
        var host = hosts.getFirst().toLowerCase(Locale.ROOT);
        var suffix = ":" + port;
        var name =
                host.endsWith(suffix) ? host.substring(0, host.length() - suffix.length()) : host;
        return LOOPBACK.contains(name) || names.contains(name)
                ? Optional.empty()
                : Optional.of(
                        Refusal.of(
                                HttpResponseStatus.MISDIRECTED_REQUEST,
                                "misdirected",
                                "This address is not one of this computer's."));
    }

    private static Optional<Refusal> malformed(String message) {
        return Optional.of(Refusal.malformed(message));
    }
}
