package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.CANCELLED;
import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;
import static dev.berth.runtime.engine.EngineFailure.Kind.PROGRAM_MISSING;
import static dev.berth.runtime.engine.EngineFailure.Kind.TIMED_OUT;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Looks past foreign containers that Podman itself can no longer inspect. One whose layer is gone
/// makes the inspection of all fail, though it is listed (seen on 5.4 and 6.1); it would keep us
/// from starting for ever.
///
/// Passed over is only one that rests, and whose mounts, as the list's own filter compares them,
/// name neither our data folder nor the one around it. It cannot write there, for without its layer
/// it does not even start; should it be mended, it can be inspected, and the next look sees it.
final class DamagedOnes {

    /// One command that came to its end, but not well.
    private static boolean isDamage(EngineFailure failure) {
        return !List.of(TIMED_OUT, CANCELLED, PROGRAM_MISSING, NO_SUCH_THING)
                .contains(failure.kind());
    }

    /// @param failure why it cannot be read
    private record Damaged(ContainerId id, EngineFailure failure) {}

    private final Podman podman;
    private final Function<ContainerId, Answer<List<Inspected>>> inspect;

    /// @param inspect asks for one
    DamagedOnes(Podman podman, Function<ContainerId, Answer<List<Inspected>>> inspect) {
        this.podman = podman;
        this.inspect = inspect;
    }

    /// Those of them that can be read, when the others do not matter.
    ///
    /// @param whole what came of asking for all at once
    Answer<List<Inspected>> passedOver(
            Answer<List<Inspected>> whole, List<ContainerId> ids, Path data, Spread time) {
        return switch (whole) {
            case Answer.Failed<List<Inspected>>(var failure) when isDamage(failure) ->
                    oneByOne(ids, data, time);
            case Answer.Got<List<Inspected>> _, Answer.Failed<List<Inspected>> _ -> whole;
        };
    }

    private Answer<List<Inspected>> oneByOne(List<ContainerId> ids, Path data, Spread time) {
        var read = new ArrayList<Inspected>();
        var damaged = new ArrayList<Damaged>();
        for (var id : ids) {
            switch (inspect.apply(id)) {
                case Answer.Got<List<Inspected>>(var found) -> read.addAll(found);
                case Answer.Failed<List<Inspected>>(var failure) when isDamage(failure) ->
                        damaged.add(new Damaged(id, failure));
                case Answer.Failed<List<Inspected>>(var failure) -> {
                    return Answer.failed(failure);
                }
            }
        }
        return harmful(damaged, data, time)
                .then(one ->
                        one.<Answer<List<Inspected>>>map(which -> Answer.failed(which.failure()))
                                .orElseGet(() -> Answer.got(List.copyOf(read))));
    }

    private Answer<Optional<Damaged>> harmful(List<Damaged> damaged, Path data, Spread time) {
        if (damaged.isEmpty()) {
            return Answer.got(Optional.empty());
        }
        // The filter cuts at a colon and would then compare something else.
        if (data.toString().contains(":")) {
            return Answer.got(Optional.of(damaged.getFirst()));
        }
        var around = Optional.ofNullable(data.getParent()).stream();
        var ourFolders =
                Stream.concat(Stream.of(data), around).map(folder -> "--filter=volume=" + folder);
        return listed(Stream.of("--filter=status=created", "--filter=status=exited"), time)
                .then(resting ->
                        listed(ourFolders, time)
                                .map(onData ->
                                        damaged.stream()
                                                .filter(one ->
                                                        !resting.contains(one.id())
                                                                || onData.contains(one.id()))
                                                .findFirst()));
    }

    private Answer<List<ContainerId>> listed(Stream<String> filters, Spread time) {
        var arguments = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc"));
        filters.forEach(arguments::add);
        return podman.ask(Call.of("list", arguments), time.rest()).then(Containers::ids);
    }
}
