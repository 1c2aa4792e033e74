package dev.berth.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.runtime.Berth;
import dev.berth.runtime.Berth.LostContact;
import dev.berth.runtime.Choices.Answer;
import dev.berth.runtime.Choices.Why;
import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.Home;
import dev.berth.runtime.Place;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Screens.Word;
import dev.berth.runtime.SetUpWishes.Dwelling;
import dev.berth.runtime.Setting;
import dev.berth.runtime.Settings;
import dev.berth.runtime.wire.Contact.Connected;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a window asks of another process's keeper: choices, the first run, its own place.
@Timeout(30)
final class WindowWireTest {
    private final ScriptedBerth berth = new ScriptedBerth();
    private final LinkedBlockingQueue<Word> told = new LinkedBlockingQueue<>();
    private Home home;
    private KeeperSocket keeper;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        home = Home.under(folder);
        keeper = KeeperSocket.open(place(), berth, "0.1.0", Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        berth.firstRun.mayLook.countDown();
        keeper.close();
    }

    private SocketPlace place() {
        return new SocketPlace(home, Map.of(), Path.of("/tmp"));
    }

    private Berth client() {
        var greeting =
                new Greeting(
                        place(), home.run(), "0.1.0", Clock.systemUTC(), Duration.ofSeconds(5));
        return ((Connected) greeting.connect()).berth();
    }

    // -- choices

    @Test
    void settingsTravelWhole() {
        var all =
                new Settings(
                        Optional.of("localhost/openclaw:1"),
                        Optional.of(
                                new Provider(
                                        ProviderKind.CUSTOM,
                                        Optional.of(URI.create("http://127.0.0.1:9999/v1")),
                                        Optional.of("small"))),
                        OptionalInt.of(20_000),
                        OptionalLong.of(4096),
                        Optional.of(Duration.ofMinutes(2)),
                        true,
                        new Settings.Fetching(
                                Optional.of("https://mirror.example:5000"),
                                Optional.of("http://me:pass@proxy.example:3128")),
                        Optional.of(Path.of("/opt/\u00fc/engine")),
                        true,
                        false,
                        new Settings.Look(Optional.of("de"), Settings.Theme.DARK),
                        Settings.Dwelling.usual(),
                        Settings.Access.usual(),
                        OptionalLong.of(20));
        berth.choices.answer = new Answer.Are(all, ScriptedChoices.IN_USE);
        try (var client = client()) {
            assertThat(client.choices().now()).isEqualTo(berth.choices.answer);
            berth.choices.answer = new Answer.Are(Settings.none(), ScriptedChoices.IN_USE);
            assertThat(client.choices().now()).isEqualTo(berth.choices.answer);
        }
    }

    @Test
    void aChoiceArrivesAndSoDoesItsRefusal() throws InterruptedException {
        try (var client = client()) {
            client.choices().choose(Setting.THEME, Optional.of("dark"));
            assertThat(berth.choices.chosen.take())
                    .isEqualTo(new ScriptedChoices.Chosen(Setting.THEME, Optional.of("dark")));
            berth.choices.answer = new Answer.Refused(Why.PROGRAM_MISSING, "There is none.");
            assertThat(client.choices().choose(Setting.ENGINE_PROGRAM, Optional.empty()))
                    .isEqualTo(berth.choices.answer);
            assertThat(berth.choices.chosen.take().value()).isEmpty();
        }
    }

    @Test
    void aLostKeeperIsARefusal() {
        try (var client = client()) {
            keeper.close();
            assertThat(client.choices().now()).isInstanceOf(Answer.Refused.class);
            assertThat(client.screens().show(View.STATE)).isFalse();
            assertThatThrownBy(() -> client.firstRun().draft()).isInstanceOf(LostContact.class);
        }
    }

    // -- the one window

    @Test
    void theWindowIsToldWhatOthersWantToSee() throws InterruptedException {
        try (var window = client();
                var other = client()) {
            assertThat(other.screens().show(View.LOG)).as("nobody is there").isFalse();
            berth.window.trayIs(true);
            assertThat(window.screens().attend(told::add)).isPresent();
            assertThat(told.take()).isEqualTo(new Word.Tray(true));
            for (var view : View.values()) {
                assertThat(other.screens().show(view)).isTrue();
                assertThat(told.take()).isEqualTo(new Word.Show(view));
            }
            berth.window.trayIs(false);
            assertThat(told.take()).isEqualTo(new Word.Tray(false));
        }
    }

    @Test
    void aSecondWindowIsTurnedAwayUntilTheFirstHasLeft() throws InterruptedException {
        try (var first = client();
                var second = client()) {
            var place = first.screens().attend(_ -> {}).orElseThrow();
            assertThat(second.screens().attend(told::add)).isEmpty();
            place.close();
            assertThat(first.status()).isNotNull();
            awaitFree(second);
            assertThat(told.take()).isEqualTo(new Word.Tray(false));
        }
    }

    @Test
    void aDeadConnectionFreesThePlace() throws Exception {
        var socket = home.run().resolve("berth.sock");
        try (var second = client()) {
            try (var dying = RawClient.greeted(socket)) {
                dying.write("{\"id\":1,\"ask\":\"attend\"}");
                dying.read();
                assertThat(second.screens().attend(told::add)).isEmpty();
            }
            awaitFree(second);
        }
    }

