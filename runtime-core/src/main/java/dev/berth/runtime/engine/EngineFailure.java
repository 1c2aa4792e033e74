package dev.berth.runtime.engine;

/// Why the engine did not do what it was asked. Made by the adapter's catalogue from exit code and
/// text; nobody above reads texts.
///
/// @param kind what it means
/// @param verb what was asked, for the details (`create`, `start`, …); without arguments
/// @param text what the engine said, cut and redacted
/// @param cure what leads out of it
public record EngineFailure(Kind kind, String verb, String text, Cure cure) {

    /// Begins the line of a text that names who is in the way.
    public static final String HELD_BY = "held by ";

    /// A failure to which no cure is known.
    public EngineFailure(Kind kind, String verb, String text) {
        this(kind, verb, text, Cure.UNKNOWN);
    }

    /// Whether looking again changes nothing until somebody mends something: a judgement of the
    /// engine, not of one attempt.
    public boolean stands() {
        return switch (kind) {
            case PROGRAM_MISSING,
                    PROGRAM_UNFIT,
                    TOO_OLD,
                    UNUSABLE,
                    STALE,
                    HARMFUL_VERSION,
                    PART_MISSING,
                    NO_SESSION,
                    STORE_DAMAGED,
                    USER_IDS_MISSING,
                    VIRTUALISATION_OFF,
                    NOT_FOR_ROOT,
                    RESTART_NEEDED,
                    PLACE_OUTDATED,
                    PLACE_DAMAGED,
                    NO_ROOM ->
                    true;
            case BUSY,
                    TIMED_OUT,
                    CANCELLED,
                    UNREADABLE,
                    NO_SUCH_THING,
                    NAME_TAKEN,
                    PORT_TAKEN,
                    RELEASE_MISSING,
                    RELEASE_UNUSABLE,
                    FILE_UNUSABLE,
                    NETWORK,
                    SOURCE_BUSY,
                    PORTAL,
                    CERTIFICATE,
                    DAMAGED,
                    SECRET_MISSING,
                    MODEL_UNKNOWN,
                    OWN_FILES,
                    OTHER_RUNS,
                    WRONG_STATE,
                    UNCLASSIFIED ->
                    false;
        };
    }

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
        /// The engine remembers that something runs in it, nothing does, and it works again only
        /// when it is told so: what a hard end of the computer or of the session leaves.
        STALE,
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
        /// Somebody else holds the engine's store; a moment later is better.
        BUSY,
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
        /// The service's program is here and cannot run on this computer.
        RELEASE_UNUSABLE,
        /// The file that the person named holds no program of the service, or is damaged.
        FILE_UNUSABLE,
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
        /// The person's model server does not say which model it has.
        MODEL_UNKNOWN,
        /// A file or folder of ours that the act needs cannot be read or written.
        OWN_FILES,
        /// The thing is in a state in which this cannot be done.
        WRONG_STATE,
        /// Another machine runs, and only one can at a time (podman.md S-06).
        OTHER_RUNS,
        /// The computer's own support for machines is switched off or not open to this account.
        VIRTUALISATION_OFF,
        /// An administrator's account cannot have a machine.
        NOT_FOR_ROOT,
        /// The computer must be restarted, or the person sign in again, before it goes on.
        RESTART_NEEDED,
        /// The machine was made by another version that does not fit any more.
        PLACE_OUTDATED,
        /// The machine has lost parts, or its own record of itself cannot be read.
        PLACE_DAMAGED,
        /// Not in the catalogue.
        UNCLASSIFIED
    }
}
