package dev.berth.runtime.service;

import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the gateway over HTTP on 127.0.0.1: `/readyz`, and for identity its Control UI's
/// configuration, which needs the token.
///
/// The JDK's plain connection is used because it keeps no thread, no selector and no pool.
public final class HttpProbe implements Probe {
    private static final String READINESS = "/readyz";
    private static final String IDENTITY = "/__openclaw/control-ui-config.json";
    private static final int LONGEST_BODY = 64 * 1024;

    private final JsonMapper json = JsonMapper.shared();

    @Override
    public Reply readiness(int port, Optional<String> token, Limit limit) {
        return switch (get(port, READINESS, token, limit)) {
            case Got.Nothing(var refused) when refused -> new Reply.Refused();
            case Got.Nothing _ -> new Reply.Silent();
            case Got.Page page -> reply(page);
        };
    }

    private Reply reply(Got.Page page) {
        int status = page.status();
        var body = page.body();
        var ready = tree(body).path("ready");
        if (status == 200 && ready.isBoolean() && ready.asBoolean()) {
            return new Reply.Ready(page.at());
        }
        if (status == 503 || (ready.isBoolean() && !ready.asBoolean())) {
            return new Reply.Alive(names(tree(body).path("failing")), page.at());
        }
        return new Reply.Strange("status " + status + " from " + READINESS);
    }

    @Override
    public Identity identity(int port, String token, Limit limit) {
        return switch (get(port, IDENTITY, Optional.empty(), limit)) {
            case Got.Nothing _ -> new Identity.Silent();
            case Got.Page(int status, _, _) when status == 200 -> new Identity.Unguarded();
            case Got.Page(int status, _, _) when status == 401 || status == 403 ->
                    withToken(port, token, limit);
            case Got.Page(int status, _, _) ->
                    new Identity.Unclear("status " + status + " from " + IDENTITY);
        };
    }

    private Identity withToken(int port, String token, Limit limit) {
        return switch (get(port, IDENTITY, Optional.of(token), limit)) {
            case Got.Nothing _ -> new Identity.Silent();
            case Got.Page(int status, _, _) when status == 401 || status == 403 ->
                    new Identity.Refused();
            case Got.Page(int status, String body, _) when status == 200 && tree(body).isObject() ->
                    new Identity.Proven(release(tree(body)));
            case Got.Page(int status, _, _) ->
                    new Identity.Unclear("status " + status + " from " + IDENTITY);
        };
    }

    private static Optional<String> release(JsonNode configuration) {
        return Optional.of(configuration.path("serverVersion").asString(""))
                .filter(version -> !version.isBlank());
    }

    private JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return json.missingNode();
        }
    }

    private static List<String> names(JsonNode failing) {
        var names = new ArrayList<String>();
        failing.forEach(name -> names.add(name.asString("")));
        return names;
    }

    private sealed interface Got {
        /// @param at by its `Date`, which it sends with each answer
        record Page(int status, String body, Optional<Instant> at) implements Got {}

        record Nothing(boolean refused) implements Got {}
    }

    private static Got get(int port, String path, Optional<String> token, Limit limit) {
        HttpURLConnection connection;
        try {
            connection = open(port, path, limit);
        } catch (IOException impossible) {
            return new Got.Nothing(false);
        }
        token.ifPresent(t -> connection.setRequestProperty("Authorization", "Bearer " + t));
        try (var _ = limit.cancellation().onCancel(connection::disconnect)) {
            int status = connection.getResponseCode();
            return status < 100
                    ? new Got.Page(0, "", Optional.empty())
                    : new Got.Page(status, body(connection, status), date(connection));
        } catch (ConnectException refused) {
            return new Got.Nothing(true);
        } catch (SocketTimeoutException silent) {
            return new Got.Nothing(false);
        } catch (IOException brokenOff) {
            return new Got.Nothing(false);
        } finally {
            connection.disconnect();
        }
    }

    private static Optional<Instant> date(HttpURLConnection connection) {
        long millis = connection.getDate();
        return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    private static HttpURLConnection open(int port, String path, Limit limit) throws IOException {
        var url = URI.create("http://127.0.0.1:" + port + path).toURL();
        var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        int millis = (int) Math.max(1, limit.atMost().toMillis());
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in =
                status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null
                    ? ""
                    : new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        }
    }
}
