package dev.berth.runtime.supervisor;

import static dev.berth.runtime.service.OpenClaw.NO_KEY;

import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ReleaseName;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.CopyStep;
import dev.berth.runtime.decision.MachineStep;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.decision.UpdateStep;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.ContainerState;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.Models;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.service.ServiceConfiguration;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.MachineRecord.Identity;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.SecretStore;
import dev.berth.runtime.store.Update.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out single acts. Knows nothing of budgets, journals or wishes. Owner thread only.
final class Acts {
    private static final Logger LOG = LoggerFactory.getLogger(Acts.class);

    private final World world;
    private final Runnable keyMade;
    private final Engine engine;
    private final ServiceConfiguration configuration;
    private final DataFolder data;
    private final SecretStore secrets;
    private final Procurement procurement;
    private final MachineActs machines;

    /// @param keyMade hears when a key may have been made that nobody has heard of
    Acts(World world, Runnable keyMade) {
        this.world = world;
        this.keyMade = keyMade;
        engine = world.host().engine();
        configuration = world.configuration();
        data = world.data();
        secrets = world.secrets();
        procurement = new Procurement(world.source(), engine);
        machines = new MachineActs(world);
    }

    /// How an act ended.
    sealed interface Result {
        record Done() implements Result {}

        record Made(ContainerId container) implements Result {}

        record Loaded(String release) implements Result {}

        /// The release was fetched.
        ///
        /// @param digest of it
        record Fetched(String digest) implements Result {}

        /// The model that answers is known.
        record Found(Provider provider) implements Result {}

        /// Another release is here.
        record Brought(Release release) implements Result {}

        /// The machine is this one.
        record Settled(Identity identity) implements Result {}

        record Failed(EngineFailure failure) implements Result {}
    }

    /// Carries it out.
    ///
    /// @param place where the service lives
    /// @param told hears how a fetch goes
    Result carryOut(
            Step.Act act,
            Ownership ours,
            Settings settings,
            Place place,
            Procurement.Told told,
            Limit limit) {
        try {
            return switch (act) {
                case Step.FetchRelease(var reference) ->
                        fetched(procurement.fetch(reference, settings.fetching(), told, limit));
                case Step.LoadRelease(var file) -> loaded(engine.load(file, limit));
                case Step.MakeData _ -> makeData(limit);
                case Step.MakeSecrets(var names) -> makeSecrets(names, ours, limit);
                case Step.FinishSetUp _ -> new Result.Done();
                case Step.FindModel(var provider) -> findModel(provider, limit);
                case Step.TellProvider(var provider) -> {
                    configuration.choose(provider, place);
                    yield new Result.Done();
                }
                case Step.Create create -> made(create(create, ours, settings, place, limit));
                case Step.Configure(int port) -> {
                    configuration.fit(port, settings.access().names());
                    yield new Result.Done();
                }
                case Step.Readdress _ -> {
                    secrets.forget(OpenClaw.TOKEN); // another one is made for the next one
                    yield new Result.Done();
                }
                case Step.Start(var container) -> done(engine.start(container, limit));
                case CopyStep.StandStill(var container) -> done(engine.pause(container, limit));
                case CopyStep.GoOn(var container) -> done(engine.unpause(container, limit));
                case CopyStep.BeginRestore _ -> new Result.Done(); // the supervisor begins it
                case CopyStep.SwapData _ -> {
                    world.copies().forward();
                    yield new Result.Done();
                }
                case CopyStep.SwapBack _ -> {
                    world.copies().back();
                    beside(world.copies()::discard);
                    yield new Result.Done();
                }
                case CopyStep.FinishRestore(_, var before) -> {
                    beside(() -> world.copies().finish(before));
                    yield new Result.Done();
                }
                case UpdateStep.BringRelease(var wanted, _) -> bring(wanted, settings, told, limit);
                case UpdateStep.SwitchRelease _,
                        UpdateStep.LeaveRelease _,
                        UpdateStep.FinishUpdate _ ->
                        new Result.Done(); // all of it is written down
                case Step.Unpause(var container) -> done(engine.unpause(container, limit));
                case Step.Stop(var container, var grace, _) ->
                        done(engine.stop(container, grace, limit));
                case Step.Remove(var container) -> done(engine.remove(container, limit));
                case Step.TakeAway(var container) -> takeAway(container, limit);
                case Step.Revive _ -> done(engine.revive(limit));
                case Step.Clean(var item) -> clean(item, OpenClaw.STOP_ALLOWANCE, ours, limit);
                case MachineStep step -> machines.carryOut(step, ours, settings, told, limit);
                case Step.Tidy tidy -> clean(tidy.item(), tidy.grace(), ours, limit);
            };
        } catch (IOException e) {
            return new Result.Failed(
                    new EngineFailure(
                            EngineFailure.Kind.OWN_FILES,
                            act.name(),
                            String.valueOf(e.getMessage())));
        }
    }

