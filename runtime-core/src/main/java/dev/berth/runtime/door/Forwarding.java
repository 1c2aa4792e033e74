package dev.berth.runtime.door;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What of a head is passed on. Hop-by-hop fields are not (RFC 9110, section 7.6.1), nor is what a
/// proxy would say of a client: the gateway takes a request with any such word for one from afar,
/// and a client could say anything.
final class Forwarding {
    private Forwarding() {}

    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "http2-settings",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "upgrade");

    private static final Set<String> WORDS_OF_PROXIES =
            Set.of("cf-connecting-ip", "forwarded", "true-client-ip", "via", "x-real-ip");

    /// The names in Connection, in small letters.
    static List<String> ownedByConnection(HttpHeaders headers) {
        var values = headers.getAll(CONNECTION);
        if (values.isEmpty()) {
            return values;
        }
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// What the request wants to change to, if the service may hear of it. A change to HTTP/2 would
    /// take later requests past this door, and a body before a change has no use.
    static Optional<String> upgrade(HttpRequest request) {
        var headers = request.headers();
        if (!headers.contains(UPGRADE)
                || headers.contains(TRANSFER_ENCODING)
                || !headers.get(CONTENT_LENGTH, "0").equals("0")
                || request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                || !ownedByConnection(headers).contains("upgrade")) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", headers.getAll(UPGRADE)))
                .filter(wanted -> !wanted.toLowerCase(Locale.ROOT).contains("h2c"));
    }

    /// Turns a client's request into the one that the service gets.
    static void inward(HttpRequest request) {
        var upgrade = upgrade(request);
        var headers = request.headers();
        removeWhatIsKeptHere(headers);
        upgrade.ifPresent(wanted -> {
            headers.set(UPGRADE, wanted);
            headers.set(CONNECTION, HttpHeaderValues.UPGRADE);
        });
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    private static void removeWhatIsKeptHere(HttpHeaders headers) {
        var kept = new ArrayList<>(ownedByConnection(headers));
        var fields = headers.iteratorCharSequence();
        while (fields.hasNext()) {
            var name = fields.next().getKey().toString().toLowerCase(Locale.ROOT);
            if (HOP_BY_HOP.contains(name)
                    || WORDS_OF_PROXIES.contains(name)
                    || name.startsWith("x-forwarded-")
                    || name.startsWith("tailscale-")) {
                kept.add(name);
            }
        }
        for (var name : kept) {
            headers.remove(name);
        }
    }

    /// Turns the service's answer into the one that the client gets.
    static void outward(HttpResponse response) {
        var headers = response.headers();
        var upgrade = headers.get(UPGRADE, "");
        removeWhatIsKeptHere(headers);
        boolean change = response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        boolean wanted = response.status().equals(HttpResponseStatus.UPGRADE_REQUIRED);
        if (!upgrade.isEmpty() && (change || wanted)) {
            headers.set(UPGRADE, upgrade);
            headers.set(CONNECTION, HttpHeaderValues.UPGRADE);
        }
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
}
