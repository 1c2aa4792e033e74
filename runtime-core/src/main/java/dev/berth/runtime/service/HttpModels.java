package dev.berth.runtime.service;

import dev.berth.runtime.limit.Limit;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `GET /models`, as OpenAI's interface has it.
public final class HttpModels implements Models {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final int LONGEST_NAME = 200;

    private final JsonMapper json = JsonMapper.shared();

    @Override
    public Reply first(URI base, Optional<String> key, Limit limit) {
        var whole = limit.within(PATIENCE);
        HttpURLConnection connection;
        try {
            connection = open(base, key, whole);
        } catch (IOException | IllegalArgumentException e) {
            return new Reply.Unknown(base + "/models cannot be asked: " + e.getMessage());
        }
        // a server that answers a byte at a time is not waited for either
        var answer = new CompletableFuture<Reply>();
        Thread.ofVirtual().start(() -> answer.complete(asked(connection, base)));
        try (var _ = whole.cancellation().onCancel(connection::disconnect)) {
            return answer.get(whole.atMost().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new Reply.Unknown(base + "/models did not answer in time");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unknown(base + "/models was not waited for");
        } finally {
            connection.disconnect();
        }
    }

    private Reply asked(HttpURLConnection connection, URI base) {
        try {
            int status = connection.getResponseCode();
            return status == 200
                    ? first(body(connection), base)
                    : new Reply.Unknown(base + "/models answered with status " + status);
        } catch (IOException e) {
            return new Reply.Unknown(base + "/models did not answer: " + e.getMessage());
        }
    }

    private Reply first(String body, URI base) {
        try {
            for (var model : json.readTree(body).path("data")) {
                var name = model.path("id").asString("");
                if (name.matches("\\S[^\\p{Cntrl}]*") && name.length() <= LONGEST_NAME) {
                    return new Reply.Has(name);
                }
            }
            return new Reply.Unknown(base + "/models names no model");
        } catch (JacksonException notJson) {
            return new Reply.Unknown(base + "/models answered with something else than models");
        }
    }

    /// A server of this computer or this network is asked straight, as the service asks it.
    private static HttpURLConnection open(URI base, Optional<String> key, Limit limit)
            throws IOException {
        var url = URI.create(base + "/models").toURL();
        var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        int millis = (int) Math.max(1, limit.atMost().toMillis());
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false); // the key is for this address alone
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("Connection", "close");
        key.ifPresent(value -> connection.setRequestProperty("Authorization", "Bearer " + value));
        return connection;
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (var in = connection.getInputStream()) {
            return new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        }
    }
}