    /// Pinned by what was found under its name.
    private Result bring(
            SetUpWishes.Source wanted, Settings settings, Procurement.Told told, Limit limit)
            throws IOException {
        return switch (wanted) {
            case SetUpWishes.Source.Named(var reference) ->
                    brought(named(reference, settings, told, limit));
            case SetUpWishes.Source.FromFile(var file) ->
                    brought(
                            engine.load(file, limit)
                                    .then(name ->
                                            engine.image(name, limit)
                                                    .map(id ->
                                                            new Release(
                                                                    name, id, Optional.of(file)))));
        };
    }

    /// What the source has counts; what cannot be had from there may be here all the same.
    private Answer<Release> named(
            String reference, Settings settings, Procurement.Told told, Limit limit)
            throws IOException {
        if (ReleaseName.of(reference).filter(ReleaseName::isOfThisComputer).isPresent()) {
            return here(reference, limit);
        }
        var fetched = procurement.fetch(reference, settings.fetching(), told, limit);
        return switch (fetched) {
            case Answer.Got<String>(var digest) ->
                    engine.image(reference, limit)
                            .map(id ->
                                    new Release(
                                            pinned(reference, digest, id), id, Optional.empty()));
            case Answer.Failed<String>(var failure)
                    when failure.kind() == EngineFailure.Kind.CANCELLED ->
                    Answer.failed(failure);
            case Answer.Failed<String>(var failure) ->
                    here(reference, limit) instanceof Answer.Got<Release>(var release)
                                    && release.image().isPresent()
                            ? new Answer.Got<>(release)
                            : Answer.failed(failure);
        };
    }

    private Answer<Release> here(String reference, Limit limit) {
        return engine.image(reference, limit)
                .map(id -> new Release(reference, id, Optional.empty()));
    }

    /// Where the engine itself has fetched it, it tells the id, which is no digest of the name.
    private static String pinned(String reference, String digest, Optional<String> id) {
        var isId = id.filter(digest::endsWith).or(() -> id.filter(one -> one.endsWith(digest)));
        return isId.isPresent() || reference.indexOf('@') >= 0
                ? reference
                : ReleaseName.of(reference + "@" + digest).map(ReleaseName::text).orElse(reference);
    }

    private static Result brought(Answer<Release> answer) {
        return switch (answer) {
            case Answer.Got<Release>(var release) when release.image().isPresent() ->
                    new Result.Brought(release);
            case Answer.Got<Release> _ ->
                    failed(
                            EngineFailure.Kind.RELEASE_MISSING,
                            "fetch-update",
                            "the engine does not have it");
            case Answer.Failed<Release>(var failure) -> new Result.Failed(failure);
        };
    }

    private Result findModel(Provider provider, Limit limit) throws IOException {
        var key = secrets.value(OpenClaw.PROVIDER_KEY).filter(kept -> !kept.equals(NO_KEY));
        var reply = world.models().first(provider.server().orElseThrow(), key, limit);
        return switch (reply) {
            case Models.Reply.Has(var model) ->
                    new Result.Found(
                            new Provider(provider.kind(), provider.address(), Optional.of(model)));
            case Models.Reply.Unknown _ when limit.cancellation().isCancelled() ->
                    failed(EngineFailure.Kind.CANCELLED, "find-model", "cut short");
            case Models.Reply.Unknown(var why) ->
                    failed(EngineFailure.Kind.MODEL_UNKNOWN, "find-model", why);
        };
    }

