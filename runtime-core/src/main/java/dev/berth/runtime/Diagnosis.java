package dev.berth.runtime;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What broke first, what is in the way now, and what was done last; each plane for itself.
///
/// @param first what broke first, until Ready is proven again
/// @param before the newest such trouble that is over
/// @param blocking what stands between now and Ready; empty while nothing is wanted or all is well
/// @param last the newest act
/// @param planes how each stands, the lowest first
/// @param restarts how often the service fell in the last hour
/// @param wentBack when Berth went back to what had been chosen before, because what a set-up chose
///   did not come up; until the next set-up
public record Diagnosis(
        Optional<Trouble> first,
        Optional<Over> before,
        Optional<Block> blocking,
        Optional<Deed> last,
        List<Finding> planes,
        int restarts,
        Optional<Instant> wentBack) {

    /// So many falls within an hour are often, also where the service is Ready now.
    public static final int OFTEN = 3;

    /// Nothing is known.
    public static final Diagnosis NONE =
            new Diagnosis(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    0,
                    Optional.empty());

    public Diagnosis {
        planes = List.copyOf(planes);
    }

    /// Whether the service falls often.
    public boolean fallsOften() {
        return restarts >= OFTEN;
    }

    /// What can break by itself, each on top of the one before.
    public enum Plane {
        /// Where the engine runs.
        HOST,
        /// The program that runs the service.
        ENGINE,
        /// The service's own run, and what it is made of.
        SERVICE,
        /// What answers at its address.
        ENDPOINT,
        /// Who answers for the service.
        PROVIDER;

        /// Stable name, part of the JSON contract.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The plane with this name.
        public static Optional<Plane> ofId(String id) {
            return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /// How a plane stands.
    public enum Health {
        /// Seen at the newest look, on evidence of its own.
        WELL,
        /// Not up, which may be as it should be.
        DOWN,
        /// Something of it is broken, and was not seen mended.
        TROUBLED,
        /// Nobody looked, or nobody can tell.
        UNKNOWN;

        /// Stable name, part of the JSON contract.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The health with this name; one that a newer Berth knows counts as unknown.
        public static Health ofId(String id) {
            return Arrays.stream(values())
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    /// Something that broke.
    ///
    /// @param code of a problem, or the name under which a fall stands in the journal
    /// @param text in plain words
    public record Trouble(Plane plane, String code, String text, Instant since) {}

    /// Trouble that is over.
    ///
    /// @param until when Ready was proven
    public record Over(Trouble trouble, Instant until) {}

    /// What stands in the way.
    ///
    /// @param code of a problem or a fall; `not-yet` where nothing is wrong with it
    public record Block(Plane plane, String code, String text) {}

    /// One act.
    ///
    /// @param id of the attempt, as in the journal
    /// @param step stable name of the act
    /// @param text in plain words
    /// @param outcome as in the journal; `under-way` until it has ended
    public record Deed(String id, String step, String text, Instant at, String outcome) {}

    /// How one plane stands.
    public record Finding(Plane plane, Health health, Optional<Trouble> trouble) {}
}
