package dev.berth.runtime.supervisor;

import dev.berth.runtime.Diagnosis;
import dev.berth.runtime.Diagnosis.Block;
import dev.berth.runtime.Diagnosis.Deed;
import dev.berth.runtime.Diagnosis.Finding;
import dev.berth.runtime.Diagnosis.Health;
import dev.berth.runtime.Diagnosis.Over;
import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.Diagnosis.Trouble;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Problem;
import dev.berth.runtime.Status;
import dev.berth.runtime.Status.Supervised;
import dev.berth.runtime.decision.Planes;
import dev.berth.runtime.decision.Situation;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.Troubles;
import dev.berth.runtime.observation.Observation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The diagnosis in words: what the journal tells, beside what the newest look has seen.
///
/// @param look the newest one, and what it led to
record Diagnosing(Optional<Look> look) {

    /// @param now what was seen
    /// @param step what it led to
    record Look(Situation now, Step step) {
        Map<Plane, Health> health(Troubles troubles) {
            return Planes.health(now, step, troubles);
        }
    }

    /// Nobody has looked yet.
    static Diagnosing blind() {
        return new Diagnosing(Optional.empty());
    }

    static Diagnosing after(Situation now, Step step) {
        return new Diagnosing(Optional.of(new Look(now, step)));
    }

    /// @param status what is shown with it
    Diagnosis of(Troubles troubles, Status status, Instant now) {
        var health =
                look.map(one -> one.health(troubles))
                        .orElseGet(() ->
                                Arrays.stream(Plane.values())
                                        .collect(
                                                Collectors.toMap(
                                                        Function.identity(),
                                                        plane -> unseen(troubles, plane))));
        return new Diagnosis(
                troubles.first().map(Diagnosing::words),
                troubles.before().map(over -> new Over(words(over.trouble()), over.until())),
                blocking(troubles, status, health),
                troubles.last().map(Diagnosing::words),
                Arrays.stream(Plane.values())
                        .map(plane ->
                                new Finding(
                                        plane,
                                        health(health, plane),
                                        open(troubles, health, plane)))
                        .toList(),
                troubles.fallsInTheHourBefore(now),
                troubles.wentBack());
    }

    private static Health unseen(Troubles troubles, Plane plane) {
        return troubles.open().containsKey(plane) ? Health.TROUBLED : Health.UNKNOWN;
    }

    private static Health health(Map<Plane, Health> health, Plane plane) {
        return health.getOrDefault(plane, Health.UNKNOWN);
    }

    private static Optional<Trouble> open(
            Troubles troubles, Map<Plane, Health> health, Plane plane) {
        return health(health, plane) == Health.WELL
                ? Optional.empty()
                : Optional.ofNullable(troubles.open().get(plane)).map(Diagnosing::words);
    }

    /// The problem that is shown, or else the lowest plane that is not well.
    private Optional<Block> blocking(Troubles troubles, Status status, Map<Plane, Health> health) {
        if (!(status instanceof Supervised(var state)) || state instanceof Ready) {
            return Optional.empty();
        }
        if (state instanceof NeedsAttention(Problem problem)) {
            return Planes.of(
                            problem.kind(),
                            look.map(one -> one.now().seen())
                                    .orElseGet(() -> Observation.none(Instant.MIN)))
                    .map(plane -> new Block(plane, problem.code(), problem.title()));
        }
        if (look.filter(one -> one.now().wish().wantsUp()).isEmpty()) {
            return Optional.empty();
        }
        return Arrays.stream(Plane.values())
                .filter(plane -> plane != Plane.PROVIDER) // it keeps nothing from being ready
                .filter(plane -> health(health, plane) != Health.WELL)
                .findFirst()
                .map(plane ->
                        open(troubles, health, plane)
                                .map(trouble -> new Block(plane, trouble.code(), trouble.text()))
                                .orElseGet(() -> new Block(plane, "not-yet", "Not ready yet")));
    }

    private static Trouble words(Troubles.Trouble trouble) {
        return new Trouble(
                trouble.plane(),
                trouble.code(),
                Activities.trouble(trouble.code()),
                trouble.since());
    }

    private static Deed words(Troubles.Deed deed) {
        return new Deed(
                deed.id(),
                deed.step(),
                Activities.text(deed.step()),
                deed.at(),
                deed.outcome()
                        .map(outcome -> outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("under-way"));
    }
}
