package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.OWN_FILES;
import static dev.berth.runtime.engine.EngineFailure.Kind.TIMED_OUT;
import static dev.berth.runtime.engine.EngineFailure.Kind.WRONG_STATE;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ServiceSpec;
import java.io.IOException;
import java.time.Duration;

/// What changes a container: each act asks Podman for one thing, of one id. Owner thread only.
final class Acts {

    /// What the killing needs when stopping has hung.
    private static final Duration FOR_KILLING = Duration.ofSeconds(3);

    private final Podman podman;
    private final Traces traces;

    Acts(Podman podman, Traces traces) {
        this.podman = podman;
        this.traces = traces;
    }

    Answer<ContainerId> create(ServiceSpec spec, Ownership ours, EngineReport engine, Limit limit) {
        try {
            var idFile = traces.freeIdFile(ours);
            var arguments = new CreateCommand(spec, ours, engine, idFile).arguments();
            return podman.ask(Call.of("create", arguments), limit).then(Acts::newId);
        } catch (IOException noFolder) {
            return ourFolder("create", noFolder);
        }
    }

    private static Answer<ContainerId> newId(String out) {
        return out.lines()
                .map(String::strip)
                .filter(ContainerId::isOne)
                .reduce((_, last) -> last)
                .map(id -> Answer.got(new ContainerId(id)))
                .orElseGet(() -> Json.unreadable("create", "success, but no id"));
    }

    /// One that runs already is no failure.
    Answer<Void> start(ContainerId id, Limit limit) {
        try {
            var call = Call.of("start", "start", "--", id.value()).in(traces.folderForRun(id));
            return podman.ask(call, limit).then(Podman::done);
        } catch (IOException noFolder) {
            return ourFolder("start", noFolder);
        }
    }

    /// A paused one is let go on first: it could not hear that it shall stop. When stopping does
    /// not come to an end, it is killed.
    Answer<Void> stop(ContainerId id, Duration grace, Limit limit) {
        var time = new Spread(limit);
        var first = stopOnce(id, grace, time);
        return switch (first) {
            case Answer.Failed<Void>(var failure) when failure.kind() == WRONG_STATE ->
                    unpause(id, time.rest()).then(_ -> stopOnce(id, grace, time));
            case Answer.Failed<Void>(var failure)
                    when failure.kind() == TIMED_OUT && !time.rest().atMost().isZero() ->
                    podman.ask(
                                    Call.of("kill", "kill", "--signal=KILL", "--", id.value()),
                                    time.rest())
                            .then(Podman::done);
            case Answer.Got<Void> _, Answer.Failed<Void> _ -> first;
        };
    }

    private Answer<Void> stopOnce(ContainerId id, Duration grace, Spread time) {
        var seconds = Math.max(0, grace.toSeconds());
        var call = Call.of("stop", "stop", "--time=" + seconds, "--", id.value());
        return podman.ask(call, time.restBut(FOR_KILLING, grace.plusSeconds(1))).then(Podman::done);
    }

    Answer<Void> unpause(ContainerId id, Limit limit) {
        return podman.ask(Call.of("unpause", "unpause", "--", id.value()), limit)
                .then(Podman::done);
    }

    /// An absent one is no failure; what runs is not removed.
    Answer<Void> remove(ContainerId id, Limit limit) {
        var call = Call.of("remove", "rm", "--ignore", "--volumes", "--", id.value());
        var removed = podman.ask(call, limit);
        if (removed instanceof Answer.Got<String>) {
            traces.forget(id);
        }
        return removed.then(Podman::done);
    }

    private static <T> Answer<T> ourFolder(String verb, IOException why) {
        return Answer.failed(
                new EngineFailure(OWN_FILES, verb, "our own folder cannot be used: " + why));
    }
}
