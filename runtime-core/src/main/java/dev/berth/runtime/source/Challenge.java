package dev.berth.runtime.source;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a source demands before it answers (`WWW-Authenticate`, RFC 9110 11.6.1), where a token
/// that anybody is given may do.
///
/// @param realm where the token is given
/// @param parameters to be passed there
record Challenge(URI realm, Map<String, String> parameters) {
    private static final Pattern BEARER = Pattern.compile("(?i)(?:^|,)\\s*bearer\\s+(.*)");
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");
    private static final List<String> PASSED = List.of("service", "scope");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /// Empty when the header asks for something that we do not have.
    static Optional<Challenge> parse(String header) {
        var bearer = BEARER.matcher(header);
        if (!bearer.find()) {
            return Optional.empty();
        }
        var found = new HashMap<String, String>();
        var parameter = PARAMETER.matcher(bearer.group(1));
        while (parameter.find()) {
            var value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
            found.putIfAbsent(
                    parameter.group(1).toLowerCase(Locale.ROOT), value.replaceAll("\\\\(.)", "$1"));
        }
        return address(found.getOrDefault("realm", ""))
                .map(realm -> {
                    found.keySet().retainAll(PASSED);
                    return new Challenge(realm, found);
                });
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> uri.getHost() != null)
                    .filter(uri ->
                            "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// Where the token is to be got.
    ///
    /// @param scope asked for where the challenge names none
    URI tokenAddress(String scope) {
        var query = new StringBuilder();
        var all = new HashMap<>(parameters);
        all.putIfAbsent("scope", scope);
        PASSED.stream()
                .filter(all::containsKey)
                .forEach(name ->
                        query.append(query.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(
                                        URLEncoder.encode(
                                                all.getOrDefault(name, ""),
                                                StandardCharsets.UTF_8)));
        return URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query);
    }
}
