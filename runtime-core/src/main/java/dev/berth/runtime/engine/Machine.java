package dev.berth.runtime.engine;

import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Acts on the machine in which the engine runs. Each touches exactly the one that is proven ours,
/// refuses otherwise (`WRONG_STATE`), is idempotent in the sense that asking again does no harm,
/// and blocks until it is done, its limit has passed or it is cancelled. Owner thread only.
public interface Machine {

    /// Makes it; it does not run yet.
    ///
    /// @param plan its name and size; the name was free a moment ago
    /// @param file what it is made from; empty fetches it
    /// @param folders the only folders of this computer that it sees, under the same paths
    /// @param told hears how a fetch goes
    Answer<Identity> create(
            MachineRecord plan,
            Optional<Path> file,
            List<Path> folders,
            Consumer<Fetched> told,
            Limit limit);

    /// Starts it and waits until the engine in it answers.
    ///
    /// @return its identity then: the port may have moved
    Answer<Identity> start(MachineRecord ours, Limit limit);

    /// Stops it; a stopped one is no failure.
    Answer<Void> stop(MachineRecord ours, Limit limit);

    /// Ends what is left of hung starts and stops of exactly this one: our own processes by
    /// recorded pid and start time, then its helpers by checked pid file and command line, then
    /// sockets without an owner. Like a power cut for what runs in it.
    Answer<Void> clear(MachineRecord ours, Limit limit);

    /// Takes it away with everything in it; an absent one is no failure. A half-made one too.
    Answer<Void> remove(MachineRecord ours, Limit limit);

    /// Gives a stopped one another size; its disk only grows.
    Answer<Void> resize(MachineRecord ours, Limit limit);

    /// Sets the clock inside.
    Answer<Void> setClock(MachineRecord ours, Instant now, Limit limit);

    /// Whether anything but ours runs in it.
    Answer<Boolean> servesOthers(Ownership ours, Limit limit);

    /// Stops another one that is in the way; only ever on a person's word.
    Answer<Void> stopOther(String name, Limit limit);

    /// How far a fetch has come.
    ///
    /// @param ofBytes 0 where the size is not known
    record Fetched(long bytes, long ofBytes) {}
}
