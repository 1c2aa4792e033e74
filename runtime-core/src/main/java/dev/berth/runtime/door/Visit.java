package dev.berth.runtime.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/// What a request tells of who makes it (Fetch Metadata): pure.
///
/// @param navigation whether a browser will show the answer as a page of its own
/// @param ours whether a page of ours or the person made it, by a browser's own word; a request
///   without that word may come from anything that a stranger's page can do, so it is not
/// @param ahead whether the browser only fetches what the person might open
/// @param safe whether it changes nothing, so that it may be made twice
record Visit(boolean navigation, boolean ours, boolean ahead, boolean safe) {

    private static final String MODE = "sec-fetch-mode";
    private static final String DESTINATION = "sec-fetch-dest";
    private static final String SITE = "sec-fetch-site";
    private static final String PURPOSE = "sec-purpose";

    static Visit of(HttpRequest request) {
        var headers = request.headers();
        var method = request.method();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        var site = headers.get(SITE, "");
        return new Visit(
                reads && isNavigation(headers),
                site.equals("same-origin") || site.equals("none"),
                headers.contains(PURPOSE),
                reads || method.equals(HttpMethod.OPTIONS));
    }

    /// Whether a page of another origin made it, as far as it can be told.
    static boolean isForeign(HttpHeaders headers) {
        var site = headers.get(SITE);
        if (site != null) {
            return !site.equals("same-origin");
        }
        var origin = headers.get(HttpHeaderNames.ORIGIN);
        return origin != null && !origin.equals("http://" + headers.get(HttpHeaderNames.HOST, ""));
    }

    private static boolean isNavigation(HttpHeaders headers) {
        return headers.get(HttpHeaderNames.ACCEPT, "").contains("text/html")
                && headers.get(MODE, "navigate").equals("navigate")
                && headers.get(DESTINATION, "document").equals("document");
    }
}
