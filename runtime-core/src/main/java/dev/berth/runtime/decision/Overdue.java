package dev.berth.runtime.decision;

import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Absent;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.store.JournalEntry.Began;
import dev.berth.runtime.store.JournalEntry.Ended;
import dev.berth.runtime.store.JournalEntry.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Acts that ended at their deadline and may finish yet: the part of [History] that keeps hold of
/// them until a look shows what came of them, the same is begun again, or Ready is proven.
///
/// @param acts their last lines, by the name of the act
public record Overdue(Map<String, Ended> acts) {
    static final Overdue NONE = new Overdue(Map.of());

    public Overdue {
        acts = Map.copyOf(acts);
    }

    Overdue with(Began began) {
        return without(began.step());
    }

    Overdue with(Ended ended) {
        if (ended.outcome() != Outcome.TIMED_OUT) {
            return ended.outcome() == Outcome.LATE ? without(ended.step()) : this;
        }
        var more = new HashMap<>(acts);
        more.put(ended.step(), ended);
        return new Overdue(more);
    }

    private Overdue without(String step) {
        if (!acts.containsKey(step)) {
            return this;
        }
        var fewer = new HashMap<>(acts);
        fewer.remove(step);
        return new Overdue(fewer);
    }

    /// The last lines of those of which is seen now that they came about after all. That is told
    /// and no more: nobody waits for them, and what they brought about must prove itself.
    public static List<Ended> finished(Situation now) {
        return now.history().acts().overdue().acts().values().stream()
                .filter(ended -> isSeen(now, ended))
                .sorted(Comparator.comparing(Ended::id))
                .map(ended -> late(ended, now.now()))
                .toList();
    }

    private static Ended late(Ended ended, Instant at) {
        return new Ended(
                ended.id(), at, ended.step(), ended.subject(), Outcome.LATE, Optional.empty());
    }

    private static boolean isSeen(Situation now, Ended ended) {
        var seen = now.seen();
        return switch (ended.step()) {
            case "create" -> is(seen.container(), Ours.class);
            case "start", "unpause" -> is(seen.container(), Running.class) && isOf(now, ended);
            case "stop" ->
                    (is(seen.container(), Exited.class) || is(seen.container(), Created.class))
                            && isOf(now, ended);
            case "remove" -> is(seen.container(), Absent.class);
            case MachineTries.CREATE ->
                    is(seen.host(), HostState.Stopped.class)
                            || is(seen.host(), HostState.Running.class);
            case MachineTries.START -> is(seen.host(), HostState.Running.class);
            case MachineTries.STOP, MachineTries.CLEAR -> is(seen.host(), HostState.Stopped.class);
            case MachineTries.REMOVE -> is(seen.host(), HostState.Absent.class);
            case "fetch-release" ->
                    seen.image() instanceof Known<Optional<String>>(var id) && id.isPresent();
            default -> false; // which release is in a file nobody can tell before it is loaded
        };
    }

    private static boolean is(Fact<?> fact, Class<?> state) {
        return fact instanceof Known<?>(var known) && state.isInstance(known);
    }

    private static boolean isOf(Situation now, Ended ended) {
        return now.seen().container() instanceof Known<ContainerState>(Ours ours)
                && ours.id().value().equals(ended.subject());
    }
}
