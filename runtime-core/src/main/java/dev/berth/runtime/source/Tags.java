package dev.berth.runtime.source;

import static dev.berth.runtime.engine.EngineFailure.Kind.NETWORK;
import static dev.berth.runtime.engine.EngineFailure.Kind.UNREADABLE;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the list of tags, page by page (distribution specification 1.1, "Listing Tags"). One
/// thread.
final class Tags {
    private static final int LARGEST_PAGE = 1 << 20;
    private static final int MOST_PAGES = 50;
    private static final String FIRST = "?n=1000";

    /// RFC 8288, as far as sources use it.
    private static final Pattern NEXT =
            Pattern.compile("<([^<>]{1,2000})>\\s*;(?:[^,]*;)?\\s*rel=\"?next\"?");

    private final Repository place;

    Tags(Repository place) {
        this.place = place;
    }

    List<String> all() throws FetchFault, InterruptedException {
        var tags = new ArrayList<String>();
        var page = Optional.of(FIRST);
        for (int number = 0; page.isPresent(); number++) {
            if (number == MOST_PAGES) {
                throw FetchFault.lasting(NETWORK, place.host() + ": its list has no end");
            }
            try (var reply = place.tags(page.get())) {
                tags.addAll(read(reply.whole(LARGEST_PAGE)));
                page = reply.header("Link").flatMap(Tags::next);
            }
        }
        return tags;
    }

    private List<String> read(byte[] bytes) throws FetchFault {
        try {
            var list = JsonMapper.shared().readTree(bytes).path("tags");
            if (list.isArray() || list.isNull()) { // an empty one is null in some sources
                return list.valueStream().flatMap(Tags::text).toList();
            }
        } catch (JacksonException e) {
            // said below
        }
        throw FetchFault.lasting(UNREADABLE, place.host() + ": its list could not be read");
    }

    private static java.util.stream.Stream<String> text(JsonNode json) {
        return json.stringValueOpt().stream();
    }

    /// What is asked of the same list next: wherever else a source may point, it is asked nowhere
    /// else.
    private static Optional<String> next(String link) {
        var match = NEXT.matcher(link);
        try {
            return match.find()
                    ? Optional.ofNullable(URI.create(match.group(1)).getRawQuery()).map("?"::concat)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
