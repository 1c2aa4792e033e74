package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.simulation.ServiceRun.Temper;
import dev.berth.runtime.simulation.SimulatedContainer.Phase;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Makes up what happens: clicks, outside hands, bad moods of service and engine, deaths. One event
/// leads to the next until all are used up.
final class Mischief {
    private static final List<Temper> MOSTLY_GOOD =
            List.of(
                    Temper.GOOD,
                    Temper.GOOD,
                    Temper.GOOD,
                    Temper.GOOD,
                    Temper.GOOD,
                    Temper.GOOD,
                    Temper.DEGRADED,
                    Temper.IGNORES_STOP,
                    Temper.CRASHES,
                    Temper.HANGS);

    private final Simulation simulation;
    private final VirtualTime time;
    private final Chance chance;
    private final Computer computer;
    private final Trace trace;
    private int left;

    Mischief(Simulation simulation, int events) {
        this.simulation = simulation;
        time = simulation.time;
        chance = simulation.chance;
        computer = simulation.computer;
        trace = simulation.trace;
        left = events;
    }

    /// Schedules the next event.
    void next() {
        if (left > 0) {
            left--;
            time.in(
                    pause(),
                    () -> {
                        happen();
                        next();
                    });
        }
    }

    boolean isOver() {
        return left == 0;
    }

    private Duration pause() {
        int kind = chance.below(100);
        if (kind < 50) {
            return chance.millis(0, 1000);
        }
        return kind < 85
                ? chance.seconds(1, 10)
                : kind < 97 ? chance.seconds(10, 40) : chance.seconds(60, 360);
    }

    private void happen() {
        int kind = chance.below(100);
        if (kind < 28) {
            click();
        } else if (kind < 53) {
            outsideHand();
        } else if (kind < 63) {
            surroundings();
        } else if (kind < 73) {
            mood();
        } else if (kind < 85) {
            engineTrouble();
        } else if (kind < 91) {
            ownFiles();
        } else {
            simulation.mortality.dieAfter(chance.below(25));
            trace.say("fate", () -> "the keeper will be killed");
        }
    }

    private void click() {
        simulation.ask(
                switch (chance.below(20)) {
                    case 0, 1, 2, 3 -> new Command.Start();
                    case 4, 5, 6 -> new Command.Pause();
                    case 7, 8 -> new Command.Restart();
                    case 9, 10, 11, 12 -> new Command.Repair();
                    case 13 -> new Command.Reset(EraseScope.KEEP_DATA);
                    case 14 -> new Command.Reset(EraseScope.EVERYTHING);
                    case 15, 16, 17, 18 -> simulation.person.setUp();
                    default -> new Command.Quit();
                });
    }

    // -- the computer

    private void outsideHand() {
        switch (chance.below(9)) {
            case 0, 1 -> onOurs("stop", one -> stop(one, 0));
            case 2, 3 -> onOurs("kill", one -> stop(one, 137));
            case 4, 5 ->
                    onOurs("freeze", one -> one.phase = one.isRunning() ? Phase.PAUSED : one.phase);
            case 6 -> onOurs("remove", computer::remove);
            case 7 -> onOurs("rename", one -> one.name = "renamed-" + one.id.brief());
            default -> onOurs("remove slowly", this::removeSlowly);
        }
    }

    private void onOurs(String what, Consumer<SimulatedContainer> act) {
        var ours = computer.containers.values().stream().filter(one -> one.byUs).findFirst();
        ours.ifPresent(one -> {
            trace.say("outside", () -> what + " " + one.id.brief());
            act.accept(one);
        });
    }

    private void stop(SimulatedContainer one, int code) {
        if (one.isUp()) {
            computer.end(one, code, false);
        }
    }

    private void removeSlowly(SimulatedContainer one) {
        stop(one, 137);
        one.phase = Phase.REMOVING;
        time.in(chance.seconds(1, 90), () -> computer.containers.remove(one.id));
    }

    private void surroundings() {
        switch (chance.below(10)) {
            case 0, 1 -> strangerOnOurData();
            case 2, 3, 4 -> takePort();
            case 5 -> breakForwarding();
            case 6 -> say("the image is deleted", () -> computer.images.clear());
            case 7 -> say("the secrets are deleted", () -> computer.secrets.clear());
            case 8 ->
                    say(
                            "the secrets are replaced",
                            () -> computer.secrets.replaceAll((_, _) -> "another"));
            default ->
                    forAWhile(
                            "the source is out of reach",
                            () -> computer.sourceReachable = false,
                            () -> computer.sourceReachable = true);
        }
    }