    private static Result failed(EngineFailure.Kind kind, String verb, String text) {
        return new Result.Failed(new EngineFailure(kind, verb, text));
    }

    private Answer<ContainerId> create(
            Step.Create create, Ownership ours, Settings settings, Place place, Limit limit)
            throws IOException {
        if (place == Place.HERE
                && settings.provider().filter(Provider::isOnThisComputer).isPresent()) {
            var report = engine.report(limit);
            if (report instanceof Answer.Failed<EngineReport>(var failure)) {
                return Answer.failed(failure);
            }
            if (report instanceof Answer.Got<EngineReport>(var engineReport)) {
                world.passage().make(engineReport.rootless() ? -1 : OpenClaw.USER);
            }
        }
        var spec =
                OpenClaw.spec(
                        ours.name(),
                        create.image(),
                        ours.dataFolder(),
                        place == Place.HERE
                                ? Optional.of(world.passage().folder())
                                : Optional.empty(),
                        OptionalInt.empty(),
                        settings.provider(),
                        settings.memoryMiB().orElse(OpenClaw.STANDARD_MEMORY_MIB));
        return engine.create(spec, ours, limit);
    }

    /// As root the service's own user must own its folder; the folders above keep others out.
    private Result makeData(Limit limit) throws IOException {
        if (world.host().place() == Place.APART) { // inside it is the person's own account
            data.make(-1);
            return new Result.Done();
        }
        return switch (engine.report(limit)) {
            case Answer.Failed<EngineReport>(var failure) -> new Result.Failed(failure);
            case Answer.Got<EngineReport>(var report) -> {
                data.make(report.rootless() ? -1 : OpenClaw.USER);
                yield new Result.Done();
            }
        };
    }

    private Result makeSecrets(List<String> names, Ownership ours, Limit limit) throws IOException {
        var stages = new Stages(limit, world.uptime());
        for (var name : names) {
            var key = secrets.value(name);
            if (name.equals(OpenClaw.PROVIDER_KEY) && key.isEmpty()) {
                return failed(
                        EngineFailure.Kind.SECRET_MISSING,
                        "make-secrets",
                        "the provider's key is missing among the secrets of this home");
            }
            var file =
                    name.equals(OpenClaw.PROVIDER_KEY)
                            ? secrets.keep(name, key.get())
                            : secrets.token(name);
            keyMade.run(); // before the engine can say it
            var put =
                    stages.next(
                            "make-secrets",
                            left ->
                                    engine.putSecret(
                                            OpenClaw.secretName(ours.name(), name),
                                            file,
                                            ours,
                                            left));
            if (put instanceof Answer.Failed<Void>(var failure)) {
                return new Result.Failed(failure);
            }
        }
        return new Result.Done();
    }

    private Result clean(CleanUp item, Duration grace, Ownership ours, Limit limit)
            throws IOException {
        return switch (item) {
            case CleanUp.Service(var id) -> {
                var container = new ContainerId(id);
                var stages = new Stages(limit, world.uptime());
                yield goneAlready(
                        done(
                                stages.next("stop", left -> engine.stop(container, grace, left))
                                        .then(_ ->
                                                stages.next(
                                                        "remove",
                                                        left -> engine.remove(container, left)))
                                        .then(_ ->
                                                stages.next(
                                                        "remove",
                                                        left -> gone(container, ours, left)))));
            }
            case CleanUp.OwnMachine(var machine) -> machines.remove(machine, limit);
            case CleanUp.Secret(var name) -> done(engine.removeSecret(name, ours, limit));
            case CleanUp.Release(var image) -> done(engine.removeImage(image, limit));
            case CleanUp.ServiceFiles _ -> {
                world.copies().heal();
                eraseFiles(limit);
                yield new Result.Done();
            }
            case CleanUp.SafetyCopies _ -> {
                world.copies().eraseCopies();
                yield new Result.Done();
            }
            case CleanUp.Notes(var scope) -> {
                world.copies().heal();
                world.drafts().forget();
                world.offers().forget();
                // before the keys: a provider without one could not be started
                if (scope.erasesData()) {
                    world.settingsFile().erase();
                } else {
                    world.settingsFile().forget();
                }
                secrets.erase();
                world.source().discard();
                yield new Result.Done();
            }
        };
    }

