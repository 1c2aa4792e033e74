package dev.berth.runtime.engine;

import dev.berth.runtime.Place;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import java.util.Optional;

/// Where the engine runs, and whether it can be reached there. Owner thread, except [#engine].
public interface Host {

    /// From now on all is asked and done there. Costs nothing.
    void turnTo(Place place);

    /// Where it is turned to.
    Place place();

    /// How it stands.
    ///
    /// @param ours what proves the machine ours; empty where we made none
    Answer<HostState> look(Optional<MachineRecord> ours, Limit limit);

    /// The engine on this host. The same object for life, wherever it is turned to.
    Engine engine();

    /// What can be done about the machine.
    Machine machine();
}
