package dev.berth.runtime.simulation;

import dev.berth.runtime.engine.EngineFailure.Kind;
import dev.berth.runtime.simulation.MachineMischief.ForAWhile;
import java.nio.file.Path;
import java.util.List;

/// What other programs do beside us and to what is ours: they use our data, our name, our port; the
/// engine's things are deleted or replaced; the source cannot be reached.
final class Strangers {
    private static final List<Kind> IN_THE_WAY =
            List.of(
                    Kind.NETWORK,
                    Kind.SOURCE_BUSY,
                    Kind.PORTAL,
                    Kind.CERTIFICATE,
                    Kind.DAMAGED,
                    Kind.RELEASE_MISSING);

    private final Simulation simulation;
    private final Computer computer;
    private final Chance chance;
    private final ForAWhile forAWhile;

    Strangers(Simulation simulation, Chance chance, ForAWhile forAWhile) {
        this.simulation = simulation;
        this.chance = chance;
        this.forAWhile = forAWhile;
        computer = simulation.computer;
    }

    void happen() {
        switch (chance.below(10)) {
            case 0 -> joins("a stranger uses our data", "stranger", computer.data);
            case 1 ->
                    joins(
                            "a stranger has our name",
                            MemoryStateFile.OWNER,
                            chance.oneIn(2) ? computer.data : Path.of("/elsewhere"));
            case 2, 3, 4 -> takePort();
            case 5 -> breakForwarding();
            case 6 -> say("the image is deleted", () -> computer.images.clear());
            case 7 -> say("the secrets are deleted", () -> computer.secrets.clear());
            case 8 ->
                    say(
                            "the secrets are replaced",
                            () -> computer.secrets.replaceAll((_, _) -> "another"));
            default ->
                    forAWhile.happens(
                            "the source is out of reach",
                            () -> {
                                computer.sourceReachable = false;
                                computer.sourceTrouble = chance.pick(IN_THE_WAY);
                            },
                            () -> computer.sourceReachable = true);
        }
    }

    private void joins(String what, String name, Path mount) {
        if (computer.isNamed(name)) {
            return;
        }
        var stranger =
                new SimulatedContainer(
                        computer.newId(), name, "", mount, "sha256:other", 0, List.of(), false);
        stranger.place = computer.engineAnswers() ? computer.place : dev.berth.runtime.Place.HERE;
        forAWhile.happens(
                what,
                () -> {
                    computer.containers.put(stranger.id, stranger);
                    computer.begin(stranger);
                },
                () -> computer.containers.remove(stranger.id));
    }

    private void takePort() {
        int port = chance.oneIn(2) ? 18789 : computer.ours().map(one -> one.port).orElse(18789);
        if (computer.isFree(port)) {
            forAWhile.happens(
                    "a stranger takes port " + port,
                    () -> computer.taken.add(port),
                    () -> computer.taken.remove(port));
        }
    }

    private void breakForwarding() {
        var ours = computer.ours();
        var isTaken = chance.oneIn(2);
        var later = chance.seconds(5, 200);
        if (ours.isPresent()) {
            var one = ours.get();
            say("break forwarding of " + one.id.brief(), () -> one.forwarded = !one.isUp());
            if (isTaken && computer.isFree(one.port)) {
                computer.taken.add(one.port);
                simulation.time.in(later, () -> computer.taken.remove(one.port));
            }
        }
    }

    private void say(String what, Runnable change) {
        simulation.trace.say("world", () -> what);
        change.run();
    }
}
