package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.simulation.ServiceRun.Temper;
import dev.berth.runtime.simulation.SimulatedContainer.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Makes up what happens: clicks, outside hands, bad moods of service and engine, deaths. One event
/// leads to the next until all are used up. Each draws from its own place in the stream.
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
    private final Schedule schedule;
    private final VirtualTime time;
    private final Chance chance;
    private final Computer computer;
    private final Trace trace;
    private final MachineMischief machines;
    private final Strangers strangers;
    private final FileMischief files;
    private int planned;
    private int happened;

    /// @param chance that of events
    Mischief(Simulation simulation, Schedule schedule, Chance chance) {
        this.simulation = simulation;
        this.schedule = schedule;
        this.chance = chance;
        time = simulation.time;
        computer = simulation.computer;
        trace = simulation.trace;
        machines = new MachineMischief(simulation, chance, this::forAWhile);
        strangers = new Strangers(simulation, chance, this::forAWhile);
        files = new FileMischief(simulation, chance, this::forAWhile);
    }

    /// Schedules the next event. The time of one that is left out passes all the same.
    void next() {
        if (planned < schedule.length()) {
            int number = planned++;
            chance.turnTo(Chance.Place.PAUSE, number);
            time.in(
                    pause(),
                    () -> {
                        chance.turnTo(Chance.Place.EVENT, number);
                        simulation.chance.turnTo(Chance.Place.EVENT, number);
                        if (schedule.kept().get(number)) {
                            trace.event(number);
                            happen();
                        }
                        happened++;
                        next();
                    });
        }
    }

    boolean isOver() {
        return happened >= schedule.length();
    }

    /// Whether some have been, or are about to be, and more are to come.
    boolean isUnderWay() {
        return planned > 0 && !isOver();
    }

    /// How many events there were, left out or not.
    int happened() {
        return happened;
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
        } else if (kind < 50) {
            outsideHand();
        } else if (kind < 59) {
            strangers.happen();
        } else if (kind < 62) {
            clock();
        } else if (kind < 71) {
            mood();
        } else if (kind < 83) {
            engineTrouble();
        } else if (kind < 91) {
            files.happen();
        } else {
            simulation.mortality.dieAfter(chance.below(25));
            trace.say("fate", () -> "the keeper will be killed");
        }
    }

    private void click() {
        simulation.ask(
                switch (chance.below(24)) {
                    case 0, 1, 2, 3 -> new Command.Start();
                    case 4, 5, 6 -> new Command.Pause();
                    case 7, 8 -> new Command.Restart();
                    case 9, 10, 11 -> new Command.Repair();
                    case 12 -> new Command.Repair(Set.of(chance.pick(List.of(Consent.values()))));
                    case 13 -> new Command.Reset(EraseScope.KEEP_DATA);
                    case 14 -> new Command.Reset(EraseScope.EVERYTHING);
                    case 15, 16, 17 -> simulation.person.setUp();
                    case 18 -> simulation.person.setUpFromDraft(simulation.draft);
                    case 19, 20, 21 -> new Command.GiveUp();
                    case 22 -> repairAgreeingToAll();
                    default -> new Command.Quit();
                });
    }

    /// Also that whoever else uses the data is taken away; draws nothing.
    private Command repairAgreeingToAll() {
        return new Command.Repair(
                Set.of(Consent.values()),
                computer.onOurData().stream()
                        .filter(one -> !one.byUs)
                        .map(one -> one.id.value())
                        .findFirst());
    }

    // -- the computer

    private void outsideHand() {
        if (computer.ourMachine().isPresent() && chance.oneIn(3)) {
            machines.happen();
            return;
        }
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
        computer.ours()
                .ifPresent(one -> {
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

    /// The computer sleeps, or somebody sets its clock, at times back again later.
    private void clock() {
        if (chance.oneIn(2)) {
            var length = chance.seconds(60, 7200);
            say("the computer sleeps " + length, () -> time.sleep(length));
            if (chance.oneIn(2)) {
                var drowsy = chance.seconds(5, 48);
                say("its service wakes after " + drowsy, () -> computer.drowsy(drowsy));
            }
            return;
        }
        var length = chance.pick(List.of(Duration.ofHours(1), Duration.ofDays(365)));
        var further = chance.oneIn(2) ? length : length.negated();
        if (chance.oneIn(2)) {
            forAWhile(
                    "the clock is set by " + further,
                    () -> computer.setClock(further),
                    () -> computer.setClock(further.negated()));
        } else {
            say("the clock is set by " + further, () -> computer.setClock(further));
        }
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

    /// The service keeps falling, and all else is well.
    void keepsFalling() {
        mend();
        say("the service falls, again and again", () -> computer.mood = List.of(Temper.CRASHES));
    }

    /// The causes are gone; what they did is not.
    void mend() {
        planned = schedule.length();
        happened = schedule.length();
        simulation.faults.rate(0);
        files.mend();
        computer.sourceReachable = true;
        computer.signalsLost = false;
        computer.mood = List.of(Temper.GOOD);
        computer.containers.values().removeIf(one -> !one.byUs);
        machines.mend();
        trace.say("world", () -> "all causes are gone");
    }

    /// While nobody runs, files may get lost.
    void betweenLives(long lives) {
        chance.turnTo(Chance.Place.BETWEEN_LIVES, lives);
        files.betweenLives();
    }
}
