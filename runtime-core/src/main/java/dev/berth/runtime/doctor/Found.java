package dev.berth.runtime.doctor;

import static dev.berth.runtime.Sign.Verdict.FAIL;
import static dev.berth.runtime.Sign.Verdict.OK;
import static dev.berth.runtime.Sign.Verdict.WARN;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Sign;
import dev.berth.runtime.Sign.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table of what can be found beside the problems: verdict, sentence, cure. Places in a
/// sentence are filled in order; the cure has the same.
enum Found {
    // of any part
    SILENT(
            WARN,
            "It gave no answer in time.",
            "Look again in a minute; if it stays so, restart this computer."),
    UNREADABLE(WARN, "It could not be looked at.", "The details say why."),

    // assistant
    READY(OK, "Your assistant works."),
    DEGRADED(
            WARN,
            "Your assistant works, but for: %s.",
            "Look into its log with: berth logs. What does not work is not needed for the rest."),
    STARTING(WARN, "Your assistant is getting ready.", "Wait until it is: berth status --watch"),
    STOPPING(OK, "Your assistant is being stopped or tidied up, as you wished."),
    PAUSED(OK, "Your assistant is paused, as you wished."),
    NOT_SET_UP(OK, "Nothing is set up yet."),
    ASSISTANT_OFF(WARN, "Your assistant does not run.", "Start it with: berth start"),
    ASSISTANT_UNKNOWN(
            FAIL,
            "Nobody can tell how your assistant is, because Berth itself does not answer.",
            "See what is said of Berth itself."),

    // Berth itself
    KEEPER_WELL(OK, "Berth runs and answers (process %s)."),
    KEEPER_NOT_NEEDED(OK, "Berth does not run, and need not: nothing is set up."),
    KEEPER_OFF(WARN, "Berth does not run.", "Start it with: berth start"),
    KEEPER_HALTED(
            FAIL,
            "Berth runs, but somebody has halted it (process %1$s).",
            "Let it go on with: kill -CONT %1$s"),
    KEEPER_SILENT(
            FAIL,
            "Berth runs, but does not answer (process %1$s).",
            "End it with: kill %1$s, and start it again with: berth start. Nothing is lost."),
    KEEPER_UNKNOWN(
            FAIL,
            "Something is there in Berth's place, and does not answer as Berth does.",
            "The details say what; restart this computer if that says nothing to you."),

    // lock
    LOCK_FREE(OK, "Nobody else looks after your assistant."),
    LOCK_HELD(OK, "One Berth looks after your assistant (process %s)."),
    LOCK_NO_FILE(
            FAIL,
            "The file by which only one Berth runs at a time is something else.",
            "Move away what lies there, as the details name it, then start Berth again."),
    LOCK_FAR(
            WARN,
            "Berth's notes lie on a disk of another computer, where two Berths may not see each"
                    + " other.",
            "Keep Berth's folder on a disk of this computer."),

    // notes
    NOTES_WELL(OK, "Berth's notes can be read and are in order."),
    NOTES_NONE(OK, "There are no notes yet."),
    NOTES_DAMAGED(
            WARN,
            "Some of Berth's notes cannot be read.",
            "Start Berth again: it puts them aside and makes them again."),
    NOTES_CLOSED(
            FAIL,
            "Berth may not read or write its notes.",
            "Give its folder back to your account, as the details say."),

    // settings
    SETTINGS_WELL(OK, "Your settings can be read."),

    // folders
    FOLDERS_WELL(OK, "Berth's folders belong to you alone."),
    FOLDERS_FOREIGN(
            FAIL,
            "A folder or file of Berth belongs to another account.",
            "Give it back to your account, as the details say."),
    FOLDERS_OPEN(
            WARN,
            "Other people of this computer can look into a folder or file of Berth.",
            "Close it to others, as the details say; what is a key in it you should replace."),

    // data
    DATA_WELL(OK, "Your assistant's data is there and can be written."),
    DATA_NONE(OK, "There is no data yet."),
    USE_WELL(OK, "Nothing else uses your assistant's data."),

