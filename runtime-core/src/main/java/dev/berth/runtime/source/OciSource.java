package dev.berth.runtime.source;

import static dev.berth.runtime.engine.EngineFailure.Kind.CANCELLED;
import static dev.berth.runtime.engine.EngineFailure.Kind.NO_ROOM;
import static dev.berth.runtime.engine.EngineFailure.Kind.TIMED_OUT;
import static dev.berth.runtime.engine.EngineFailure.Kind.UNCLASSIFIED;

import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Fetches by the OCI distribution protocol, from the mirror first where the person chose one.
/// Nothing is kept open between fetches.
public final class OciSource implements ReleaseSource, ReleaseTags {
    private static final Set<EngineFailure.Kind> NO_CASE_FOR_ANOTHER =
            Set.of(CANCELLED, TIMED_OUT, NO_ROOM);

    private final Path cache;
    private final Map<String, String> environment;
    private final Means means;

    /// With this computer's own means.
    ///
    /// @param cache folder for what is under way
    /// @param environment in which proxies and certificates may be named
    /// @param agent how we call ourselves (`User-Agent`)
    public OciSource(
            Path cache, Map<String, String> environment, String agent, InstantSource clock) {
        this(
                cache,
                environment,
                new Means(
                        agent,
                        clock,
                        Pause.real(),
                        RetryRule.usual(),
                        Disk.real(),
                        Manifest.Platform.linux(System.getProperty("os.arch", "")),
                        Duration.ofSeconds(30)));
    }

    OciSource(Path cache, Map<String, String> environment, Means means) {
        this.cache = cache;
        this.environment = environment;
        this.means = means;
    }

    /// What a fetch needs of the world beside the network.
    ///
    /// @param agent how we call ourselves
    /// @param platform of the program that is wanted
    /// @param silence how long a source may say nothing
    record Means(
            String agent,
            InstantSource clock,
            Pause pause,
            RetryRule retries,
            Disk disk,
            Manifest.Platform platform,
            Duration silence) {}

    @Override
    public Answer<Fetched> fetch(Order order, Told told, Limit limit) {
        var reference = Reference.parse(order.reference());
        if (reference.isEmpty()) {
            return Answer.got(new Fetched.EngineOnly("a short name"));
        }
        var proxies = new Proxies(order.way().proxy(), environment);
        try (var line = new Line(client(proxies), proxies, means.agent(), means.silence(), limit)) {
            return Answer.got(fetched(order, reference.get(), told, line, limit));
        } catch (FetchFault.SignIn e) {
            return Answer.got(new Fetched.EngineOnly(String.valueOf(e.getMessage())));
        } catch (FetchFault e) {
            return Answer.failed(e.failure());
        } catch (IOException e) {
            return Answer.failed(unwritten(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(FetchFault.cancelled().failure());
        }
    }

    @Override
    public Answer<List<String>> tags(String reference, Settings.Fetching way, Limit limit) {
        var parsed = Reference.parse(reference);
        if (parsed.isEmpty()) {
            return Answer.failed(
                    new EngineFailure(EngineFailure.Kind.RELEASE_MISSING, "look", "a short name"));
        }
        var proxies = new Proxies(way.proxy(), environment);
        try (var line = new Line(client(proxies), proxies, means.agent(), means.silence(), limit)) {
            return Answer.got(tags(places(way, parsed.get(), line)));
        } catch (FetchFault e) {
            return Answer.failed(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(FetchFault.cancelled().failure());
        }
    }

    private static List<String> tags(List<Repository> places)
            throws FetchFault, InterruptedException {
        for (var place : places.subList(0, places.size() - 1)) {
            try {
                return new Tags(place).all();
            } catch (FetchFault e) {
                if (NO_CASE_FOR_ANOTHER.contains(e.kind())) {
                    throw e;
                }
            }
        }
        return new Tags(places.getLast()).all();
    }

    private Fetched fetched(Order order, Reference reference, Told told, Line line, Limit limit)
            throws FetchFault, IOException, InterruptedException {
        var layout = Layout.open(cache, order.reference());
        var places = places(order.way(), reference, line);
        for (var place : places.subList(0, places.size() - 1)) {
            try {
                return errand(order, reference, layout, place, told, limit);
            } catch (FetchFault e) {
                if (NO_CASE_FOR_ANOTHER.contains(e.kind())) {
                    throw e;
                }
            }
        }
        return errand(order, reference, layout, places.getLast(), told, limit);
    }

    private Fetched errand(
            Order order,
            Reference reference,
            Layout layout,
            Repository place,
            Told told,
            Limit limit)
            throws FetchFault, IOException, InterruptedException {
        var meter = new Meter(told, means.clock());
        return new Errand(means, reference, layout, place, meter, limit)
                .run(order.reference(), order.store());
    }

    /// A mirror's own path stands before the program's (as in the engine's `location`). Only this
    /// computer may speak without encryption where the person did not ask for that.
    private List<Repository> places(Settings.Fetching way, Reference reference, Line line) {
        var places = new ArrayList<Repository>();
        way.mirror()
                .map(URI::create)
                .ifPresent(mirror -> {
                    var prefix = mirror.getPath().replaceAll("^/+|/+$", "");
                    places.add(
                            new Repository(
                                    line,
                                    means.clock(),
                                    URI.create(
                                            mirror.getScheme() + "://" + mirror.getRawAuthority()),
                                    (prefix.isEmpty() ? "" : prefix + "/") + reference.path(),
                                    false));
                });
        var host = reference.answeringHost().toLowerCase(Locale.ROOT);
        boolean ours = Proxies.isThisComputer(URI.create("https://" + host).getHost());
        var base = URI.create((ours ? "http://" : "https://") + host);
        places.add(new Repository(line, means.clock(), base, reference.path(), ours));
        return places;
    }

    /// Without an authenticator: that one would answer the sources' own demands too.
    private HttpClient client(Proxies proxies) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // one line at a time needs no more
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(means.silence())
                .sslContext(Certificates.trusted(environment))
                .proxy(proxies)
                .build();
    }

    private EngineFailure unwritten(IOException e) {
        var text = String.valueOf(e.getMessage());
        var full =
                text.toLowerCase(Locale.ROOT).contains("no space left")
                        || text.toLowerCase(Locale.ROOT).contains("quota exceeded");
        return new EngineFailure(full ? NO_ROOM : UNCLASSIFIED, "fetch", text);
    }

    @Override
    public void discard() throws IOException {
        if (Files.isDirectory(cache)) {
            Layout.delete(cache);
        }
    }
}
