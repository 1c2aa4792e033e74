package dev.berth.runtime.door;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The one-time links that are open. Any thread.
final class Links {
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Link> open = new LinkedHashMap<>();
    private final int limit;
    private final long life;
    private final LongSupplier nanos;

    /// @param limit how many are open at most; the oldest makes room
    /// @param life how long one is good
    /// @param nanos a clock that never goes back
    Links(int limit, Duration life, LongSupplier nanos) {
        this.limit = limit;
        this.life = life.toNanos();
        this.nanos = nanos;
    }

    private record Link(long until, Supplier<Optional<URI>> target) {}

    /// The word of a new link: 256 random bits.
    String make(Supplier<Optional<URI>> target) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        synchronized (open) {
            forgetOld();
            if (open.size() >= limit) {
                open.remove(open.keySet().iterator().next());
            }
            open.put(word, new Link(nanos.getAsLong() + life, target));
        }
        return word;
    }

    /// Whether such a link is open.
    boolean isOpen(String word) {
        synchronized (open) {
            forgetOld();
            return open.containsKey(word);
        }
    }

    /// Uses it up.
    Optional<Supplier<Optional<URI>>> take(String word) {
        synchronized (open) {
            forgetOld();
            return Optional.ofNullable(open.remove(word)).map(Link::target);
        }
    }

    private void forgetOld() {
        long now = nanos.getAsLong();
        open.values().removeIf(link -> now - link.until() >= 0);
    }
}
