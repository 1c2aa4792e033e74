package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.door.DoorState;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/// Rows on the front door: the address that the person's browser uses, and for which the service is
/// made and configured.
final class Entrance {

    private Entrance() {}

    /// Where it is open.
    static OptionalInt port(Situation now) {
        return now.seen().door() instanceof Known<DoorState>(DoorState.Open(int port))
                ? OptionalInt.of(port)
                : OptionalInt.empty();
    }

    /// What is done with an open one; one that opens is waited for.
    static Step open(Situation now, IntFunction<Step> then) {
        return switch (now.seen().door()) {
            case Unknown<DoorState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<DoorState>(DoorState.Opening _) -> Reach.waiting(Stage.PREPARING);
            case Known<DoorState>(DoorState.Shut(var why)) -> Halts.noAddress(why);
            case Known<DoorState>(DoorState.Open(int port)) -> then.apply(port);
        };
    }

    /// It stands elsewhere than where the person came to know it. What a browser keeps for the old
    /// address can be read by whoever has that now, so that the service gets another key; where
    /// that fails it is tried like a start, and the old key is not served meanwhile.
    static Optional<Step> moved(Situation now) {
        var known = now.kept().preferredPort();
        var port = port(now);
        return known.isPresent() && port.isPresent() && !known.equals(port)
                ? BringUp.notYet(now).or(() -> Optional.of(new Step.Readdress(port.getAsInt())))
                : Optional.empty();
    }
}