    private void strangerOnOurData() {
        var stranger =
                new SimulatedContainer(
                        computer.newId(),
                        "stranger",
                        "",
                        computer.data,
                        "sha256:other",
                        0,
                        List.of(),
                        false);
        forAWhile(
                "a stranger uses our data",
                () -> {
                    computer.containers.put(stranger.id, stranger);
                    computer.begin(stranger);
                },
                () -> computer.containers.remove(stranger.id));
    }

    private void takePort() {
        int port = chance.oneIn(2) ? 18789 : simulation.portOfOurs().orElse(18789);
        if (computer.isFree(port)) {
            forAWhile(
                    "a stranger takes port " + port,
                    () -> computer.taken.put(port, time.instant()),
                    () -> computer.taken.remove(port));
        }
    }

    private void breakForwarding() {
        onOurs(
                "break forwarding of",
                one -> {
                    one.forwarded = !one.isUp();
                    if (chance.oneIn(2) && computer.isFree(one.port)) {
                        computer.taken.put(one.port, time.instant());
                        time.in(chance.seconds(5, 200), () -> computer.taken.remove(one.port));
                    }
                });
    }

    // -- moods

    private void mood() {
        if (chance.oneIn(3)) {
            say("the service is mostly good", () -> computer.mood = MOSTLY_GOOD);
            return;
        }
        var temper = chance.pick(List.of(Temper.values()));
        forAWhile(
                "the service " + temper,
                () -> computer.mood = List.of(temper),
                () -> computer.mood = List.of(Temper.GOOD));
    }

    private void engineTrouble() {
        var rate = chance.pick(List.of(1, 2, 3, 5, 10, 30));
        forAWhile(
                "one call in " + rate + " goes wrong",
                () -> simulation.faults.rate(rate),
                () -> simulation.faults.rate(0));
        if (chance.oneIn(4)) {
            simulation.ask(new Command.Reset(chance.pick(List.of(EraseScope.values()))));
        }
        if (chance.oneIn(5)) {
            forAWhile(
                    "signals are lost",
                    () -> computer.signalsLost = true,
                    () -> computer.signalsLost = false);
        }
    }

    private void ownFiles() {
        var data = simulation.data;
        var settings = simulation.settings;
        switch (chance.below(5)) {
            case 0, 1 ->
                    forAWhile(
                            "the disk is full",
                            () -> simulation.storage.full = true,
                            () -> simulation.storage.full = false);
            case 2 ->
                    forAWhile("the data is away", () -> data.away = true, () -> data.away = false);
            case 3 ->
                    forAWhile(
                            "the data is read-only",
                            () -> data.readOnly = true,
                            () -> data.readOnly = false);
            default ->
                    forAWhile(
                            "the settings are spoilt",
                            () -> settings.spoilt = true,
                            () -> settings.spoilt = false);
        }
    }

    private void say(String what, Runnable change) {
        trace.say("world", () -> what);
        change.run();
    }

    private void forAWhile(String what, Runnable begin, Runnable end) {
        say(what, begin);
        time.in(
                chance.oneIn(3) ? chance.seconds(30, 300) : chance.seconds(0, 30),
                () -> say("no more: " + what, end));
    }

    /// The causes are gone; what they did is not.
    void mend() {
        left = 0;
        simulation.faults.rate(0);
        simulation.storage.full = false;
        simulation.data.away = false;
        simulation.data.readOnly = false;
        simulation.settings.spoilt = false;
        computer.sourceReachable = true;
        computer.mood = List.of(Temper.GOOD);
        computer.containers.values().removeIf(one -> !one.byUs);
        trace.say("world", () -> "all causes are gone");
    }

    /// A lost or spoilt state file, now and then, while nobody runs. Where nothing is chosen
    /// nothing else tells that there was data, so that is left out.
    void betweenLives() {
        if (!simulation.settings.isChosen()) {
            return;
        }
        switch (chance.below(40)) {
            case 0, 1 -> say("the state file is lost", simulation.stateFile::lose);
            case 2 -> say("the state file is spoilt", simulation.stateFile::spoil);
            default -> {}
        }
    }
}
