package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Place;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.Status;
import dev.berth.runtime.simulation.ServiceRun.Temper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One thing that a keeper does, from how it stands before to what a person wants of it.
///
/// @param before brings it about, without any death
/// @param act what is done meanwhile, and dies
/// @param wanted what must be reached in the end
/// @param again what the person asks for when it was not, because the keeper died before it had
///   taken what was asked
/// @param journalBytes how large a file of the journal may get
record CrashScenario(
        String name,
        Consumer<CrashStage> before,
        Consumer<CrashStage> act,
        Class<? extends Status> wanted,
        Command again,
        long journalBytes) {

    private static final long USUAL = 2 << 20;
    private static final Command START = new Command.Start();
    private static final Command SET_UP =
            new Command.SetUp(new SetUpWishes(Optional.empty(), Optional.empty()));
    private static final Command APART =
            new Command.SetUp(
                    new SetUpWishes(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new SetUpWishes.Dwelling(Place.APART, Optional.empty()))));
    private static final String BAD = "example.org/other:3";
    private static final Command BAD_RELEASE =
            new Command.SetUp(
                    new SetUpWishes(
                            Optional.of(new Source.Named(BAD)),
                            Optional.of(
                                    SetUpWishes.Keyed.usual(
                                            ProviderKind.OPENAI, "hush-hush-key-bad"))));
    private static final Command UPDATE =
            new Command.Update(new Source.Named("example.org/other:2"), Optional.empty());
    private static final Command BAD_UPDATE =
            new Command.Update(new Source.Named(BAD), Optional.empty());
    private static final Command REBUILD = new Command.Repair(Set.of(Consent.REBUILD));
    private static final Consumer<CrashStage> LIVE = CrashStage::settles;

    static List<CrashScenario> all() {
        return List.of(
                up("first set-up by name", CrashScenario::nothing, asking(SET_UP), SET_UP),
                up(
                        "first set-up from a file",
                        CrashScenario::nothing,
                        asking(fromFile()),
                        fromFile()),
                up(
                        "start",
                        ready().andThen(asking(new Command.Quit()))
                                .andThen(CrashStage::liveUntilEnd),
                        LIVE,
                        START),
                up("adopt", ready().andThen(CrashScenario::loseNotes), LIVE, START),
                up("fall and restart in place", ready(), CrashScenario::fall, START),
                up(
                        "fall and replace",
                        ready().andThen(CrashScenario::fall).andThen(CrashScenario::fall),
                        CrashScenario::fall,
                        START),
                up(
                        "port taken",
                        ready().andThen(asking(new Command.Quit()))
                                .andThen(CrashStage::liveUntilEnd)
                                .andThen(CrashScenario::takePort),
                        LIVE,
                        START),
                up(
                        "address taken",
                        ready().andThen(asking(new Command.Quit()))
                                .andThen(CrashStage::liveUntilEnd)
                                .andThen(CrashScenario::takeAddress),
                        LIVE,
                        START),
                up(
                        "address taken and notes lost",
                        ready().andThen(asking(new Command.Quit()))
                                .andThen(CrashStage::liveUntilEnd)
                                .andThen(CrashScenario::takeAddress)
                                .andThen(CrashScenario::loseNotes),
                        LIVE,
                        START),
                new CrashScenario(
                        "pause",
                        ready(),
                        asking(new Command.Pause()),
                        Status.Paused.class,
                        new Command.Pause(),
                        USUAL),
                up("resume", ready().andThen(asking(new Command.Pause())), asking(START), START),
                up("restart", ready(), asking(new Command.Restart()), START),
                up(
                        "repair",
                        ready().andThen(CrashScenario::giveUp),
                        asking(new Command.Repair()),
                        new Command.Repair()),
                up("another provider", ready(), asking(provider()), provider()),
                up("another release", ready(), asking(release()), release()),
                up("a release that does not come up", ready(), CrashScenario::goBack, START),
                up("another memory limit", ready(), CrashScenario::allowMore, START),
                up(
                        "given up and repaired",
                        ready().andThen(CrashScenario::fallAndGiveUp),
                        asking(new Command.Repair()),
                        new Command.Repair()),
                new CrashScenario(
                        "first set-up given up",
                        CrashScenario::nothing,
                        CrashScenario::giveUpSetUp,
                        Status.NotSetUp.class,
                        new Command.Reset(EraseScope.KEEP_DATA),
                        USUAL),
                down("reset, data kept", ready(), EraseScope.KEEP_DATA),
                down("reset, everything erased", ready(), EraseScope.EVERYTHING),
                down(
                        "reset, everything and the copies erased",
                        copied(),
                        EraseScope.EVERYTHING_AND_COPIES),
                down(
                        "reset while the engine refuses",
                        ready().andThen(CrashScenario::refuse),
                        EraseScope.EVERYTHING),
                up(
                        "quit",
                        ready(),
                        asking(new Command.Quit()).andThen(CrashStage::liveUntilEnd).andThen(LIVE),
                        START),
                up("first set-up in a machine", CrashScenario::nothing, asking(APART), APART),
                up(
                        "the machine died",
                        asking(APART),
                        stage -> {
                            stage.computer.halt(stage.computer.ourMachine().orElseThrow());
                            stage.settles();
                        },
                        START),
                up(
                        "the machine is rebuilt",
                        asking(APART).andThen(CrashStage::serviceWrites),
                        asking(REBUILD),
                        START),
                down("reset of a machine", asking(APART), EraseScope.EVERYTHING),
                up("a safety copy", ready(), asking(new Command.MakeCopy()), START),
                up("a safety copy is brought back", copied(), CrashScenario::bringBack, START),
                up(
                        "a safety copy with which nothing is ready",
                        copied(),
                        stage -> {
                            stage.spoiltBy("old");
                            bringBack(stage);
                        },
                        START),
                up("an update", ready(), asking(UPDATE), UPDATE),
                up(
                        "an update that does not come up",
                        learned(),
                        CrashScenario::updateInVain,
                        START),
                new CrashScenario(
                        "the journal is rotated",
                        ready(),
                        CrashScenario::fall,
                        Status.Supervised.class,
                        START,
                        600));
    }

    private static CrashScenario up(
            String name, Consumer<CrashStage> before, Consumer<CrashStage> act, Command again) {
        return new CrashScenario(name, before, act, Status.Supervised.class, again, USUAL);
    }

    private static CrashScenario down(String name, Consumer<CrashStage> before, EraseScope scope) {
        var reset = new Command.Reset(scope);
        return new CrashScenario(name, before, asking(reset), Status.NotSetUp.class, reset, USUAL);
    }

    private static Command fromFile() {
        return new Command.SetUp(
                new SetUpWishes(
                        Optional.of(new Source.FromFile(Path.of("/media/release.tar"))),
                        Optional.of(
                                SetUpWishes.Keyed.usual(
                                        ProviderKind.OPENAI, "hush-hush-key-file"))));
    }

    private static Command provider() {
        return new Command.SetUp(
                new SetUpWishes(
                        Optional.empty(),
                        Optional.of(
                                SetUpWishes.Keyed.usual(
                                        ProviderKind.OPENAI, "hush-hush-key-new"))));
    }

    private static Command release() {
        return new Command.SetUp(
                new SetUpWishes(
                        Optional.of(new Source.Named("example.org/other:2")), Optional.empty()));
    }

    private static Consumer<CrashStage> asking(Command command) {
        return stage -> {
            stage.ask(command);
            if (!(command instanceof Command.Quit)) {
                stage.settles();
            }
        };
    }

    /// Set up, ready, and the service has written something.
    private static Consumer<CrashStage> ready() {
        return stage -> {
            asking(SET_UP).accept(stage);
            stage.serviceWrites();
        };
    }

    /// Ready, with a copy, and the service has learnt more since.
    private static Consumer<CrashStage> copied() {
        return ready().andThen(stage -> stage.serviceLearns("old"))
                .andThen(asking(new Command.MakeCopy()))
                .andThen(stage -> stage.serviceLearns("new"));
    }

    private static void bringBack(CrashStage stage) {
        stage.ask(new Command.Restore(stage.newestCopy()));
        stage.settles();
    }

    /// Ready, and the service knows something.
    private static Consumer<CrashStage> learned() {
        return ready().andThen(stage -> stage.serviceLearns("old"));
    }

    /// The other release changes the data, so that the one of before would not come up with it.
    static void updateInVain(CrashStage stage) {
        stage.computer.bad.add("sha256:" + BAD.hashCode());
        stage.computer.ruin = () -> stage.serviceLearns("ruined");
        stage.spoiltBy("ruined");
        stage.ask(BAD_UPDATE);
        stage.settles();
    }

    private static void nothing(CrashStage stage) {
        assert stage.computer.containers.isEmpty();
    }

    /// What was chosen before holds again: with the new choice nothing is ever ready.
    private static void goBack(CrashStage stage) {
        stage.computer.bad.add("sha256:" + BAD.hashCode());
        stage.ask(BAD_RELEASE);
        stage.settles();
    }

    private static void fall(CrashStage stage) {
        stage.computer.end(stage.ours(), 1, false);
        stage.live(Duration.ofSeconds(1));
        stage.settles();
    }

    private static void allowMore(CrashStage stage) {
        stage.allow(4096);
        stage.live(Duration.ofSeconds(1));
        stage.settles();
    }

    private static void fallAndGiveUp(CrashStage stage) {
        stage.computer.mood = List.of(Temper.CRASHES);
        stage.computer.end(stage.ours(), 1, false);
        stage.live(Duration.ofSeconds(1));
        stage.ask(new Command.GiveUp());
        stage.live(Duration.ofSeconds(1));
        stage.computer.mood = List.of(Temper.GOOD);
    }

    private static void giveUpSetUp(CrashStage stage) {
        stage.ask(SET_UP);
        stage.live(Duration.ofSeconds(2));
        stage.ask(new Command.GiveUp());
        stage.settles();
    }

    private static void loseNotes(CrashStage stage) {
        stage.kill();
        stage.lose(stage.home.state().resolve("runtime-state.json"));
    }

    private static void takePort(CrashStage stage) {
        stage.computer.taken.add(stage.ours().port);
    }

    /// Another program has the address that the person knows.
    private static void takeAddress(CrashStage stage) {
        stage.computer.taken.add(stage.kept().preferredPort().orElseThrow());
    }

    private static void giveUp(CrashStage stage) {
        stage.computer.mood = List.of(Temper.CRASHES);
        stage.computer.end(stage.ours(), 1, false);
        stage.live(Duration.ofMinutes(2));
        stage.computer.mood = List.of(Temper.GOOD);
    }

    /// The engine refuses everything for two minutes.
    private static void refuse(CrashStage stage) {
        stage.faults.only(Faults.Fate.FAILS);
        stage.time.in(Duration.ofMinutes(2), () -> stage.faults.rate(0));
    }
}
