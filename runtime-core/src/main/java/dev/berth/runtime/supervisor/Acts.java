package dev.berth.runtime.supervisor;

import dev.berth.runtime.Settings;
import dev.berth.runtime.decision.Step;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Engine;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.service.ServiceConfiguration;
import dev.berth.runtime.source.ReleaseSource;
import dev.berth.runtime.store.DataFolder;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import dev.berth.runtime.store.SecretStore;
import dev.berth.runtime.store.SettingsFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Carries out single acts. Knows nothing of budgets, journals or wishes. Owner thread only.
final class Acts {
    private final Engine engine;
    private final ServiceConfiguration configuration;
    private final DataFolder data;
    private final SecretStore secrets;
    private final SettingsFile settingsFile;
    private final ReleaseSource source;
    private final Procurement procurement;

    Acts(
            Engine engine,
            ReleaseSource source,
            ServiceConfiguration configuration,
            DataFolder data,
            SecretStore secrets,
            SettingsFile settingsFile) {
        this.engine = engine;
        this.source = source;
        procurement = new Procurement(source, engine);
        this.configuration = configuration;
        this.data = data;
        this.secrets = secrets;
        this.settingsFile = settingsFile;
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

        record Failed(EngineFailure failure) implements Result {}
    }

    /// Carries it out.
    ///
    /// @param told hears how a fetch goes
    Result carryOut(
            Step.Act act, Ownership ours, Settings settings, Procurement.Told told, Limit limit) {
        try {
            return switch (act) {
                case Step.FetchRelease(var reference) ->
                        fetched(procurement.fetch(reference, settings.fetching(), told, limit));
                case Step.LoadRelease(var file) -> loaded(engine.load(file, limit));
                case Step.MakeData _ -> makeData(limit);
                case Step.MakeSecrets(var names) -> makeSecrets(names, ours, limit);
                case Step.FinishSetUp _ -> new Result.Done();
                case Step.Create create -> made(create(create, ours, settings, limit));
                case Step.Configure(int port) -> {
                    configuration.fit(port);
                    yield new Result.Done();
                }
                case Step.Start(var container) -> done(engine.start(container, limit));
                case Step.Unpause(var container) -> done(engine.unpause(container, limit));
                case Step.Stop(var container, var grace, _) ->
                        done(engine.stop(container, grace, limit));
                case Step.Remove(var container) -> done(engine.remove(container, limit));
                case Step.Clean(var item) -> clean(item, OpenClaw.STOP_ALLOWANCE, ours, limit);
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

    private Answer<ContainerId> create(
            Step.Create create, Ownership ours, Settings settings, Limit limit) {
        var spec =
                OpenClaw.spec(
                        ours.name(),
                        create.image(),
                        ours.dataFolder(),
                        create.port(),
                        settings.provider(),
                        settings.memoryMiB().orElse(OpenClaw.STANDARD_MEMORY_MIB));
        return engine.create(spec, ours, limit);
    }

    /// As root the service's own user must own its folder; the folders above keep others out.
    private Result makeData(Limit limit) throws IOException {
        return switch (engine.report(limit)) {
            case Answer.Failed<EngineReport>(var failure) -> new Result.Failed(failure);
            case Answer.Got<EngineReport>(var report) -> {
                data.make(report.rootless() ? -1 : OpenClaw.USER);
                yield new Result.Done();
            }
        };
    }

    private Result makeSecrets(List<String> names, Ownership ours, Limit limit) throws IOException {
        for (var name : names) {
            var key = secrets.value(name);
            if (name.equals(OpenClaw.PROVIDER_KEY) && key.isEmpty()) {
                return new Result.Failed(
                        new EngineFailure(
                                EngineFailure.Kind.SECRET_MISSING,
                                "make-secrets",
                                "the provider's key is missing among the secrets of this home"));
            }
            var file =
                    name.equals(OpenClaw.PROVIDER_KEY)
                            ? secrets.keep(name, key.get())
                            : secrets.token(name);
            var put = engine.putSecret(OpenClaw.secretName(ours.name(), name), file, ours, limit);
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
                yield goneAlready(
                        done(
                                engine.stop(container, grace, limit)
                                        .then(_ -> engine.remove(container, limit))));
            }
            case CleanUp.Secret(var name) -> done(engine.removeSecret(name, ours, limit));
            case CleanUp.ServiceFiles _ -> {
                data.erase();
                yield new Result.Done();
            }
            case CleanUp.Notes _ -> {
                settingsFile.forget(); // first: a provider without its key could not be started
                secrets.erase();
                source.discard();
                yield new Result.Done();
            }
        };
    }

    /// What somebody else has taken away already is clean.
    private static Result goneAlready(Result result) {
        return result instanceof Result.Failed(var failure)
                        && failure.kind() == EngineFailure.Kind.NO_SUCH_THING
                ? new Result.Done()
                : result;
    }

    private static Result done(Answer<?> answer) {
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
