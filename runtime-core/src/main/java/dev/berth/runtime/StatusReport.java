package dev.berth.runtime;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One immutable picture of how things stand. Reading one starts no process and touches no file.
///
/// @param revision grows with each publication of one supervisor
/// @param status where the home stands
/// @param since when this state began
/// @param address where the person's browser finds the service; without any secret
/// @param service what is known of the service
/// @param copies what is known of safety copies
/// @param cleanUps what a reset could not clean yet
/// @param diagnosis what broke, what is in the way, what was done last
/// @param supervisor who looks after this home; empty when nobody does
public record StatusReport(
        long revision,
        Status status,
        Instant since,
        Optional<URI> address,
        Service service,
        Copies copies,
        List<CleanUp> cleanUps,
        Diagnosis diagnosis,
        Optional<Supervisor> supervisor) {
    public StatusReport {
        cleanUps = List.copyOf(cleanUps);
    }

    /// What is known of the service.
    ///
    /// @param release the service's own version, where known
    /// @param runningSince when its present run began
    /// @param newer whether there is a newer release
    public record Service(Optional<String> release, Optional<Instant> runningSince, Newer newer) {

        /// While nobody has looked for a newer release.
        public Service(Optional<String> release, Optional<Instant> runningSince) {
            this(release, runningSince, Newer.none());
        }
    }

    /// What a look for a newer release of the service told.
    ///
    /// @param offer the newest that can be used; empty where there is none
    /// @param unknown why nobody can tell, for people; empty where the look told it
    public record Newer(Optional<Offer> offer, Optional<String> unknown) {

        /// The one in use is the newest.
        public static Newer none() {
            return new Newer(Optional.empty(), Optional.empty());
        }

        /// There is one.
        ///
        /// @param reference the name by which it can be had
        public static Newer offered(String release, String reference) {
            return new Newer(Optional.of(new Offer(release, reference)), Optional.empty());
        }

        /// Nobody can tell.
        public static Newer unknown(String why) {
            return new Newer(Optional.empty(), Optional.of(why));
        }
    }

    /// A newer release.
    ///
    /// @param release its version, such as `2026.9.7`
    /// @param reference the name by which it can be had
    public record Offer(String release, String reference) {}

    /// What is known of safety copies.
    ///
    /// @param last when the newest good copy was made
    /// @param count how many good copies there are
    /// @param underWay what is being done with one
    /// @param trouble why the last thing that was done with one came to nothing, for people
    public record Copies(
            Optional<Instant> last,
            int count,
            Optional<CopyProgress> underWay,
            Optional<String> trouble) {

        /// While nothing is done with them.
        public Copies(Optional<Instant> last, int count) {
            this(last, count, Optional.empty(), Optional.empty());
        }
    }

    /// How far the making of a copy, or bringing one back, has come.
    ///
    /// @param part what is done: `copying`, `stilled`, `checking` or `extracting`
    /// @param done bytes of this part
    /// @param of how many; 0 where nobody knows
    public record CopyProgress(String part, long done, long of) {}

    /// One thing that a reset could not clean yet. Berth does so by itself as soon as it can.
    ///
    /// @param what in plain words
    /// @param since when the reset was asked for; empty when the journal no longer tells
    /// @param tried how many tries failed so far
    public record CleanUp(String what, Optional<Instant> since, int tried) {}

    /// Who looks after a home.
    ///
    /// @param pid process id of the supervisor
    /// @param version Berth's own version
    public record Supervisor(long pid, String version) {}

    /// The report of a home that nobody looks after.
    public static StatusReport unsupervised(Status status, Instant now) {
        return unsupervised(status, now, new Copies(Optional.empty(), 0), List.of());
    }

    /// The same, with the copies that lie there and what its notes say is still to be cleaned.
    public static StatusReport unsupervised(
            Status status, Instant now, Copies copies, List<CleanUp> cleanUps) {
        return new StatusReport(
                0,
                status,
                now,
                Optional.empty(),
                new Service(Optional.empty(), Optional.empty()),
                copies,
                cleanUps,
                Diagnosis.NONE,
                Optional.empty());
    }
}
