package dev.berth.runtime.decision;

import dev.berth.runtime.Diagnosis.Health;
import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.observation.Observation;
import dev.berth.runtime.store.JournalEntry;
import dev.berth.runtime.store.JournalEntry.Fell;
import dev.berth.runtime.store.JournalEntry.Recovered;
import dev.berth.runtime.store.JournalEntry.Troubled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// On which plane something is broken, and how each plane stands on evidence of its own: one that
/// is well says nothing of another.
public final class Planes {
    /// What comes and goes within this time is one trouble: no journal is filled with it.
    static final Duration ONE_TROUBLE = Duration.ofMinutes(1);

    private Planes() {}

    // -- where something is broken

    /// The plane of a fall.
    static Plane of(Fell fell) {
        return fell.problem()
                .flatMap(Planes::of)
                .orElseGet(() ->
                        switch (fell.cause()) {
                            case EXITED,
                                    EXITED_CLEANLY,
                                    REFUSED_SETTINGS,
                                    OUT_OF_MEMORY,
                                    VANISHED,
                                    START_FAILED,
                                    STUCK_PAUSED ->
                                    Plane.SERVICE;
                            case PORT_TAKEN, NEVER_READY, SILENT, TOKEN_REFUSED, SOMEBODY_ELSE ->
                                    Plane.ENDPOINT;
                        });
    }

    /// The plane of a problem; empty where nothing is broken.
    private static Optional<Plane> of(ProblemKind kind) {
        return switch (kind) {
            case STOPPED_BY_YOU -> Optional.empty();
            case ANOTHER_RUNS,
                    PLACE_DOES_NOT_START,
                    PLACE_DAMAGED,
                    PLACE_OUTDATED,
                    COMPUTER_TOO_SMALL,
                    COMPUTER_NOT_PREPARED,
                    NOT_FOR_ADMINISTRATORS,
                    RESTART_COMPUTER ->
                    Optional.of(Plane.HOST);
            case ENGINE_MISSING,
                    ENGINE_PROGRAM_UNFIT,
                    ENGINE_TOO_OLD,
                    ENGINE_VERSION_HARMFUL,
                    ENGINE_PART_MISSING,
                    ENGINE_UNUSABLE,
                    OUTSIDE_SESSION,
                    STORE_DAMAGED,
                    USER_IDS_MISSING,
                    CANNOT_TELL,
                    NOT_UNDERSTOOD ->
                    Optional.of(Plane.ENGINE);
            case OWNER_UNSAFE,
                    NO_ADDRESS,
                    NO_ROOM,
                    DATA_GONE,
                    DATA_READ_ONLY,
                    RELEASE_MISSING,
                    RELEASE_UNUSABLE,
                    FILE_UNUSABLE,
                    NO_NETWORK,
                    SOURCE_BUSY,
                    NETWORK_SIGN_IN,
                    CONNECTION_NOT_TRUSTED,
                    DOWNLOAD_DAMAGED,
                    SET_UP_FAILED,
                    SETTINGS_REFUSED,
                    OUT_OF_MEMORY,
                    KEEPS_STOPPING,
                    START_FAILED,
                    CANNOT_STOP,
                    DOES_NOT_GO_AWAY,
                    SETTINGS_UNREADABLE,
                    STATE_UNWRITABLE ->
                    Optional.of(Plane.SERVICE);
            case NEVER_READY, TOKEN_REFUSED, SOMEBODY_ELSE_ANSWERS -> Optional.of(Plane.ENDPOINT);
            case KEY_MISSING, MODEL_UNKNOWN -> Optional.of(Plane.PROVIDER);
        };
    }

    /// The plane of a problem that these facts led to: whatever cannot be reached is to blame
    /// before what lies behind it.
    public static Optional<Plane> of(ProblemKind kind, Observation seen) {
        var plane = of(kind);
        if (plane.isEmpty()) {
            return plane;
        }
        if (isSilent(seen.host())) {
            return Optional.of(Plane.HOST);
        }
        if (isSilent(seen.engine())
                || (seen.engine() instanceof Known<EngineState>(var state)
                        && !(state instanceof EngineState.Usable))) {
            return Optional.of(Plane.ENGINE);
        }
        return kind == ProblemKind.CANNOT_TELL
                ? Optional.of(isSilent(seen.container()) ? Plane.ENGINE : Plane.SERVICE)
                : plane;
    }

    private static boolean isSilent(Fact<?> fact) {
        return fact instanceof Unknown<?>(var cause) && !(cause instanceof Fact.Cause.NotLooked);
    }

    // -- how each stands

    /// How each plane stands: what was seen of it, and where that says too little, what was not
    /// seen mended.
    public static Map<Plane, Health> health(Situation now, Step step, Troubles troubles) {
        var all = new EnumMap<Plane, Health>(Plane.class);
        for (var plane : Plane.values()) {
            var seen = seen(plane, now.seen(), step);
            all.put(
                    plane,
                    seen != Health.WELL && troubles.open().containsKey(plane)
                            ? Health.TROUBLED
                            : seen);
        }
        return all;
    }

