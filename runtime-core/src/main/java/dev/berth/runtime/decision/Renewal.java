package dev.berth.runtime.decision;

import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Running;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.MadeWith;
import java.util.Optional;
import java.util.OptionalInt;

/// Rows for a container that was made with another memory limit than the person has chosen since,
/// or for another address or name of it: it goes, its data stays, and the next one fits.
public final class Renewal {

    private Renewal() {}

    /// What a container is made with.
    ///
    /// @param address the port of the person's address
    public static MadeWith wanted(Settings settings, int address) {
        return new MadeWith(
                memory(settings),
                settings.port(),
                OptionalInt.of(address),
                settings.access().names());
    }

    private static long memory(Settings settings) {
        return settings.memoryMiB().orElse(OpenClaw.STANDARD_MEMORY_MIB);
    }

    /// Whether the one that is there was made with something else. One of which that is not known
    /// stays.
    ///
    /// @param door where the front door is open; empty where it is not
    public static boolean isDue(RuntimeState kept, Settings settings, OptionalInt door) {
        var address = kept.preferredPort().isPresent() ? kept.preferredPort() : door;
        return kept.madeWith()
                .filter(with ->
                        with.memoryMiB() != memory(settings)
                                || !with.names().equals(settings.access().names())
                                || (address.isPresent() && !with.address().equals(address)))
                .isPresent();
    }

    /// The next act on the way to a container that fits. It is proven first that another one can be
    /// made (DESIGN 4, rule 6): otherwise the old one goes on.
    static Optional<Step> step(Situation now) {
        if (!isDue(now.kept(), now.settings(), Entrance.port(now))
                || !(now.seen().container() instanceof Known<ContainerState>(Ours ours))
                || BringUp.notYet(now).isPresent()
                || Supplies.missing(now).isPresent()) {
            return Optional.empty();
        }
        return switch (ours) {
            case Running _, Created _, Exited _ -> Optional.of(Ending.away(now, ours));
            case ContainerState.Paused _, ContainerState.Removing _ -> Optional.empty();
        };
    }
}
