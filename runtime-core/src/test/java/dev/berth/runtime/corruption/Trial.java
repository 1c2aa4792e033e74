package dev.berth.runtime.corruption;

import dev.berth.runtime.Command;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.OperatorState.NeedsAttention;
import dev.berth.runtime.OperatorState.Ready;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.copies.errand.CopyDesk;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.news.News;
import dev.berth.runtime.observation.Observer;
import dev.berth.runtime.passage.ClosedPassage;
import dev.berth.runtime.service.GatewayConfiguration;
import dev.berth.runtime.service.Models;
import dev.berth.runtime.simulation.Surroundings;
import dev.berth.runtime.simulation.Surroundings.Before;
import dev.berth.runtime.source.ReleaseTags;
import dev.berth.runtime.store.Drive;
import dev.berth.runtime.store.FileSecrets;
import dev.berth.runtime.store.FolderData;
import dev.berth.runtime.store.HomeFolders;
import dev.berth.runtime.store.HomeLock;
import dev.berth.runtime.store.JsonDraft;
import dev.berth.runtime.store.JsonOffer;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.JsonStateFile;
import dev.berth.runtime.store.JsonlJournal;
import dev.berth.runtime.store.UnusableFile;
import dev.berth.runtime.supervisor.Activities;
import dev.berth.runtime.supervisor.Supervisor;
import dev.berth.runtime.supervisor.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// One harm to one file of a home, and the lives of the keeper until the service is Ready again:
/// what a person does meanwhile is what they are told to.
final class Trial implements AutoCloseable {
    private static final Duration LONGEST_TURN = Duration.ofMinutes(40);
    private static final String LETTER = "letter of the person";

    /// The draft of the first run, by its path in a home.
    static final String DRAFT = "state/first-run.json";

    private static final Draft FILLED_IN =
            new Draft(
                    Page.OPTIONS,
                    Optional.of(Provider.usual(ProviderKind.OPENAI)),
                    true,
                    true,
                    Optional.of(Path.of("/media/release.tar")));

    private final TrialHome place;
    private final Surroundings surroundings;
    private final AtomicLong attempts = new AtomicLong();
    private Optional<HomeLock> lock = Optional.empty();
    private Optional<Supervisor> keeper = Optional.empty();
    private boolean noticed;

    Trial(TrialHome place, long seed) {
        this.place = place;
        surroundings = new Surroundings(seed, place.home().data(), place);
    }

    /// A home as the real code makes it, set up and once Ready.
    static Before prepared(TrialHome place) throws IOException {
        try (var trial = new Trial(place, 1)) {
            trial.wake();
            trial.surroundings.turn(trial.keeper.orElseThrow());
            trial.setUp();
            trial.expectReady();
            trial.drafts().keep(FILLED_IN, Optional.of("sk-the-next-key-of-this-person"));
            var file = place.home().data().resolve("letter");
            Files.writeString(file, LETTER);
            place.remember();
            var state = trial.states().peek();
            if (!(state instanceof JsonStateFile.Glimpse.Kept(var kept))) {
                throw new AssertionError("no state: " + state);
            }
            return new Before(
                    kept.instance(),
                    kept.container().orElseThrow(),
                    place.token().orElseThrow(),
                    true);
        }
    }

