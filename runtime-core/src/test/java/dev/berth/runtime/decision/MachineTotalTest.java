package dev.berth.runtime.decision;

import static dev.berth.runtime.decision.Given.NOW;
import static dev.berth.runtime.decision.Given.RUN;
import static dev.berth.runtime.decision.Given.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Place;
import dev.berth.runtime.Settings.Others;
import dev.berth.runtime.decision.MachineStep.ClearMachine;
import dev.berth.runtime.decision.MachineStep.CreateMachine;
import dev.berth.runtime.decision.MachineStep.Move;
import dev.berth.runtime.decision.MachineStep.RemoveMachine;
import dev.berth.runtime.decision.MachineStep.ResizeMachine;
import dev.berth.runtime.decision.MachineStep.SetClock;
import dev.berth.runtime.decision.MachineStep.StartMachine;
import dev.berth.runtime.decision.MachineStep.StopMachine;
import dev.berth.runtime.decision.MachineStep.StopOther;
import dev.berth.runtime.decision.Situation.Recent;
import dev.berth.runtime.decision.Situation.Recent.Away;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.HostState.Machine;
import dev.berth.runtime.observation.EndpointState;
import dev.berth.runtime.observation.EngineState;
import dev.berth.runtime.observation.Fact;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Decides in every combination of how the machine stands, what is wanted and what happened, and
/// holds each step against what may be done to a machine at all.
final class MachineTotalTest {
    private static final List<Fact<HostState>> HOSTS =
            List.of(
                    unknown(),
                    Fact.known(Machines.ABSENT),
                    Fact.known(new HostState.Absent("berth", Machines.SMALL)),
                    Fact.known(Machines.HALF),
                    Fact.known(Machines.STOPPED),
                    Fact.known(Machines.STARTING),
                    Fact.known(Machines.RUNNING),
                    Fact.known(Machines.SILENT),
                    Fact.known(Machines.BLOCKED));

    private static final List<Optional<MachineRecord>> RECORDS =
            List.of(Optional.empty(), Optional.of(Machines.PLANNED), Optional.of(Machines.OURS));

    private static final List<Wish> WISHES =
            List.of(
                    new Wish.Idle(),
                    new Wish.Running(Optional.empty()),
                    new Wish.Paused(),
                    new Wish.SetUp(Optional.empty(), false),
                    new Wish.Nothing(false),
                    new Wish.Nothing(true),
                    new Wish.Quit(false, NOW.plusSeconds(30)),
                    new Wish.Quit(false, NOW.plusSeconds(3)),
                    new Wish.Quit(true, NOW.plusSeconds(30)));

    private static final List<History> HISTORIES =
            List.of(
                    History.none(),
                    Machines.failedStarts(1, Duration.ZERO),
                    Machines.failedStarts(2, Duration.ofMinutes(20)),
                    Machines.failedStarts(3, Duration.ofSeconds(5)),
                    Machines.failedStarts(9, Duration.ofMinutes(20)),
                    Machines.agreed("rebuild"),
                    Machines.agreed("stop-other"),
                    Machines.of(Machines.began("start-machine", NOW.minusSeconds(400))),
                    Machines.of(Machines.failed("stop-machine", NOW.minusSeconds(60))),
                    Machines.of(Machines.done("stop-machine", NOW.minusSeconds(60))),
                    Stories.ladderSpent(),
                    Stories.givenUp(),
                    Stories.proven());

    private static final List<Fact<ContainerState>> CONTAINERS =
            List.of(
                    unknown(),
                    Fact.known(new ContainerState.Absent()),
                    Fact.known(Given.created()),
                    Fact.known(Given.exited(1)),
                    Fact.known(Given.running(RUN)));

    private static final List<Fact<DataFolder.State>> DATA =
            List.of(
                    unknown(),
                    Fact.known(new DataFolder.State.Present()),
                    Fact.known(new DataFolder.State.Gone()));

    private static final List<Fact<EndpointState>> ENDPOINTS =
            List.of(
                    Fact.known(
                            new EndpointState.Ready(
                                    List.of(), Optional.of(Duration.ofMinutes(-50)))),
                    Fact.known(new EndpointState.Refused()));

    private static final List<Recent> RECENTS =
            List.of(
                    Recent.NOTHING,
                    Recent.woken(NOW.minusSeconds(5)),
                    Recent.NOTHING.away(Optional.of(new Away(true, NOW.minus(Hosting.STARTING)))),
                    Recent.NOTHING.away(Optional.of(new Away(false, NOW.minus(Hosting.SILENCE)))));

    private static final List<Fact<Boolean>> CROWDED =
            List.of(unknown(), Fact.known(true), Fact.known(false));

    private int count;

