package dev.berth.runtime;

import dev.berth.runtime.Problem.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The table of problems: stable code, title, the one sentence, and what leads on.
public enum ProblemKind {
    // code, title, sentence, actions (main one first)
    ENGINE_MISSING(
            "engine-missing",
            "A part that Berth needs is not installed",
            "Berth needs a program that is not installed yet; install it with the command in the"
                    + " details, and Berth goes on by itself.",
            Action.INSTALL_ENGINE,
            Action.REPAIR),
    ENGINE_PROGRAM_UNFIT(
            "engine-program-unfit",
            "A program named in the settings cannot be used",
            "The settings name a program of your own for Berth to use, and it is missing, cannot be"
                    + " started or is another one; the details say which, and once it is there or"
                    + " the settings are corrected, Berth goes on by itself.",
            Action.REPAIR),
    ENGINE_TOO_OLD(
            "engine-too-old",
            "A part that Berth needs is too old",
            "The program that keeps your assistant apart is too old; update it as the details say,"
                    + " and Berth goes on by itself.",
            Action.INSTALL_ENGINE,
            Action.REPAIR),
    ENGINE_VERSION_HARMFUL(
            "engine-version-harmful",
            "A part that Berth needs has a dangerous fault",
            "This version of the program that keeps your assistant apart is known to lose"
                    + " things; update it as the details say, and Berth goes on by itself.",
            Action.INSTALL_ENGINE,
            Action.REPAIR),
    ENGINE_PART_MISSING(
            "engine-part-missing",
            "A part that Berth needs is incomplete",
            "The program that keeps your assistant apart is not installed completely; add"
                    + " what is missing as the details say, and Berth goes on by itself.",
            Action.INSTALL_ENGINE,
            Action.REPAIR),
    ENGINE_UNUSABLE(
            "engine-unusable",
            "A part that Berth needs does not work",
            "The program that keeps your assistant apart does not work on this computer; the details"
                    + " say what it reported, and Repair tries again.",
            Action.REPAIR,
            Action.RESET),
    OUTSIDE_SESSION(
            "outside-session",
            "Berth was started outside your session",
            "Berth was started in a way in which your assistant cannot run, for instance"
                    + " as another user; sign in to this computer yourself and start Berth there.",
            Action.REPAIR),
    STORE_DAMAGED(
            "store-damaged",
            "The place of the assistant's program is damaged",
            "The place on this computer where the assistant's program is kept is damaged;"
                    + " your data lies elsewhere, so mend it as the details say, then press Repair.",
            Action.REPAIR,
            Action.RESET),
    USER_IDS_MISSING(
            "user-ids-missing",
            "Your account is not prepared yet",
            "Your account on this computer lacks a setting that keeps the assistant apart from your"
                    + " files; an administrator can add it with the command in the details.",
            Action.REPAIR),
    CANNOT_TELL(
            "cannot-tell",
            "Berth cannot see how your assistant is doing",
            "Berth gets no clear answer about your assistant and leaves everything as it is; it keeps"
                    + " looking, and Repair looks at once.",
            Action.REPAIR),
    NOT_UNDERSTOOD(
            "not-understood",
            "Something happened that Berth does not know",
            "Something went wrong that Berth does not know; it leaves everything as it"
                    + " is, the details say what was reported, and Repair tries again.",
            Action.REPAIR,
            Action.LOOK_AT_LOG),
    OWNER_UNSAFE(
            "owner-unsafe",
            "Something else uses your assistant's data",
            "Another program that Berth did not start uses your assistant's data; stop it as the"
                    + " details say and press Repair, or, if it is yours and not needed, have Berth"
                    + " take it away.",
            Action.SETTLE_OWNER,
            Action.REPAIR,
            Action.TAKE_AWAY),
    NO_ADDRESS(
            "no-address",
            "Your assistant has no address",
            "Berth could not open an address on this computer under which your browser finds your"
                    + " assistant; Berth tries again by itself.",
            Action.REPAIR),
    NO_ROOM(
            "no-room",
            "There is not enough free space",
            "There is not enough free space on the disk for your assistant; free some space, and"
                    + " Berth goes on by itself.",
            Action.FREE_SPACE,
            Action.REPAIR),
    DATA_GONE(
            "data-gone",
            "Your assistant's data is missing",
            "The folder with your assistant's data is missing; put it back (or connect its disk) and"
                    + " press Repair, or start afresh with Reset and its choice to erase"
                    + " everything.",
            Action.REPAIR,
            Action.RESET),
    DATA_READ_ONLY(
            "data-read-only",
            "Your assistant's data cannot be written",
            "Berth may not write to the folder with your assistant's data; make it writable again,"
                    + " and press Repair.",
            Action.REPAIR),
    RELEASE_MISSING(
            "release-missing",
            "The assistant's program could not be fetched",
            "The assistant's program is not on this computer, and its source does not have it or"
                    + " does not give it; set up again with another release, or from a file.",
            Action.SET_UP,
            Action.REPAIR),
    RELEASE_UNUSABLE(
            "release-unusable",
            "The assistant's program does not run here",
            "This release of the assistant's program cannot run on this computer; set up"
                    + " again with another release or another file.",
            Action.SET_UP,
            Action.REPAIR),
    FILE_UNUSABLE(
            "file-unusable",
            "The chosen file cannot be used",
            "The file from which the assistant's program should come is missing, damaged"
                    + " or of another kind; choose another file and set up again.",
            Action.SET_UP),
    NO_NETWORK(
            "no-network",
            "The source cannot be reached",
            "The assistant's program must be fetched, and its source cannot be reached;"
                    + " check the network connection, then press Repair, or set up from a file.",
            Action.REPAIR,
            Action.SET_UP),
    SOURCE_BUSY(
            "source-busy",
            "The source is busy",
            "The source of the assistant's program is too busy to give it at the moment;"
                    + " wait a while, then press Repair, or set up from a file.",
            Action.REPAIR,
            Action.SET_UP),
    NETWORK_SIGN_IN(
            "network-sign-in",
            "This network wants you to sign in",
            "A sign-in page of this network answers in place of the source; open any web"
                    + " page in your browser, sign in there, then press Repair.",
            Action.REPAIR,
            Action.SET_UP),
    CONNECTION_NOT_TRUSTED(
            "connection-not-trusted",
            "The connection is not trustworthy",
            "This computer does not trust the connection to the source of the assistant's"
                    + " program; check its date and time, or ask whoever looks after your network,"
                    + " then press Repair.",
            Action.REPAIR,
            Action.SET_UP),
    DOWNLOAD_DAMAGED(
            "download-damaged",
            "What was fetched is damaged",
            "What was fetched is not what it should be, so Berth does not use it; press"
                    + " Repair to fetch it again, or set up from a file.",
            Action.REPAIR,
            Action.SET_UP),
    SET_UP_FAILED(
            "set-up-failed",
            "Setting up did not work",
            "Setting up your assistant did not work; the details say what was reported, and nothing"
                    + " was lost: set up again once that is mended.",
            Action.SET_UP),
    SETTINGS_REFUSED(
            "settings-refused",
            "Your assistant does not accept its settings",
            "Your assistant stopped and asked not to be started again with its present settings; the"
                    + " log says why, and Repair tries again once that is mended.",
            Action.LOOK_AT_LOG,
            Action.REPAIR,
            Action.RESET),
    KEY_MISSING(
            "key-missing",
            "A key that your assistant needs is missing",
            "A key that your assistant needs is no longer on this computer; set up again"
                    + " and give the key of your AI provider once more.",
            Action.SET_UP,
            Action.REPAIR),
    MODEL_UNKNOWN(
            "model-unknown",
            "It is not known which model should answer",
            "Your model server did not say which models it has; make sure that it is running"
                    + " and that its address is right, or name a model, and set up again.",
            Action.SET_UP),
    OUT_OF_MEMORY(
            "out-of-memory",
            "Your assistant ran out of memory",
            "Your assistant needs more memory than it may use and was stopped; close other programs"
                    + " or allow it more in the settings, then press Repair.",
            Action.REPAIR,
            Action.LOOK_AT_LOG),
    KEEPS_STOPPING(
            "keeps-stopping",
            "Your assistant keeps stopping",
            "Your assistant stops again soon after each start; its last words are in the details, and"
                    + " Repair tries once more.",
            Action.REPAIR,
            Action.LOOK_AT_LOG,
            Action.RESET),
    NEVER_READY(
            "never-ready",
            "Your assistant does not get ready",
            "Your assistant starts but does not get ready in time; its last words are in the details,"
                    + " and Repair tries once more.",
            Action.REPAIR,
            Action.LOOK_AT_LOG,
            Action.RESET),
    TOKEN_REFUSED(
            "token-refused",
            "Your assistant does not accept Berth's key",
            "Your assistant answers but does not accept the key that Berth gave it; Repair gives it"
                    + " the key again.",
            Action.REPAIR,
            Action.LOOK_AT_LOG),
    SOMEBODY_ELSE_ANSWERS(
            "somebody-else-answers",
            "Another program answers in place of your assistant",
            "Another program answers where your assistant should; close that program, then press"
                    + " Repair.",
            Action.REPAIR),
    START_FAILED(
            "start-failed",
            "Your assistant could not be started",
            "Your assistant could not be started; the details say what was reported, and Repair tries"
                    + " once more.",
            Action.REPAIR,
            Action.LOOK_AT_LOG,
            Action.RESET),
    CANNOT_STOP(
            "cannot-stop",
            "Your assistant does not stop",
            "Your assistant did not stop when it was asked to; Berth tries again every minute, and"
                    + " Repair tries at once.",
            Action.REPAIR),
    DOES_NOT_GO_AWAY(
            "does-not-go-away",
            "An old part of your assistant does not go away",
            "An old part of your assistant has been going away for minutes without an"
                    + " end; restart this computer, and Berth goes on by itself.",
            Action.REPAIR,
            Action.RESET),
    STOPPED_BY_YOU(
            "stopped-by-you",
            "You stopped Berth from going on",
            "You told Berth to give up what it was doing for your assistant, so nothing is tried until"
                    + " you press Repair.",
            Action.REPAIR,
            Action.LOOK_AT_LOG,
            Action.RESET),
    ANOTHER_RUNS(
            "another-runs",
            "Another program is in the way",
            "Another place like your assistant's own is running on this computer, and only one can run"
                    + " at a time; may Berth stop the other one so that your assistant can run?",
            Action.STOP_OTHER,
            Action.ALWAYS_STOP_OTHERS,
            Action.NEVER_STOP_OTHERS,
            Action.REPAIR),
    PLACE_DOES_NOT_START(
            "place-does-not-start",
            "Your assistant's own place does not start",
            "The place of its own in which your assistant lives does not start; Repair tries again,"
                    + " and if that does not help, Berth can make it anew and keep all your data.",
            Action.REPAIR,
            Action.REBUILD,
            Action.RESET),
    PLACE_DAMAGED(
            "place-damaged",
            "Your assistant's own place is damaged",
            "The place of its own in which your assistant lives is damaged; your data lies"
                    + " elsewhere, so Berth can make it anew and keep all your data.",
            Action.REBUILD,
            Action.REPAIR,
            Action.RESET),
    PLACE_OUTDATED(
            "place-outdated",
            "Your assistant's own place is out of date",
            "The place of its own in which your assistant lives was made by another version and no"
                    + " longer fits; Berth can make it anew and keep all your data.",
            Action.REBUILD,
            Action.REPAIR,
            Action.RESET),
    COMPUTER_TOO_SMALL(
            "computer-too-small",
            "This computer is too small for a place of its own",
            "This computer has too little memory or free space to give your assistant a place of its"
                    + " own; the details say how much is needed.",
            Action.REPAIR,
            Action.SET_UP),
    COMPUTER_NOT_PREPARED(
            "computer-not-prepared",
            "This computer is not prepared for a place of its own",
            "A part of this computer that your assistant's own place needs is switched off; switch it"
                    + " on as the details say, then press Repair.",
            Action.REPAIR,
            Action.SET_UP),
    NOT_FOR_ADMINISTRATORS(
            "not-for-administrators",
            "This does not work from an administrator's account",
            "An administrator's account cannot give your assistant a place of its own; start Berth"
                    + " from an ordinary account.",
            Action.SET_UP,
            Action.REPAIR),
    RESTART_COMPUTER(
            "restart-computer",
            "This computer must be restarted first",
            "A part that your assistant needs was added and works only after a restart; restart this"
                    + " computer, and Berth goes on by itself.",
            Action.REPAIR),
    SETTINGS_UNREADABLE(
            "settings-unreadable",
            "Berth cannot read its settings",
            "Berth cannot read its settings file; the details say what is wrong in it, and once that"
                    + " is mended Berth goes on by itself.",
            Action.REPAIR,
            Action.RESET),
    STATE_UNWRITABLE(
            "state-unwritable",
            "Berth cannot save its notes",
            "Berth cannot write its own files; make sure that there is free space and that the folder"
                    + " in the details belongs to you, then press Repair.",
            Action.REPAIR);

    private final String code;
    private final String title;
    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Action> actions;

    ProblemKind(String code, String title, String sentence, Action... actions) {
        this.code = code;
        this.title = title;
        this.sentence = sentence;
        this.actions = List.of(actions);
    }

    /// Stable code, part of the JSON contract.
    public String code() {
        return code;
    }

    /// A few words for a heading.
    public String title() {
        return title;
    }

    /// One plain sentence that names the way out.
    public String sentence() {
        return sentence;
    }

    /// What leads on, the main one first.
    public List<Action> actions() {
        return actions;
    }

    /// The row with this code.
    public static Optional<ProblemKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