    private static Health seen(Plane plane, Observation seen, Step step) {
        return switch (plane) {
            case HOST -> host(seen.host());
            case ENGINE -> engine(seen.engine());
            case SERVICE -> service(seen.container(), step);
            case ENDPOINT -> endpoint(seen.endpoint(), step);
            case PROVIDER -> Health.UNKNOWN; // nothing of the service's tells (decision 31)
        };
    }

    private static Health host(Fact<HostState> fact) {
        return switch (fact) {
            case Unknown<HostState> _ -> Health.UNKNOWN;
            case Known<HostState>(HostState.Native _) -> Health.WELL;
            case Known<HostState>(HostState.Machine machine) ->
                    switch (machine) {
                        case HostState.Running _ -> Health.WELL;
                        case HostState.Absent _,
                                HostState.HalfMade _,
                                HostState.Stopped _,
                                HostState.Starting _ ->
                                Health.DOWN;
                        case HostState.Unreachable _, HostState.BlockedBy _ -> Health.TROUBLED;
                    };
        };
    }

    private static Health engine(Fact<EngineState> fact) {
        return switch (fact) {
            case Unknown<EngineState> _ -> Health.UNKNOWN;
            case Known<EngineState>(EngineState.Usable _) -> Health.WELL;
            case Known<EngineState> _ -> Health.TROUBLED;
        };
    }

    /// A run is well once Ready was proven of it: a process that lives proves nothing.
    private static Health service(Fact<ContainerState> fact, Step step) {
        return switch (fact) {
            case Unknown<ContainerState> _ -> Health.UNKNOWN;
            case Known<ContainerState>(Running _) -> isReady(step) ? Health.WELL : Health.UNKNOWN;
            case Known<ContainerState>(AnotherOnOurData _) -> Health.TROUBLED;
            case Known<ContainerState> _ -> Health.DOWN;
        };
    }

    private static Health endpoint(Fact<EndpointState> fact, Step step) {
        return switch (fact) {
            case Unknown<EndpointState> _ -> Health.UNKNOWN;
            case Known<EndpointState>(var state) ->
                    switch (state) {
                        case EndpointState.Ready _ -> isReady(step) ? Health.WELL : Health.UNKNOWN;
                        case EndpointState.Alive _,
                                EndpointState.Refused _,
                                EndpointState.Silent _ ->
                                Health.DOWN;
                        case EndpointState.IdentityRefused _,
                                EndpointState.Strange _,
                                EndpointState.Foreign _ ->
                                Health.TROUBLED;
                    };
        };
    }

    /// Whether Ready is shown: proven for this run, and true at this look.
    private static boolean isReady(Step step) {
        return switch (step) {
            case Step.Rest _ -> true;
            case Step.Tidy(_, var meanwhile) -> isReady(meanwhile);
            case MachineStep.SetClock(_, var meanwhile) -> isReady(meanwhile);
            default -> false;
        };
    }

    // -- why something is done

    /// What was seen that leads to this act: the fall that is not mended yet, or how that stands on
    /// which it is done.
    public static String because(Situation now, Step.Act act) {
        var fall = now.history().lastFall().filter(_ -> !now.history().isReady());
        if (fall.isPresent() && !(act instanceof Step.Clean || act instanceof Step.Tidy)) {
            return Troubles.code(fall.get());
        }
        return act instanceof MachineStep
                ? "host " + word(now.seen().host())
                : "service " + word(now.seen().container());
    }

    private static String word(Fact<?> fact) {
        return switch (fact) {
            case Known<?>(var state) -> state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            case Unknown<?> _ -> "unknown";
        };
    }

    // -- what is to be written down of it

    /// The lines that tell of trouble that begins, and of planes that were seen rid of it.
    public static List<JournalEntry> news(Situation now, Step step, Troubles troubles) {
        var news = new ArrayList<JournalEntry>();
        problem(step)
                .flatMap(kind ->
                        of(kind, now.seen())
                                .filter(plane -> !troubles.open().containsKey(plane))
                                .map(plane -> new Troubled(now.now(), plane, kind)))
                .ifPresent(news::add);
        if (isReady(step)) {
            for (var plane : Plane.values()) {
                if (seen(plane, now.seen(), step) == Health.WELL && isDue(now, plane, troubles)) {
                    news.add(new Recovered(now.now(), plane));
                }
            }
        }
        return news;
    }

    private static Optional<ProblemKind> problem(Step step) {
        return switch (step) {
            case Step.Halt(var problem, _) -> Optional.of(problem.kind());
            case Step.Unclear(var problem, _) -> Optional.of(problem.kind());
            default -> Optional.empty();
        };
    }

    private static boolean isDue(Situation now, Plane plane, Troubles troubles) {
        var open =
                Optional.ofNullable(troubles.open().get(plane))
                        .or(() -> plane == Plane.ENDPOINT ? troubles.first() : Optional.empty());
        return open.filter(
                        trouble -> now.isOver(trouble.since(), trouble.since().plus(ONE_TROUBLE)))
                .isPresent();
    }
}