    /// Does the harm, and comes back to Ready.
    void suffer(Path file, Harm harm, Before before) throws IOException {
        place.restore();
        surroundings.pass(Duration.ofHours(1));
        surroundings.bringAbout(before, place.home().data());
        surroundings.pass(Duration.ofMinutes(1));
        harm.to(file);
        var bytes =
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) < 2_000_000
                        ? Optional.of(Files.readAllBytes(file))
                        : Optional.<byte[]>empty();
        if (file.equals(place.file(DRAFT))) {
            fillInAgain(file, bytes);
        }
        comeBack(file);
        if (bytes.isPresent() && noticed && !place.keeps(file, bytes.get())) {
            throw new AssertionError("what was bad is not kept aside");
        }
        noHarmDone(file, harm);
    }

    /// The wizard is opened again: what was filled in is read as it was, or put aside and filled in
    /// once more.
    private void fillInAgain(Path file, Optional<byte[]> bytes) throws IOException {
        try {
            if (drafts().load().isEmpty() && bytes.isPresent() && !place.keeps(file, bytes.get())) {
                throw new AssertionError("a bad draft is not kept aside");
            }
            drafts().keep(FILLED_IN, Optional.empty());
            if (!drafts().load().orElseThrow().page().equals(FILLED_IN.page())) {
                throw new AssertionError("a draft is not kept");
            }
        } catch (UnusableFile e) {
            Sentences.check(String.valueOf(e.getMessage()), place);
            Sentences.names(String.valueOf(e.getMessage()), file);
        }
    }

    private void comeBack(Path file) throws IOException {
        for (var tries = 0; tries < 4; tries++) {
            var refused = wake();
            if (refused.isPresent()) {
                Sentences.check(refused.get(), place);
                Sentences.names(refused.get(), file);
                noticed = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                keepAndMend(file);
                noticed = false;
            } else if (settled(file)) {
                return;
            }
        }
        throw new AssertionError("leads nowhere: " + keeper.map(Supervisor::status));
    }

    /// The person puts the bad file away and a copy of the good one in its place.
    private void keepAndMend(Path file) throws IOException {
        sleep();
        place.restore(file);
    }

    /// Lives until Ready, doing what is asked for on the way.
    ///
    /// @return whether it got there; else the keeper was ended and the file mended
    private boolean settled(Path file) throws IOException {
        for (var asked = 0; asked < 4; asked++) {
            var report = restingReport();
            switch (report.status()) {
                case Status.Supervised(Ready _) -> {
                    tellsAll();
                    return true;
                }
                case Status.Paused _ -> keeper.orElseThrow().ask(new Command.Start());
                case Status.NotSetUp _ -> setUp();
                case Status.Supervised(NeedsAttention(var problem)) -> mend(problem, file);
                case Status.Supervised _, Status.NotRunning _ ->
                        throw new AssertionError("does not settle: " + report);
            }
        }
        return false;
    }

    private void mend(Problem problem, Path file) throws IOException {
        switch (problem.kind()) {
            case SETTINGS_UNREADABLE, STATE_UNWRITABLE, CANNOT_TELL -> {
                Sentences.names(problem.sentence(), file);
                place.restore(file);
                if (problem.kind() != ProblemKind.SETTINGS_UNREADABLE) {
                    keeper.orElseThrow().ask(new Command.Repair());
                }
            }
            case TOKEN_REFUSED, START_FAILED -> keeper.orElseThrow().ask(new Command.Repair());
            default -> throw new AssertionError("an unfitting problem: " + problem);
        }
    }

    private void setUp() {
        keeper.orElseThrow()
                .ask(
                        new Command.SetUp(
                                new SetUpWishes(
                                        Optional.empty(),
                                        Optional.of(
                                                SetUpWishes.Keyed.usual(
                                                        ProviderKind.OPENAI,
                                                        "sk-the-key-of-this-person")))));
    }

    private void expectReady() {
        for (var n = 0; n < 3; n++) {
            if (restingReport().status() instanceof Status.Supervised(Ready _)) {
                return;
            }
        }
        throw new AssertionError("not ready: " + keeper.orElseThrow().status());
    }

    /// The report in which it rests: Ready, or nothing new for a while.
    private StatusReport restingReport() {
        var supervisor = keeper.orElseThrow();
        var end = surroundings.clock().instant().plus(LONGEST_TURN);
        var quiet = 0;
        surroundings.turn(supervisor);
        while (surroundings.clock().instant().isBefore(end)) {
            var before = supervisor.status();
            place.learn();
            surroundings.turn(supervisor);
            var now = supervisor.status();
            Sentences.check(now, place);
            if (now.status() instanceof Status.Supervised(Ready _)) {
                return now;
            }
            quiet =
                    now.status().equals(before.status())
                                    && !(now.status()
                                            instanceof
                                            Status.Supervised(
                                                    dev.berth.runtime.OperatorState.Starting _))
                            ? quiet + 1
                            : 0;
            if (quiet > 8) {
                return now;
            }
        }
        return supervisor.status();
    }

    // -- what must hold

    private void tellsAll() throws IOException {
        for (var activity : Activities.of(journal().newest(200))) {
            Sentences.check(activity.text() + " " + activity.detail().orElse(""), place);
            noticed |= activity.step().endsWith("-unreadable");
        }
    }

    private void noHarmDone(Path file, Harm harm) throws IOException {
        if (surroundings.services() != 1) {
            throw new AssertionError(surroundings.services() + " services");
        }
        if (!place.contentOf(place.home().data().resolve("letter")).equals(LETTER)) {
            throw new AssertionError("the data is not what it was");
        }
        if (harm instanceof Harm.Place(var kind, var elsewhere)
                && kind == Harm.Place.Kind.LINK_ELSEWHERE
                && !Files.exists(elsewhere.resolve("other"))) {
            throw new AssertionError("what is not ours is gone: " + file);
        }
    }

    // -- the keeper

    private Drafts drafts() {
        return new Drafts(
                new JsonDraft(place.home().state(), surroundings.clock()),
                new FileSecrets(place.home().state().resolve("secrets"), new SecureRandom()));
    }

    private JsonlJournal journal() {
        return new JsonlJournal(place.home().state());
    }

    private JsonStateFile states() {
        return new JsonStateFile(place.home().state(), surroundings.clock(), UUID::randomUUID);
    }

    /// As the keeper begins.
    ///
    /// @return why it cannot, if so
    private Optional<String> wake() {
        sleep();
        var home = place.home();
        try {
            new HomeFolders(home).prepare();
            if (!(HomeLock.attempt(home.state(), new HomeLock.Holder(1, Instant.EPOCH, "x"))
                    instanceof HomeLock.Attempt.Taken(var taken))) {
                throw new AssertionError("the lock is held");
            }
            lock = Optional.of(taken);
            keeper = Optional.of(new Supervisor(world(), true));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private World world() {
        var home = place.home();
        var secrets = new FileSecrets(home.state().resolve("secrets"), new SecureRandom());
        var configuration = new GatewayConfiguration(home.data());
        var doorway = surroundings.doorway();
        var data = new FolderData(home.data(), 1, Drive.ofThisComputer());
        return new World(
                surroundings.host(),
                new Observer(
                        surroundings.host(),
                        surroundings.probe(),
                        configuration,
                        surroundings.ports(),
                        doorway,
                        data,
                        secrets,
                        surroundings.clock()),
                surroundings.source(),
                ReleaseTags.none(),
                new JsonOffer(home.state()),
                Runnable::run,
                configuration,
                (_, _, _) -> new Models.Reply.Has("tiny"),
                new ClosedPassage(),
                doorway,
                data,
                CopyDesk.none(),
                secrets,
                states(),
                surroundings.heard(journal()),
                new JsonSettings(home.settingsFile(), surroundings.clock()),
                new News<>(Settings.none()),
                drafts(),
                surroundings.clock(),
                surroundings::uptime,
                () -> "trial-" + attempts.incrementAndGet(),
                new StatusReport.Supervisor(1, "trial"));
    }

    private void sleep() {
        keeper.ifPresent(Supervisor::close);
        keeper = Optional.empty();
        lock.ifPresent(held -> {
            try {
                held.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        lock = Optional.empty();
    }

    @Override
    public void close() {
        sleep();
    }
}
