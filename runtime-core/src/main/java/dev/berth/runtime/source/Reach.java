package dev.berth.runtime.source;

import dev.berth.runtime.Settings.Fetching;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// Whether the source of the service's program can be reached, on the way that a fetch would take.
/// Fetches nothing. Any thread; the caller waits.
public final class Reach {
    private final Map<String, String> environment;
    private final String agent;

    /// @param environment ours: proxies and certificates
    /// @param agent how we call ourselves
    public Reach(Map<String, String> environment, String agent) {
        this.environment = Map.copyOf(environment);
        this.agent = agent;
    }

    /// It answered.
    ///
    /// @param host who was asked
    /// @param status of the answer (RFC 9110, section 15); whatever it is, somebody answered
    /// @param clock what the other side's clock said
    public record Reached(String host, int status, Optional<Instant> clock) {}

    /// Asks the mirror where one is chosen, else the source of this release.
    ///
    /// @param release name of the service's program
    public Answer<Reached> look(String release, Fetching way, Limit limit) {
        var address = address(release, way);
        var proxies = new Proxies(way.proxy(), environment);
        try (var line =
                        new Line(
                                client(proxies, limit.atMost()),
                                proxies,
                                agent,
                                limit.atMost(),
                                limit);
                var reply = line.get(address, Map.of())) {
            return reply.isPage()
                    ? Answer.failed(
                            FetchFault.lasting(
                                            EngineFailure.Kind.PORTAL,
                                            "a page answers in place of " + address.getHost())
                                    .failure())
                    : Answer.got(
                            new Reached(
                                    address.getHost(),
                                    reply.status(),
                                    reply.header("Date").flatMap(Reach::moment)));
        } catch (FetchFault e) {
            return Answer.failed(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(FetchFault.cancelled().failure());
        }
    }

    private static URI address(String release, Fetching way) {
        var base =
                way.mirror()
                        .map(URI::create)
                        .orElseGet(() -> {
                            var host =
                                    Reference.parse(release)
                                            .map(Reference::answeringHost)
                                            .orElse("ghcr.io");
                            var name = URI.create("https://" + host).getHost();
                            return URI.create(
                                    (Proxies.isThisComputer(name) ? "http://" : "https://") + host);
                        });
        return base.resolve("/v2/");
    }

    private HttpClient client(Proxies proxies, Duration atMost) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(Certificates.trusted(environment))
                .proxy(proxies)
                .connectTimeout(atMost)
                .build();
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
