package dev.berth.runtime.source;

import static dev.berth.runtime.engine.EngineFailure.Kind.NETWORK;
import static dev.berth.runtime.engine.EngineFailure.Kind.PORTAL;
import static dev.berth.runtime.engine.EngineFailure.Kind.RELEASE_MISSING;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One place where the program lies: knows the addresses of the protocol, gets the token that
/// anybody is given, and tells what an answer means. One thread.
final class Repository {
    private static final int LONGEST_TOKEN = 64 * 1024;

    private final Line line;
    private final InstantSource clock;
    private final String path;
    private URI base;
    private boolean mayBeEncrypted;
    private Optional<String> token = Optional.empty();

    /// @param base scheme and host, without a path
    /// @param path of the program there
    /// @param mayBeEncrypted whether the other side may turn out to want TLS: on this computer
    Repository(Line line, InstantSource clock, URI base, String path, boolean mayBeEncrypted) {
        this.line = line;
        this.clock = clock;
        this.base = base;
        this.path = path;
        this.mayBeEncrypted = mayBeEncrypted;
    }

    String host() {
        return base.getAuthority();
    }

    /// A manifest, by tag or digest.
    Line.Reply manifest(String wanted) throws FetchFault, InterruptedException {
        return good(get("/manifests/" + wanted, Map.of("Accept", Manifest.ACCEPTED)));
    }

    /// A part, from a byte on. The answer's status says whether it begins there (206) or, because
    /// the source cannot do that, at the first byte (200).
    Line.Reply part(Digest digest, long from) throws FetchFault, InterruptedException {
        // Nothing may be packed on the way: the digest is of these very bytes.
        var headers = new HashMap<>(Map.of("Accept-Encoding", "identity"));
        if (from > 0) {
            headers.put("Range", "bytes=" + from + "-");
        }
        return good(get("/blobs/" + digest, headers));
    }

    /// A page of the list of tags.
    ///
    /// @param query which page
    Line.Reply tags(String query) throws FetchFault, InterruptedException {
        return good(get("/tags/list" + query, Map.of("Accept", "application/json")));
    }

    private Line.Reply get(String what, Map<String, String> headers)
            throws FetchFault, InterruptedException {
        var reply = asked(what, headers);
        if (reply.status() != 401) {
            return reply;
        }
        reply.close();
        token = Optional.of(newToken(reply.header("WWW-Authenticate").orElse("")));
        return asked(what, headers);
    }

    private Line.Reply asked(String what, Map<String, String> headers)
            throws FetchFault, InterruptedException {
        var all = new HashMap<>(headers);
        token.ifPresent(proof -> all.put("Authorization", "Bearer " + proof));
        if (!mayBeEncrypted) {
            return line.get(address(what), all);
        }
        try {
            var reply = line.get(address(what), all);
            if (reply.status() != 400) {
                mayBeEncrypted = false;
                return reply;
            }
            reply.close();
        } catch (FetchFault.Broken _) {
            // a server that speaks TLS ends a plain connection, or answers 400
        }
        mayBeEncrypted = false;
        base = URI.create("https://" + base.getRawAuthority());
        return line.get(address(what), all);
    }

    private URI address(String what) {
        return URI.create(base + "/v2/" + path + what);
    }

    private String newToken(String header) throws FetchFault, InterruptedException {
        var challenge =
                Challenge.parse(header)
                        .orElseThrow(() ->
                                new FetchFault.SignIn(host() + " wants a sign-in: " + header));
        var address = challenge.tokenAddress("repository:" + path + ":pull");
        try (var reply = line.get(address, Map.of())) {
            if (reply.status() / 100 == 4 && reply.status() != 429) {
                throw new FetchFault.SignIn(address.getHost() + " gives no token to strangers");
            }
            check(reply);
            var json = JsonMapper.shared().readTree(reply.whole(LONGEST_TOKEN));
            return json.path("token")
                    .stringValueOpt()
                    .or(() -> json.path("access_token").stringValueOpt())
                    .filter(text -> text.matches("[!-~]+"))
                    .orElseThrow(() ->
                            FetchFault.passing(
                                    NETWORK, address.getHost() + " gave no token, but no refusal"));
        } catch (JacksonException e) {
            throw FetchFault.passing(NETWORK, address.getHost() + " gave no token: no JSON");
        }
    }

    private Line.Reply good(Line.Reply reply) throws FetchFault {
        try {
            check(reply);
            return reply;
        } catch (FetchFault e) {
            reply.close();
            throw e;
        }
    }

    /// What a status means (distribution specification 1.1, and what proxies and networks add).
    private void check(Line.Reply reply) throws FetchFault {
        int status = reply.status();
        var said = host() + " answered with status " + status;
        if (status == 511 || (reply.isPage() && (status < 300 || status == 403))) {
            throw FetchFault.lasting(PORTAL, said + " and a page for people");
        }
        if (status == 401 || status == 403) {
            throw new FetchFault.SignIn(said);
        }
        if (status == 408 || status == 429 || status >= 500) {
            var asked =
                    reply.header("Retry-After")
                            .flatMap(text -> RetryRule.retryAfter(text, clock.instant()));
            throw FetchFault.busy(said, asked);
        }
        if (status == 407) {
            throw FetchFault.lasting(NETWORK, "the proxy wants a sign-in (status 407)");
        }
        if (status == 404 || status == 400 || status == 410) {
            throw FetchFault.lasting(RELEASE_MISSING, said + ": it is not there");
        }
        if (status != 200 && status != 206 && status != 416) {
            throw FetchFault.passing(NETWORK, said);
        }
    }
}
