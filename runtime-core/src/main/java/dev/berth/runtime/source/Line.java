package dev.berth.runtime.source;

import static dev.berth.runtime.engine.EngineFailure.Kind.CERTIFICATE;
import static dev.berth.runtime.engine.EngineFailure.Kind.NETWORK;

import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// The line to a source for the length of one fetch: asks, follows to other addresses, and waits no
/// longer than the limit. One thread.
final class Line implements AutoCloseable {
    private static final int MOST_HOPS = 6;
    private static final String AUTHORIZATION = "Authorization";

    private final HttpClient client;
    private final Proxies proxies;
    private final String agent;
    private final Duration silence;
    private final Limit limit;
    private final long began = System.nanoTime();

    /// @param client closed with this; follows to no other address by itself
    /// @param agent how we call ourselves
    /// @param silence how long a source may say nothing
    Line(HttpClient client, Proxies proxies, String agent, Duration silence, Limit limit) {
        this.client = client;
        this.proxies = proxies;
        this.agent = agent;
        this.silence = silence;
        this.limit = limit;
    }

    /// An answer that has begun. To be closed.
    final class Reply implements AutoCloseable {
        private final HttpResponse<Incoming> response;
        private final AutoCloseable hook;

        private Reply(HttpResponse<Incoming> response) {
            this.response = response;
            this.hook = limit.cancellation().onCancel(response.body()::cancel);
        }

        int status() {
            return response.statusCode();
        }

        HttpHeaders headers() {
            return response.headers();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        boolean isPage() {
            return header("Content-Type").filter(type -> type.startsWith("text/html")).isPresent();
        }

        /// The next bytes; empty at the end.
        Optional<List<ByteBuffer>> next() throws FetchFault, InterruptedException {
            return response.body().next(rest());
        }

        /// All of it.
        byte[] whole(int most) throws FetchFault, InterruptedException {
            var all = new java.io.ByteArrayOutputStream();
            for (var piece = next(); piece.isPresent(); piece = next()) {
                for (var buffer : piece.get()) {
                    var bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    all.writeBytes(bytes);
                }
                if (all.size() > most) {
                    throw FetchFault.lasting(NETWORK, "the source's answer has no end");
                }
            }
            return all.toByteArray();
        }

        @Override
        public void close() {
            try {
                hook.close();
            } catch (Exception impossible) {
                throw new IllegalStateException("a hook is taken back without fail", impossible);
            }
            response.body().close();
        }
    }

    /// Asks, and goes where the source sends us; what proves who we are stays with the source.
    Reply get(URI address, Map<String, String> headers) throws FetchFault, InterruptedException {
        var at = address;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            var reply = ask(at, headers, isSameHost(address, at));
            var next =
                    reply.status() / 100 == 3 ? reply.header("Location") : Optional.<String>empty();
            if (next.isEmpty()) {
                return reply;
            }
            reply.close();
            at = followed(at, next.get());
        }
        throw FetchFault.lasting(NETWORK, "the source sends us from one address to the next");
    }

    private static boolean isSameHost(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getRawAuthority().equals(other.getRawAuthority());
    }

    private static URI followed(URI from, String location) throws FetchFault {
        try {
            var to = from.resolve(location);
            var known = "https".equals(to.getScheme()) || from.getScheme().equals(to.getScheme());
            if (known && to.getHost() != null) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw FetchFault.lasting(NETWORK, "the source sends us to an address that is none for us");
    }

    private Reply ask(URI address, Map<String, String> headers, boolean known)
            throws FetchFault, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("User-Agent", agent).GET();
        headers.forEach((name, value) -> {
            if (known || !name.equals(AUTHORIZATION)) {
                request.header(name, value);
            }
        });
        proxies.proof(address).ifPresent(proof -> request.header("Proxy-Authorization", proof));
        if (limit.cancellation().isCancelled()) {
            throw FetchFault.cancelled();
        }
        var coming = client.sendAsync(request.build(), _ -> new Incoming());
        try (var _ = limit.cancellation().onCancel(() -> coming.cancel(true))) {
            return new Reply(coming.get(rest().toNanos(), TimeUnit.NANOSECONDS));
        } catch (CancellationException e) {
            throw FetchFault.cancelled();
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw FetchFault.passing(NETWORK, "no answer from " + address.getHost());
        } catch (ExecutionException e) {
            throw fault(address, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /// How long the next wait may be.
    private Duration rest() throws FetchFault {
        var left = limit.atMost().minusNanos(System.nanoTime() - began);
        if (left.isNegative() || left.isZero()) {
            throw FetchFault.lasting(
                    dev.berth.runtime.engine.EngineFailure.Kind.TIMED_OUT,
                    "not everything came within " + limit.atMost().toMinutes() + " min");
        }
        return left.compareTo(silence) < 0 ? left : silence;
    }

    private static FetchFault fault(URI address, Throwable cause) {
        var host = address.getHost();
        for (var at = cause; at != null; at = at.getCause()) {
            if (at instanceof CertificateException || at instanceof CertPathValidatorException) {
                return FetchFault.lasting(
                        CERTIFICATE, "the certificate of " + host + ": " + at.getMessage());
            }
        }
        if (cause instanceof IOException && !(cause instanceof ConnectException)) {
            return FetchFault.broken(host + ": " + brief(cause));
        }
        return FetchFault.passing(NETWORK, host + ": " + brief(cause));
    }

    /// In words, for the names of exceptions tell nobody anything.
    private static String brief(Throwable cause) {
        var message = Optional.ofNullable(cause.getMessage()).map(text -> ": " + text).orElse("");
        if (isCausedBy(cause, UnresolvedAddressException.class)
                || isCausedBy(cause, UnknownHostException.class)) {
            return "this name is not known on this network";
        }
        return switch (cause) {
            case ConnectException _ -> "no connection" + message;
            case HttpTimeoutException _ -> "no answer in time";
            case SSLException _ -> "no secure connection" + message;
            default -> "the connection broke" + message;
        };
    }

    private static boolean isCausedBy(Throwable cause, Class<? extends Throwable> kind) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