    // copies
    COPIES_WELL(OK, "The newest safety copy is good: %s."),
    COPIES_NOT_NEEDED(OK, "There is nothing to copy yet."),
    COPIES_SOON(OK, "The first safety copy is made once your assistant has worked for a while."),
    COPIES_SOME_BAD(
            WARN,
            "The newest safety copy is good (%s), but another one is not whole.",
            "The details say which and why; nothing needs to be done as long as the newest one is"
                    + " good."),
    COPIES_FAILED(
            WARN,
            "The last safety copy came to nothing; the newest good one is of %s.",
            "Mend what the details say, then make one with: berth copy create"),
    COPIES_OLD(
            WARN,
            "What your assistant learned after %s is in no safety copy.",
            "Make one now with: berth copy create. While your assistant works Berth makes one each"
                    + " day by itself."),
    COPIES_FAR_TOO_OLD(
            FAIL,
            "For more than two weeks nothing was copied; the newest safety copy is of %s.",
            "Make one now with: berth copy create. If that comes to nothing, it says why."),
    COPIES_NONE(
            WARN,
            "There is no safety copy yet.",
            "Make one now with: berth copy create. If that comes to nothing, it says why."),
    COPIES_MISSING(
            FAIL,
            "There is no safety copy, though your assistant has been in use for weeks.",
            "Make one now with: berth copy create. If that comes to nothing, it says why."),
    COPIES_PARTIAL(
            WARN,
            "No safety copy holds everything.",
            "The details say what is missing; mend that, then make one with: berth copy create"),
    COPIES_ALL_BAD(
            FAIL,
            "None of the safety copies can be used.",
            "Make a new one now with: berth copy create. The details say what is wrong with the"
                    + " others."),
    COPIES_CLOSED(
            FAIL,
            "Berth may not read or write the folder with the safety copies.",
            "Give it back to your account, as the details say."),

    // labels
    LABELS_NOT_NEEDED(OK, "This computer asks for no special leave."),
    LABELS_WELL(OK, "Your assistant has leave to use its data."),
    LABELS_WRONG(
            FAIL,
            "This computer does not let your assistant use its data, because the data has the wrong"
                    + " label.",
            "Put the label right, as the details say, then press Repair."),

    // room, memory
    ROOM_WELL(OK, "There is enough free space: %s GB."),
    ROOM_LITTLE(WARN, "There is little free space: %s GB.", "5 GB are a good measure."),
    MEMORY_WELL(OK, "There is enough memory."),
    MEMORY_UNKNOWN(OK, "How much memory there is cannot be told here."),
    MEMORY_SMALL(
            WARN,
            "This computer has little memory: %s GB.",
            "4 GB would be better; close what you do not need while your assistant works."),
    MEMORY_TOO_SMALL(
            FAIL,
            "This computer has not enough memory: %s GB.",
            "2 GB are needed; your assistant will keep stopping with less."),
    MEMORY_USED(
            WARN,
            "Nearly all memory is in use: %s MB are left.",
            "Close programs that you do not need."),

    // clock
    CLOCK_WELL(OK, "The clock is right."),
    CLOCK_PLAUSIBLE(OK, "The clock seems right; nobody could be asked."),
    CLOCK_OFF(
            WARN,
            "The clock is wrong by %s.",
            "Have the time set by itself in the settings of this computer."),
    CLOCK_WRONG(
            FAIL,
            "The clock is wrong by %s; secure connections do not work so.",
            "Have the time set by itself in the settings of this computer."),
    CLOCK_BACK(
            WARN,
            "The clock was set back: Berth's newest notes are of %s later.",
            "Have the time set by itself in the settings of this computer."),

    // session
    SESSION_WELL(OK, "Berth runs inside your session."),
    SESSION_NOT_NEEDED(OK, "No session is needed here."),

    // support
    SUPPORT_WELL(OK, "This computer allows what is needed."),
    SUPPORT_UNBOUNDED(
            WARN,
            "This computer cannot bound how much memory your assistant takes.",
            "It works all the same; the details say what is missing."),
    SUPPORT_FORBIDDEN(
            FAIL,
            "This computer forbids ordinary accounts to keep programs apart.",
            "An administrator can allow it, as the details say."),
    SUPPORT_SLOW(
            WARN,
            "This account may not use the quick way to a place of its own, so that all is slow"
                    + " there.",
            "An administrator can allow it, as the details say."),

