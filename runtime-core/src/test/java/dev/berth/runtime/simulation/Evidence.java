package dev.berth.runtime.simulation;

import dev.berth.runtime.Stranger;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.ContainerState.AnotherOnOurData;
import dev.berth.runtime.engine.Ownership;
import java.util.Comparator;
import java.util.Optional;

/// What ids, labels and mounts prove, as the real adapter judges it: it cannot see who made what.
final class Evidence {
    private final Computer computer;

    Evidence(Computer computer) {
        this.computer = computer;
    }

    /// How ours stands, or who stands in its place.
    ContainerState seen(Ownership ours) {
        var proven = proven(ours);
        if (proven.isPresent()) {
            return proven.get().label.equals(ours.instance())
                    ? proven.get().told()
                    : another(proven.get(), Stranger.Evidence.LABEL_MISSING);
        }
        var best = labelled(ours);
        if (best.isEmpty()) {
            return new ContainerState.Absent();
        }
        return ours.recorded().isEmpty()
                ? best.get().told()
                : another(best.get(), Stranger.Evidence.NOT_RECORDED);
    }

    /// What exists of the ids that count as recorded.
    private Optional<SimulatedContainer> proven(Ownership ours) {
        return ours.recorded()
                .flatMap(this::visible)
                .or(() -> computer.idFile.flatMap(this::visible));
    }

    private Optional<SimulatedContainer> visible(ContainerId id) {
        return computer.container(id).filter(one -> one.place == computer.place);
    }

    private Optional<SimulatedContainer> labelled(Ownership ours) {
        return computer.visible()
                .filter(one -> one.label.equals(ours.instance()))
                .max(Comparator.comparing(SimulatedContainer::isUp));
    }

    private static AnotherOnOurData another(SimulatedContainer one, Stranger.Evidence evidence) {
        return new AnotherOnOurData(one.id, one.name, evidence, "");
    }

    /// Who else uses the data.
    Optional<AnotherOnOurData> stranger(Ownership ours) {
        var own =
                proven(ours)
                        .filter(one -> one.label.equals(ours.instance()))
                        .or(() -> ours.recorded().isEmpty() ? labelled(ours) : Optional.empty());
        return computer.visible()
                .filter(one -> own.filter(mine -> mine == one).isEmpty())
                .filter(one -> one.mount.equals(ours.dataFolder()))
                .findFirst()
                .map(one -> another(one, Stranger.Evidence.USES_DATA));
    }
}
