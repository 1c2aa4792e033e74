package dev.berth.runtime.doctor;

import dev.berth.runtime.Examination;
import dev.berth.runtime.Home;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Sign;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.door.Occupants;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.Insight;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.source.Reach;
import dev.berth.runtime.store.FolderData;
import dev.berth.runtime.store.JsonSettings;
import dev.berth.runtime.store.JsonStateFile;
import dev.berth.runtime.store.JsonStateFile.Glimpse;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.wire.Contact;
import dev.berth.runtime.wire.KeeperClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// All checks of one home. Any thread; the caller waits, at most two seconds and a half.
public final class HomeCheckUp {

    /// Shorter than all together, so that what was begun can be ended.
    private static final Duration EACH = Duration.ofMillis(1300);

    private static final Duration ALTOGETHER = Duration.ofMillis(1900);

    private final Means means;

    public HomeCheckUp(Means means) {
        this.means = means;
    }

    /// What it works with.
    ///
    /// @param root of the system's own files
    /// @param environment ours
    /// @param version of this program
    /// @param host where the engine runs, or would
    /// @param insight asks the engine
    /// @param memoryMiB of this computer; 0 where it cannot be told
    /// @param files what the home's files say while no keeper runs
    public record Means(
            Home home,
            Path root,
            Map<String, String> environment,
            String version,
            Host host,
            Insight insight,
            LongSupplier memoryMiB,
            Supplier<StatusReport> files,
            Clock clock) {}

    /// Looks at everything once.
    ///
    /// @param told each sign as it is found
    public Examination examine(Consumer<Sign> told) {
        return new Examiner(checks(), EACH, ALTOGETHER, means.clock()).examine(told);
    }

    private List<Check> checks() {
        var home = means.home();
        var proc = means.root().resolve("proc");
        var account = Account.present(proc);
        var keeping = new Keeping(home, proc);
        var keeper = new Shared<>(this::ask);
        var stateFile = new JsonStateFile(home.state(), means.clock(), UUID::randomUUID);
        var settingsFile = new JsonSettings(home.settingsFile(), means.clock());
        var settings = chosen(settingsFile);
        var kept =
                stateFile.peek() instanceof Glimpse.Kept(RuntimeState state)
                        ? Optional.of(state)
                        : Optional.<RuntimeState>empty();
        var engine =
                new EngineChecks(
                        means.host(), means.insight(), settings, kept, kept.map(this::ours));

        var all = new ArrayList<Check>();
        all.addAll(new KeeperChecks(keeping, keeper, means.files()).all());
        all.addAll(new HomeChecks(home, stateFile, settingsFile, account).all());
        all.addAll(new CopyChecks(home, kept, means.clock(), ZoneId.systemDefault()).all());
        all.addAll(
                new ComputerChecks(
                                home,
                                means.root(),
                                means.environment(),
                                account,
                                means.host().place(),
                                means.memoryMiB(),
                                engine::store)
                        .all());
        all.addAll(engine.all());
        all.addAll(
                new OutsideChecks(
                                settings,
                                kept,
                                home.state(),
                                keeping,
                                keeper,
                                Occupants.ofThisComputer(),
                                new Reach(means.environment(), "Berth/" + means.version()),
                                means.clock())
                        .all());
        return all;
    }

    private Ownership ours(RuntimeState state) {
        return new Ownership(
                state.instance(),
                state.container().map(ContainerId::new),
                new FolderData(means.home().data()).path());
    }

    private static Settings chosen(JsonSettings file) {
        try {
            return file.load();
        } catch (IOException unreadable) {
            return Settings.none(); // a check of its own says so
        }
    }

    private KeeperChecks.Answering ask(Limit limit) {
        return switch (KeeperClient.connect(means.home(), means.version(), limit.atMost())) {
            case Contact.Connected(var berth) -> {
                var report = berth.status();
                Thread.ofVirtual().name("check-farewell").start(berth::close); // may take a second
                yield new KeeperChecks.Answering.Said(report);
            }
            case Contact.NobodyThere _ -> new KeeperChecks.Answering.NobodyThere();
            case Contact.Incompatible(var sentence) -> new KeeperChecks.Answering.Silent(sentence);
            case Contact.Unreachable(var sentence) -> new KeeperChecks.Answering.Silent(sentence);
        };
    }
}