    // engine
    ENGINE_WELL(OK, "It is installed and answers."),
    ENGINE_RESTS(OK, "Your assistant's own place does not run at the moment."),
    VERSION_WELL(OK, "Its version is good: %s."),
    VERSION_UNKNOWN(
            WARN,
            "Its version is not known, because it does not answer.",
            "See what is said of the part that keeps it apart."),
    PARTS_WELL(OK, "All programs that it needs are there."),
    PARTS_UNKNOWN(
            WARN,
            "Its parts cannot be seen, because it does not answer.",
            "See what is said of the part that keeps it apart."),
    PARTS_ELSEWHERE(OK, "Its parts lie in your assistant's own place."),

    // release
    RELEASE_WELL(OK, "The assistant's program is there."),
    RELEASE_NONE(OK, "No program is chosen yet."),
    RELEASE_ABSENT(
            WARN,
            "The assistant's program is not on this computer any more.",
            "Berth fetches it again with the next start; that needs a network."),
    RELEASE_UNKNOWN(
            WARN,
            "Whether the assistant's program is there cannot be told.",
            "See what is said of the part that keeps it apart."),

    // address
    ADDRESS_WELL(OK, "Your assistant's address is Berth's."),
    ADDRESS_FREE(OK, "Nobody uses your assistant's address."),
    ADDRESS_CLOSED(
            WARN,
            "Berth runs, but nobody answers at your assistant's address yet.",
            "Look again in a minute; then press Repair."),
    ADDRESS_MOVED(
            WARN,
            "Your assistant's usual address is used by %1$s, so it has another one: %2$s.",
            "It works there, and stays there. Another one that is free can be chosen with: berth"
                    + " settings set port NUMBER"),
    ADDRESS_TAKEN(
            FAIL,
            "%1$s uses your assistant's address, %2$s.",
            "Close that program, or choose another address with: berth settings set port NUMBER"),

    // network
    NETWORK_WELL(OK, "The source of the assistant's program can be reached."),
    NETWORK_NONE(
            WARN,
            "The source of the assistant's program cannot be reached.",
            "Check the network connection. While that program is on this computer your assistant"
                    + " starts without it, but a provider elsewhere cannot answer either."),

    // key
    KEY_NONE(OK, "No provider is chosen yet."),
    KEY_NOT_NEEDED(OK, "Your provider needs no key."),
    KEY_WELL(OK, "The key looks as one of this provider does."),
    KEY_ODD(
            WARN,
            "The key does not begin as those of this provider do (%s…).",
            "If your assistant does not answer, give the right key with: berth setup"),
    KEY_OF_ANOTHER(
            FAIL,
            "The key is one of another provider: %s.",
            "Give the right key with: berth setup. The other one was told to somebody whom it does"
                    + " not concern: replace it."),
    KEY_WRONG(
            FAIL,
            "The key cannot be right: it is cut, or something else was copied with it.",
            "Give it again with: berth setup"),
    COULD_NOT_ASK(
            WARN,
            "It cannot be told, because the program that keeps your assistant apart does not answer.",
            "See what is said of the part that keeps it apart.");

    private final Verdict verdict;
    private final String sentence;
    private final String cure;

    Found(Verdict verdict, String sentence) {
        this(verdict, sentence, "");
    }

    Found(Verdict verdict, String sentence, String cure) {
        this.verdict = verdict;
        this.sentence = sentence;
        this.cure = cure;
    }

    /// Stable name.
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Verdict verdict() {
        return verdict;
    }

    /// @param places fill those of the sentence
    Sign of(Sign.Part part, String... places) {
        return of(part, List.of(), places);
    }

    /// The same with technical lines.
    Sign of(Sign.Part part, List<String> details, String... places) {
        return new Sign(
                part,
                verdict,
                code(),
                sentence.formatted((Object[]) places),
                Optional.of(cure.formatted((Object[]) places)).filter(text -> !text.isEmpty()),
                Optional.empty(),
                List.of(places),
                details);
    }

    /// A problem of the table, in its own words.
    static Sign problem(Sign.Part part, ProblemKind kind, List<String> details) {
        return problem(part, kind, FAIL, kind.sentence(), details);
    }

    /// The same where it does not keep the assistant from working.
    static Sign warning(Sign.Part part, ProblemKind kind, List<String> details) {
        return problem(part, kind, WARN, kind.sentence(), details);
    }

    /// @param cure what leads out of it
    static Sign problem(
            Sign.Part part, ProblemKind kind, Verdict verdict, String cure, List<String> details) {
        return new Sign(
                part,
                verdict,
                kind.code(),
                kind.title() + ".",
                Optional.of(cure),
                Optional.of(kind),
                List.of(),
                details);
    }
}
