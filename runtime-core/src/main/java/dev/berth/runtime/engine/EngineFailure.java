package dev.berth.runtime.engine;

/// Why the engine did not do what it was asked. Made by the adapter's catalogue from exit code and
/// text; nobody above reads texts.
///
/// @param kind what it means
/// @param verb what was asked, for the details (`create`, `start`, …); without arguments
/// @param text what the engine said, cut and redacted
public record EngineFailure(Kind kind, String verb, String text) {

    public enum Kind {
        /// The engine's program is not on this computer.
        PROGRAM_MISSING,
        /// The program that the person chose as the engine's is not there, cannot be started or is
        /// another one.
        PROGRAM_UNFIT,
        /// The engine's version is below what Berth needs.
        TOO_OLD,
        /// The program ran, but the engine cannot work here (no user session, broken store, …).
        UNUSABLE,
        /// This version is known to do harm; another one is needed.
        HARMFUL_VERSION,
        /// A part that belongs to the engine is not on this computer (uidmap, a network helper, …).
        PART_MISSING,
        /// Berth runs outside the person's session, in which alone the engine can work.
        NO_SESSION,
        /// The engine's own store or database is damaged.
        STORE_DAMAGED,
        /// The account has no subordinate user ids.
        USER_IDS_MISSING,
        /// No answer inside the limit; the asking was ended.
        TIMED_OUT,
        /// cut short by its [dev.berth.runtime.limit.Cancellation].
        CANCELLED,
        /// The answer could not be read.
        UNREADABLE,
        /// The thing asked about does not exist.
        NO_SUCH_THING,
        /// Another thing has the name.
        NAME_TAKEN,
        /// Another program has the port.
        PORT_TAKEN,
        /// The disk is full.
        NO_ROOM,
        /// The service's program is not here and could not be fetched from its source.
        RELEASE_MISSING,
        /// The network or the source failed; later may be better.
        NETWORK,
        /// The source of the service's program is busy (429, 5xx); later is better.
        SOURCE_BUSY,
        /// A page of the network answers in the place of the source: somebody must sign in there.
        PORTAL,
        /// The source's certificate is not trusted on this computer.
        CERTIFICATE,
        /// What was fetched is not what its digest says.
        DAMAGED,
        /// A secret that the service needs is not in the engine.
        SECRET_MISSING,
        /// The thing is in a state in which this cannot be done.
        WRONG_STATE,
        /// Not in the catalogue.
        UNCLASSIFIED
    }
}
