package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.NAME_TAKEN;
import static dev.berth.runtime.engine.EngineFailure.Kind.OWN_FILES;
import static dev.berth.runtime.engine.EngineFailure.Kind.TIMED_OUT;
import static dev.berth.runtime.engine.EngineFailure.Kind.WRONG_STATE;

import dev.berth.runtime.door.Occupants;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.EngineReport;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.ServiceSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What changes a container: each act asks Podman for one thing, of one id. Owner thread only.
final class Acts {

    /// What the killing needs when stopping has hung.
    private static final Duration FOR_KILLING = Duration.ofSeconds(3);

    private static final int NAMES = 5;

    /// `listen tcp 127.0.0.1:18790: bind: …`, `Failed to bind port 18790 …`
    private static final Pattern PORT =
            Pattern.compile("(?:127\\.0\\.0\\.1[:/]|port )(\\d{1,5})\\b");

    private final Podman podman;
    private final Traces traces;

    Acts(Podman podman, Traces traces) {
        this.podman = podman;
        this.traces = traces;
    }

    /// Under another name where somebody else's has ours.
    Answer<ContainerId> create(ServiceSpec spec, Ownership ours, EngineReport engine, Limit limit) {
        var time = new Spread(limit);
        try {
            for (int number = 1; ; number++) {
                var name = number == 1 ? ours.name() : ours.name() + "-" + number;
                var idFile = traces.freeIdFile(ours);
                var arguments = new CreateCommand(spec, ours, engine, idFile).arguments(name);
                var made = podman.ask(Call.of("create", arguments), time.rest());
                if (number == NAMES
                        || !(made instanceof Answer.Failed<String>(var failure)
                                && failure.kind() == NAME_TAKEN)) {
                    return made.then(Acts::newId);
                }
            }
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
            return podman.ask(call, limit)
                    .<Void>then(Podman::done)
                    .otherwise(Acts::namingTheHolder);
        } catch (IOException noFolder) {
            return ourFolder("start", noFolder);
        }
    }

    /// The engine names the port and not who has it.
    private static EngineFailure namingTheHolder(EngineFailure failure) {
        if (failure.kind() != EngineFailure.Kind.PORT_TAKEN) {
            return failure;
        }
        return PORT.matcher(failure.text())
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .flatMap(port -> Occupants.ofThisComputer().at(port).stream())
                .findFirst()
                .map(who ->
                        new EngineFailure(
                                failure.kind(),
                                failure.verb(),
                                failure.text() + "\n" + EngineFailure.HELD_BY + who.words(),
                                failure.cure()))
                .orElse(failure);
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

    Answer<Void> pause(ContainerId id, Limit limit) {
        return podman.ask(Call.of("pause", "pause", "--", id.value()), limit).then(Podman::done);
    }

    Answer<Void> unpause(ContainerId id, Limit limit) {
        return podman.ask(Call.of("unpause", "unpause", "--", id.value()), limit)
                .then(Podman::done);
    }

    /// An absent one is no failure; what runs is not removed.
    Answer<Void> remove(ContainerId id, Limit limit) {
        var removed = remove(id, List.of("--ignore", "--volumes"), limit);
        if (removed instanceof Answer.Got<String>) {
            traces.forget(id);
        }
        return removed.then(Podman::done);
    }

    /// The same of one that is not ours, whose volumes stay.
    Answer<Void> removeOther(ContainerId id, Limit limit) {
        return remove(id, List.of("--ignore"), limit).then(Podman::done);
    }

    private Answer<String> remove(ContainerId id, List<String> options, Limit limit) {
        var time = new Spread(limit);
        var removed = podman.ask(removal(id, options), time.rest());
        return removed instanceof Answer.Failed<String>(var failure)
                        && failure.kind() == WRONG_STATE
                        && isLeftStopping(id, time)
                ? podman.ask(removal(id, with(options, "--force")), time.rest())
                : removed;
    }

    private static Call removal(ContainerId id, List<String> options) {
        var arguments = new ArrayList<>(List.of("rm"));
        arguments.addAll(options);
        arguments.addAll(List.of("--", id.value()));
        return Call.of("remove", arguments);
    }

    private static List<String> with(List<String> options, String last) {
        return Stream.concat(options.stream(), Stream.of(last)).toList();
    }

    /// A stop was begun and nobody is there to write its end down: when its conmon was killed, a
    /// container stays in this state for ever, and stop goes on to succeed (seen on 4.3.1).
    private boolean isLeftStopping(ContainerId id, Spread time) {
        var call =
                Call.of(
                        "inspect",
                        "container",
                        "inspect",
                        "--format={{.State.Status}}",
                        "--",
                        id.value());
        return podman.ask(call, time.rest()) instanceof Answer.Got<String>(var state)
                && state.strip().equals("stopping");
    }

    private static <T> Answer<T> ourFolder(String verb, IOException why) {
        return Answer.failed(
                new EngineFailure(OWN_FILES, verb, "our own folder cannot be used: " + why));
    }
}