    /// The keeper hears of an end on another thread; every try asks it once more.
    private void awaitFree(Berth client) {
        while (client.screens().attend(told::add).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    // -- the first run

    @Test
    void checksTravelWhole() {
        berth.firstRun.checks =
                List.of(
                        new Check(
                                Part.ENGINE,
                                Verdict.BAD,
                                "It is not there.",
                                Optional.empty(),
                                new Cure.Install("apt install it"),
                                List.of("one", "two")),
                        new Check(
                                Part.ROOM,
                                Verdict.POOR,
                                "There is little.",
                                Optional.of(900L),
                                new Cure.ByHand("df"),
                                List.of()),
                        new Check(
                                Part.MEMORY,
                                Verdict.GOOD,
                                "There is enough.",
                                Optional.of(8000L),
                                new Cure.None(),
                                List.of()),
                        new Check(
                                Part.ENGINE,
                                Verdict.BAD,
                                "It is too old.",
                                Optional.empty(),
                                new Cure.AsSaid(
                                        Problem.of(ProblemKind.ENGINE_TOO_OLD, List.of("4.0"))),
                                List.of()));
        berth.firstRun.mayLook.countDown();
        try (var client = client()) {
            assertThat(client.firstRun().checkUp()).isEqualTo(berth.firstRun.checks);
            assertThat(berth.firstRun.lookedAt).isEmpty();
            client.firstRun().checkUp(Optional.of(Place.APART));
            assertThat(berth.firstRun.lookedAt).contains(Place.APART);
        }
    }

    @Test
    void aLongLookHoldsUpNothingElse() throws Exception {
        try (var client = client()) {
            var looking = new LinkedBlockingQueue<List<Check>>();
            Thread.ofVirtual().start(() -> looking.add(client.firstRun().checkUp()));
            assertThat(client.log(1)).isEmpty();
            assertThat(client.choices().now()).isInstanceOf(Answer.Are.class);
            assertThat(looking).isEmpty();
            berth.firstRun.mayLook.countDown();
            assertThat(looking.take()).isEmpty();
        }
    }

    @Test
    void anInstallationTellsHowFarItIsAndHowItEnded() throws InterruptedException {
        var shares = new LinkedBlockingQueue<OptionalDouble>();
        try (var client = client()) {
            var stage = client.firstRun().install(shares::add).toCompletableFuture();
            var progress = berth.firstRun.installing.take();
            for (var share : List.of(OptionalDouble.empty(), OptionalDouble.of(0.25))) {
                progress.accept(share);
                assertThat(shares.take()).isEqualTo(share);
            }
            assertThat(stage).isNotDone();
            berth.firstRun.installed.complete(new Installation.Failed(List.of("no room")));
            assertThat(stage.join()).isEqualTo(new Installation.Failed(List.of("no room")));
        }
    }

    @Test
    void everyEndOfAnInstallationArrives() {
        var ends = new ArrayList<Installation>();
        ends.add(new Installation.Installed());
        ends.add(new Installation.Declined());
        ends.add(new Installation.NotPossible(Optional.of("apt install it")));
        ends.add(new Installation.NotPossible(Optional.empty()));
        for (var end : ends) {
            assertThat(FirstRunJson.installation(FirstRunJson.write(end))).contains(end);
        }
    }

    @Test
    void aDraftTravelsWholeAndItsKeyOneWay() throws InterruptedException {
        var draft =
                new Draft(
                        Page.PROVIDER,
                        Optional.of(
                                new Provider(
                                        ProviderKind.LOCAL,
                                        Optional.of(URI.create("http://127.0.0.1:1/v1")),
                                        Optional.of("m"))),
                        true,
                        true,
                        Optional.of(Path.of("/media/\u00fc.tar")),
                        Optional.of(
                                new Dwelling(
                                        Place.APART, Optional.of(Path.of("/media/\u00fc.raw")))));
        try (var client = client()) {
            assertThat(client.firstRun().draft()).isEmpty();
            client.firstRun().keep(draft, Optional.of("sk-secret"));
            assertThat(berth.firstRun.kept.take())
                    .isEqualTo(new ScriptedFirstRun.Kept(draft, Optional.of("sk-secret")));
            client.firstRun().keep(draft, Optional.empty());
            assertThat(berth.firstRun.kept.take().key()).isEmpty();

            berth.firstRun.draft = Optional.of(draft);
            assertThat(client.firstRun().draft()).contains(draft);
            client.firstRun().forget();
            assertThat(client.firstRun().draft()).isEmpty();

            berth.firstRun.refusal = Optional.of("The disk is full.");
            assertThatThrownBy(() -> client.firstRun().keep(draft, Optional.empty()))
                    .isInstanceOf(LostContact.class)
                    .hasMessage("The disk is full.");
        }
    }

    @Test
    void givingUpArrives() throws InterruptedException {
        try (var client = client()) {
            var _ = client.ask(new Command.GiveUp());
            assertThat(berth.asked.take().command()).isEqualTo(new Command.GiveUp());
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaid() throws IOException {
        try (var raw = RawClient.greeted(home.run().resolve("berth.sock"))) {
            for (var ask :
                    List.of(
                            "\"ask\":\"choose\",\"setting\":\"colour\",\"value\":\"x\"",
                            "\"ask\":\"show\",\"view\":\"nothing\"",
                            "\"ask\":\"keep-draft\",\"draft\":{\"page\":\"nowhere\"}",
                            "\"ask\":\"something-new\"")) {
                assertThat(raw.ask("{\"id\":7," + ask + "}"))
                        .contains("\"id\":7", "not-understood");
            }
        }
    }
}
