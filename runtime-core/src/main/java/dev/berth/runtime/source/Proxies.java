package dev.berth.runtime.source;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which way out: the person's proxy, else what the environment says as all command-line tools read
/// it (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in either case), else straight. This computer
/// itself is never asked through a proxy.
final class Proxies extends ProxySelector {
    private final Optional<URI> chosen;
    private final Map<String, String> environment;

    /// @param chosen the person's, as [dev.berth.runtime.Settings.Fetching] says
    Proxies(Optional<String> chosen, Map<String, String> environment) {
        this.chosen = chosen.flatMap(Proxies::address);
        this.environment = Map.copyOf(environment);
    }

    /// The proxy for an address; empty for the straight way.
    Optional<URI> of(URI address) {
        if (isThisComputer(address.getHost())) {
            return Optional.empty();
        }
        if (chosen.isPresent()) {
            return chosen;
        }
        return isExcepted(address.getHost(), variable("NO_PROXY"))
                ? Optional.empty()
                : address(variable(address.getScheme().toUpperCase(Locale.ROOT) + "_PROXY"));
    }

    private String variable(String name) {
        var lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return lower.isBlank() ? environment.getOrDefault(name, "") : lower;
    }

    /// Whether a host is this computer by its name.
    static boolean isThisComputer(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equals("[::1]");
    }

    static boolean isExcepted(String host, String exceptions) {
        return Arrays.stream(exceptions.split("[,\\s]+", -1))
                .filter(one -> !one.isBlank())
                .map(one -> one.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .anyMatch(one ->
                        one.equals("*")
                                || host.equalsIgnoreCase(one)
                                || host.toLowerCase(Locale.ROOT).endsWith("." + one));
    }

    private static Optional<URI> address(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(text.contains("://") ? text : "http://" + text);
            return Optional.of(uri).filter(one -> one.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(
                of(uri).map(proxy ->
                                new Proxy(
                                        Proxy.Type.HTTP,
                                        new InetSocketAddress(
                                                proxy.getHost(),
                                                proxy.getPort() < 0 ? 80 : proxy.getPort())))
                        .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the one who asked hears of it
    }

    /// What proves to the proxy of an address who we are. The client sends it to the proxy alone.
    Optional<String> proof(URI address) {
        return of(address)
                .flatMap(proxy -> Optional.ofNullable(proxy.getUserInfo()))
                .map(known -> known.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
}