    @Test
    void noCombinationTouchesAMachineAsItMayNot() {
        for (var host : HOSTS) {
            for (var ours : RECORDS) {
                for (var wish : WISHES) {
                    for (var history : HISTORIES) {
                        inEachWay(given(host, ours).wish(wish).history(history));
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(50_000);
    }

    private static Given given(Fact<HostState> host, Optional<MachineRecord> ours) {
        var given = Machines.given(Machines.RUNNING).host(host);
        given.kept(
                given.kept
                        .withMachine(ours)
                        .withCleanUps(
                                List.of(
                                        new CleanUp.ServiceFiles(),
                                        new CleanUp.Notes(EraseScope.EVERYTHING))));
        return given;
    }

    private void inEachWay(Given given) {
        var runs =
                given.host instanceof Known<HostState>(HostState.Running _)
                        ? CONTAINERS
                        : List.<Fact<ContainerState>>of(Fact.notLooked());
        for (var container : runs) {
            for (var data : DATA) {
                for (var recent : RECENTS) {
                    given.container(container).data(data).recent(recent);
                    for (var endpoint : ENDPOINTS) {
                        given.endpoint = endpoint;
                        for (var crowded : CROWDED) {
                            given.crowded = crowded;
                            given.engine =
                                    given.host instanceof Known<HostState>(HostState.Running _)
                                            ? Fact.known(Given.usable())
                                            : Fact.<EngineState>notLooked();
                            hold(given.situation());
                        }
                    }
                }
            }
        }
    }

    private void hold(Situation now) {
        count++;
        var step = Decision.next(now);
        broken(now, step).ifPresent(rule -> fail("%s%n  but %s%n  in %s", rule, step, now));
        Projection.of(now, step); // total too
    }

    private static Optional<String> broken(Situation now, Step step) {
        if (step instanceof Step.Resting resting) {
            return when(
                    resting.lookAgain().isPositive()
                            && resting.lookAgain().compareTo(Duration.ofHours(1)) <= 0,
                    "rest is bounded");
        }
        return step instanceof MachineStep act
                ? wish(now, act).or(() -> facts(now, act)).or(() -> budget(now, act))
                : when(
                        !(step instanceof Step.Create || step instanceof Step.Start)
                                || now.seen().host()
                                        instanceof Known<HostState>(HostState.Running _),
                        "nothing is made or started in a machine that does not run");
    }

    private static Optional<String> wish(Situation now, MachineStep act) {
        return switch (now.wish()) {
            case Wish.Running _ -> Optional.empty();
            case Wish.SetUp _ ->
                    when(!(act instanceof SetClock), "a set-up has nothing that could drift");
            case Wish.Paused _ ->
                    when(
                            act instanceof StopMachine || act instanceof ClearMachine,
                            "a pause at most stops");
            case Wish.Quit quit ->
                    when(
                            act instanceof StopMachine stop
                                    && !quit.leaveRunning()
                                    && now.seen().crowded().equals(Fact.known(false))
                                    && !quit.giveUpAt().isBefore(now.now().plus(stop.deadline())),
                            "whoever quits stops a machine that is known to be empty, in time");
            case Wish.Idle _, Wish.Nothing _ -> Optional.of("nobody wants a machine");
        };
    }

    private static Optional<String> facts(Situation now, MachineStep act) {
        if (!(now.seen().host() instanceof Known<HostState>(Machine host))) {
            return Optional.of("rule 1: nothing is done on unknown");
        }
        var ours = now.kept().dwelling().machine();
        var agreed = now.history().machine().agreed();
        return switch (act) {
            case CreateMachine _ ->
                    when(
                            host instanceof HostState.Absent(_, var computer)
                                    && computer.equals(Machines.LARGE)
                                    && now.seen()
                                            .data()
                                            .equals(Fact.known(new DataFolder.State.Present())),
                            "made where there is none, with room, on data that is there");
            case StartMachine(var one) ->
                    when(
                            host instanceof HostState.Stopped
                                    && ours.equals(Optional.of(one))
                                    && now.seen()
                                            .data()
                                            .equals(Fact.known(new DataFolder.State.Present())),
                            "ours, stopped, on data that is there");
            case StopMachine(var one, _, _) -> isThere(host, ours.equals(Optional.of(one)));
            case ClearMachine(var one) -> isThere(host, ours.equals(Optional.of(one)));
            case SetClock(var one, _) -> isThere(host, ours.equals(Optional.of(one)));
            case ResizeMachine(var one) ->
                    when(
                            host instanceof HostState.Stopped && ours.isPresent(),
                            "resized while stopped: " + one);
            case RemoveMachine(var one) ->
                    when(
                            ours.equals(Optional.of(one))
                                    && (agreed.contains(Consent.REBUILD)
                                            || (host instanceof HostState.HalfMade
                                                    && one.identity().isEmpty())),
                            "ours goes when it was never finished, or with consent");
            case StopOther(var name) ->
                    when(
                            host instanceof HostState.BlockedBy(_, var other)
                                    && other.equals(name)
                                    && (agreed.contains(Consent.STOP_OTHER)
                                            || now.settings().dwelling().others()
                                                    == Others.ALWAYS_STOP),
                            "rule 2: another one is stopped on the person's word only");
            case Move(var to) -> when(to != Place.APART, "it lives there already");
        };
    }

    private static Optional<String> isThere(Machine host, boolean ours) {
        return when(
                ours && !(host instanceof HostState.Absent || host instanceof HostState.HalfMade),
                "ours, and it is there");
    }

    private static Optional<String> budget(Situation now, MachineStep act) {
        var next = now.history().machine().trouble().nextTry();
        return when(
                act instanceof SetClock
                        || now.wish() instanceof Wish.Quit
                        || next.filter(at -> !now.now().isBefore(at)).isPresent(),
                "nothing is tried before its time");
    }

    private static Optional<String> when(boolean holds, String rule) {
        return holds ? Optional.empty() : Optional.of(rule);
    }
}