    /// What belongs to user ids for which only the engine can act goes by the engine; what cannot
    /// go is told by our own try, which comes last.
    private void eraseFiles(Limit limit) throws IOException {
        try {
            world.copies().eraseBeside();
            data.erase();
        } catch (IOException e) {
            if (world.host().place() != Place.HERE) {
                throw e;
            }
            LOG.info("not all of the data is ours to erase: {}", e.getMessage());
            var stages = new Stages(limit, world.uptime());
            var folders = new ArrayList<>(world.copies().beside());
            folders.add(data.path());
            for (var folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    var gone = stages.next("erase-files", left -> engine.eraseFiles(folder, left));
                    if (gone instanceof Answer.Failed<Void>(var failure)) {
                        LOG.warn("the engine could not erase it either: {}", failure.text());
                    }
                }
            }
            world.copies().eraseBeside();
            data.erase();
        }
    }

    private interface Removal {
        void run() throws IOException;
    }

    /// What remains is removed before the next one.
    private static void beside(Removal removal) {
        try {
            removal.run();
        } catch (IOException e) {
            LOG.warn("what a restore replaced could not be removed: {}", e.getMessage());
        }
    }

    private Result takeAway(ContainerId container, Limit limit) {
        var stages = new Stages(limit, world.uptime());
        return goneAlready(
                done(
                        stages.next(
                                        "stop",
                                        left ->
                                                engine.stop(
                                                        container, OpenClaw.STOP_ALLOWANCE, left))
                                .then(_ ->
                                        stages.next(
                                                "remove",
                                                left -> engine.removeOther(container, left)))));
    }

    /// Only what is seen to be gone is clean: an engine may say "removed" of what is there.
    private Answer<ContainerState> gone(ContainerId container, Ownership ours, Limit limit) {
        var owner = new Ownership(ours.instance(), Optional.of(container), ours.dataFolder());
        return engine.look(owner, limit)
                .then(seen ->
                        seen instanceof ContainerState.Ours one && one.id().equals(container)
                                ? Answer.failed(
                                        new EngineFailure(
                                                EngineFailure.Kind.WRONG_STATE,
                                                "remove",
                                                "it is still there"))
                                : Answer.got(seen));
    }

    /// What somebody else has taken away already is clean.
    private static Result goneAlready(Result result) {
        return result instanceof Result.Failed(var failure)
                        && failure.kind() == EngineFailure.Kind.NO_SUCH_THING
                ? new Result.Done()
                : result;
    }

    static Result done(Answer<?> answer) {
        return switch (answer) {
            case Answer.Got<?> _ -> new Result.Done();
            case Answer.Failed<?>(var failure) -> new Result.Failed(failure);
        };
    }

    private static Result made(Answer<ContainerId> answer) {
        return switch (answer) {
            case Answer.Got<ContainerId>(var id) -> new Result.Made(id);
            case Answer.Failed<ContainerId>(var failure) -> new Result.Failed(failure);
        };
    }

    private static Result fetched(Answer<String> answer) {
        return switch (answer) {
            case Answer.Got<String>(var digest) -> new Result.Fetched(digest);
            case Answer.Failed<String>(var failure) -> new Result.Failed(failure);
        };
    }

    private static Result loaded(Answer<String> answer) {
        return switch (answer) {
            case Answer.Got<String>(var release) -> new Result.Loaded(release);
            case Answer.Failed<String>(var failure) -> new Result.Failed(failure);
        };
    }
}
