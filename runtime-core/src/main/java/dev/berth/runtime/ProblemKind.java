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
    ENGINE_UNUSABLE(
            "engine-unusable",
            "A part that Berth needs does not work",
            "The program that keeps your assistant apart does not work on this computer; the details"
                    + " say what it reported, and Repair tries again.",
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
    OWNER_UNSAFE(
            "owner-unsafe",
            "Something else uses your assistant's data",
            "Another program that Berth did not start uses your assistant's data; stop it as the"
                    + " details say, then press Repair.",
            Action.SETTLE_OWNER,
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
            "The assistant's program is not on this computer and could not be fetched; check the"
                    + " network connection and press Repair, or set up from a file.",
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
