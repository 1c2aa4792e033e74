package dev.berth.runtime.decision;

import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.engine.Cure;
import dev.berth.runtime.engine.EngineFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a failure of the engine means to a person: the one place that leads from the one table to
/// the other.
public final class Meaning {

    private Meaning() {}

    /// The problem that the failure itself tells. Empty where it depends on what was being done: a
    /// name that is taken stands in nobody's way until something shall be made.
    public static Optional<ProblemKind> of(EngineFailure failure) {
        return switch (failure.kind()) {
            case PROGRAM_MISSING -> Optional.of(ProblemKind.ENGINE_MISSING);
            case PROGRAM_UNFIT -> Optional.of(ProblemKind.ENGINE_PROGRAM_UNFIT);
            case TOO_OLD -> Optional.of(ProblemKind.ENGINE_TOO_OLD);
            case HARMFUL_VERSION -> Optional.of(ProblemKind.ENGINE_VERSION_HARMFUL);
            case PART_MISSING -> Optional.of(ProblemKind.ENGINE_PART_MISSING);
            case UNUSABLE, STALE -> Optional.of(ProblemKind.ENGINE_UNUSABLE);
            case NO_SESSION -> Optional.of(ProblemKind.OUTSIDE_SESSION);
            case STORE_DAMAGED -> Optional.of(ProblemKind.STORE_DAMAGED);
            case USER_IDS_MISSING -> Optional.of(ProblemKind.USER_IDS_MISSING);
            case NO_ROOM -> Optional.of(ProblemKind.NO_ROOM);
            case RELEASE_MISSING -> Optional.of(ProblemKind.RELEASE_MISSING);
            case RELEASE_UNUSABLE -> Optional.of(ProblemKind.RELEASE_UNUSABLE);
            case FILE_UNUSABLE -> Optional.of(ProblemKind.FILE_UNUSABLE);
            case NETWORK -> Optional.of(ProblemKind.NO_NETWORK);
            case SOURCE_BUSY -> Optional.of(ProblemKind.SOURCE_BUSY);
            case PORTAL -> Optional.of(ProblemKind.NETWORK_SIGN_IN);
            case CERTIFICATE -> Optional.of(ProblemKind.CONNECTION_NOT_TRUSTED);
            case DAMAGED -> Optional.of(ProblemKind.DOWNLOAD_DAMAGED);
            case SECRET_MISSING -> Optional.of(ProblemKind.KEY_MISSING);
            case MODEL_UNKNOWN -> Optional.of(ProblemKind.MODEL_UNKNOWN);
            case OTHER_RUNS -> Optional.of(ProblemKind.ANOTHER_RUNS);
            case VIRTUALISATION_OFF -> Optional.of(ProblemKind.COMPUTER_NOT_PREPARED);
            case NOT_FOR_ROOT -> Optional.of(ProblemKind.NOT_FOR_ADMINISTRATORS);
            case RESTART_NEEDED -> Optional.of(ProblemKind.RESTART_COMPUTER);
            case PLACE_OUTDATED -> Optional.of(ProblemKind.PLACE_OUTDATED);
            case PLACE_DAMAGED -> Optional.of(ProblemKind.PLACE_DAMAGED);
            case OWN_FILES -> Optional.of(ProblemKind.STATE_UNWRITABLE);
            case UNCLASSIFIED -> Optional.of(ProblemKind.NOT_UNDERSTOOD);
            case BUSY,
                    TIMED_OUT,
                    CANCELLED,
                    UNREADABLE,
                    NO_SUCH_THING,
                    NAME_TAKEN,
                    PORT_TAKEN,
                    WRONG_STATE ->
                    Optional.empty();
        };
    }

    /// Whether trying again at once cannot help, so that the person is told without waiting for
    /// budgets to be spent.
    static boolean isPlain(ProblemKind problem) {
        return switch (problem) {
            case ENGINE_MISSING,
                    ENGINE_PROGRAM_UNFIT,
                    ENGINE_TOO_OLD,
                    ENGINE_VERSION_HARMFUL,
                    ENGINE_PART_MISSING,
                    ENGINE_UNUSABLE,
                    OUTSIDE_SESSION,
                    STORE_DAMAGED,
                    USER_IDS_MISSING,
                    NO_ADDRESS,
                    NO_ROOM,
                    RELEASE_UNUSABLE,
                    FILE_UNUSABLE,
                    KEY_MISSING,
                    ANOTHER_RUNS,
                    COMPUTER_NOT_PREPARED,
                    COMPUTER_TOO_SMALL,
                    NOT_FOR_ADMINISTRATORS,
                    RESTART_COMPUTER,
                    PLACE_OUTDATED,
                    PLACE_DAMAGED ->
                    true;
            case CANNOT_TELL,
                    NOT_UNDERSTOOD,
                    OWNER_UNSAFE,
                    DATA_GONE,
                    DATA_READ_ONLY,
                    RELEASE_MISSING,
                    NO_NETWORK,
                    SOURCE_BUSY,
                    NETWORK_SIGN_IN,
                    CONNECTION_NOT_TRUSTED,
                    DOWNLOAD_DAMAGED,
                    SET_UP_FAILED,
                    SETTINGS_REFUSED,
                    MODEL_UNKNOWN,
                    OUT_OF_MEMORY,
                    KEEPS_STOPPING,
                    NEVER_READY,
                    TOKEN_REFUSED,
                    SOMEBODY_ELSE_ANSWERS,
                    START_FAILED,
                    CANNOT_STOP,
                    DOES_NOT_GO_AWAY,
                    PLACE_DOES_NOT_START,
                    SETTINGS_UNREADABLE,
                    STOPPED_BY_YOU,
                    STATE_UNWRITABLE ->
                    false;
        };
    }

    /// What stands in the details: what was asked, what it said, and what leads out of it. What
    /// Berth does by itself nobody needs to be told.
    public static List<String> details(EngineFailure failure) {
        return Stream.concat(
                        Stream.of(failure.verb() + ": " + failure.kind(), failure.text()),
                        failure.cure().by() == Cure.By.PERSON
                                ? failure.cure().steps().stream()
                                : Stream.empty())
                .toList();
    }
}
