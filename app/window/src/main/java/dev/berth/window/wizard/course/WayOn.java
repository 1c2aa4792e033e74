package dev.berth.window.wizard.course;

import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.ProblemKind;
import java.util.Optional;

/// Which page can mend a problem, and how.
public enum WayOn {
    /// The checks say what is missing, and offer to install it.
    CHECKS(Page.WELCOME),

    /// The program can come from a file, or from another one.
    FILE(Page.WELCOME),

    /// The key can be given again.
    KEY(Page.PROVIDER),

    /// Another model can be named.
    MODEL(Page.PROVIDER);

    private final Page page;

    WayOn(Page page) {
        this.page = page;
    }

    /// Where that is done.
    public Page page() {
        return page;
    }

    /// The way; empty where trying again is all that can be done here.
    public static Optional<WayOn> of(ProblemKind kind) {
        return switch (kind) {
            case ENGINE_MISSING,
                    ENGINE_TOO_OLD,
                    ENGINE_VERSION_HARMFUL,
                    ENGINE_PART_MISSING,
                    NO_ADDRESS,
                    NO_ROOM,
                    COMPUTER_TOO_SMALL,
                    COMPUTER_NOT_PREPARED,
                    NOT_FOR_ADMINISTRATORS ->
                    Optional.of(CHECKS);
            case RELEASE_MISSING,
                    RELEASE_UNUSABLE,
                    FILE_UNUSABLE,
                    NO_NETWORK,
                    SOURCE_BUSY,
                    NETWORK_SIGN_IN,
                    CONNECTION_NOT_TRUSTED,
                    DOWNLOAD_DAMAGED ->
                    Optional.of(FILE);
            case KEY_MISSING -> Optional.of(KEY);
            case MODEL_UNKNOWN -> Optional.of(MODEL);
            case ENGINE_PROGRAM_UNFIT,
                    ENGINE_UNUSABLE,
                    OUTSIDE_SESSION,
                    STORE_DAMAGED,
                    USER_IDS_MISSING,
                    CANNOT_TELL,
                    NOT_UNDERSTOOD,
                    OWNER_UNSAFE,
                    DATA_GONE,
                    DATA_READ_ONLY,
                    SET_UP_FAILED,
                    SETTINGS_REFUSED,
                    OUT_OF_MEMORY,
                    KEEPS_STOPPING,
                    NEVER_READY,
                    TOKEN_REFUSED,
                    SOMEBODY_ELSE_ANSWERS,
                    START_FAILED,
                    CANNOT_STOP,
                    DOES_NOT_GO_AWAY,
                    STOPPED_BY_YOU,
                    ANOTHER_RUNS,
                    PLACE_DOES_NOT_START,
                    PLACE_DAMAGED,
                    PLACE_OUTDATED,
                    RESTART_COMPUTER,
                    SETTINGS_UNREADABLE,
                    STATE_UNWRITABLE ->
                    Optional.empty();
        };
    }
}
