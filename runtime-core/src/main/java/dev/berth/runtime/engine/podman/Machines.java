package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;
import static dev.berth.runtime.engine.EngineFailure.Kind.OWN_FILES;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.store.MachineRecord;
import dev.berth.runtime.store.MachineRecord.Identity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Asks `podman machine …`, each version in its own way and in our own world. Any thread may ask.
final class Machines {
    private static final PodmanVersion ALL_PROVIDERS = new PodmanVersion(5, 3, 0);
    private static final PodmanVersion SIX = new PodmanVersion(6, 0, 0);

    /// The one verb that runs `ssh`.
    static final String SSH = "machine-ssh";

    private final ClientVersion version;
    private final MachineWorld world;
    private final Podman podman;
    private final AtomicReference<Optional<Identity>> ours =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Map<PodmanVersion, MachineReader.Info>> infos =
            new AtomicReference<>(Map.of());

    Machines(PodmanCli cli, MachineWorld world) {
        this.world = world;
        version = new ClientVersion(cli);
        podman = new Podman(cli, this::inOurWorld, EngineFailure.Kind.PLACE_DAMAGED);
    }

    private Answer<Call> inOurWorld(Call call, Limit limit) {
        return through(List.of(), call, limit);
    }

    /// The same call in our world.
    ///
    /// @param way put before its arguments
    Answer<Call> through(List<String> way, Call call, Limit limit) {
        return version(limit)
                .then(known -> {
                    try {
                        podman.is(known.toString());
                        return Answer.got(
                                call.going(
                                        way,
                                        call.verb().equals(SSH)
                                                ? world.forShell(known, ours.get())
                                                : world.variables(known, ours.get())));
                    } catch (IOException noFolder) {
                        return Answer.failed(
                                new EngineFailure(
                                        OWN_FILES,
                                        call.verb(),
                                        "our own folder cannot be used: " + noFolder));
                    }
                });
    }

    /// Whose provider is asked.
    void turnTo(Optional<MachineRecord> record) {
        ours.set(record.flatMap(MachineRecord::identity));
    }

    Answer<PodmanVersion> version(Limit limit) {
        return version.ask(limit);
    }

    Answer<String> ask(Call call, Limit limit) {
        return podman.ask(call, limit);
    }

    /// Where machines are kept; asked once of each version.
    Answer<MachineReader.Info> info(Limit limit) {
        var time = new Spread(limit);
        return version(limit)
                .then(known -> {
                    var before = Optional.ofNullable(infos.get().get(known));
                    if (before.isPresent()) {
                        return Answer.got(before.get());
                    }
                    return ask(
                                    Call.of(MachineReader.INFO, "machine", "info", "--format=json"),
                                    time.rest())
                            .then(MachineReader::info)
                            .map(info -> {
                                infos.set(Map.of(known, info));
                                return info;
                            });
                });
    }

    /// All of this computer, as far as Podman lists them.
    Answer<List<MachineEntry>> list(Limit limit) {
        var time = new Spread(limit);
        return version(limit)
                .then(known ->
                        ask(
                                listing(known)
                                        ? Call.of(
                                                MachineReader.LIST,
                                                "machine",
                                                "list",
                                                "--format=json",
                                                "--all-providers")
                                        : Call.of(
                                                MachineReader.LIST,
                                                "machine",
                                                "list",
                                                "--format=json"),
                                time.rest()))
                .then(MachineReader::list);
    }

    /// podman.md A2: the option came with 5.3 and went with 6.0. Linux has one provider.
    private static boolean listing(PodmanVersion known) {
        return known.compareTo(ALL_PROVIDERS) >= 0
                && known.compareTo(SIX) < 0
                && !System.getProperty("os.name", "").startsWith("Linux");
    }

    /// One of them; empty only when Podman says that there is none.
    Answer<Optional<Inspection>> one(String name, Limit limit) {
        var answer =
                ask(Call.of(MachineReader.INSPECT, "machine", "inspect", name), limit)
                        .then(json -> MachineReader.inspect(name, json));
        return switch (answer) {
            case Answer.Got<Inspection>(var seen) -> Answer.got(Optional.of(seen));
            case Answer.Failed<Inspection>(var failure) when failure.kind() == NO_SUCH_THING ->
                    Answer.got(Optional.empty());
            case Answer.Failed<Inspection>(var failure) -> Answer.failed(failure);
        };
    }
}
