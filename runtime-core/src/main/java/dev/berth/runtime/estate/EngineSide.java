package dev.berth.runtime.estate;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.Belonging.Kind;
import dev.berth.runtime.Place;
import dev.berth.runtime.Settings;
import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.Host;
import dev.berth.runtime.engine.HostState;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.StoredImage;
import dev.berth.runtime.limit.Cancellation;
import dev.berth.runtime.limit.Limit;
import dev.berth.runtime.service.OpenClaw;
import dev.berth.runtime.store.RuntimeState;
import dev.berth.runtime.store.RuntimeState.CleanUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What of a home is in the engine. Where that does not answer, what was written down stands.
public final class EngineSide {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String UNKNOWN =
            "Berth could not look: the program that keeps the assistant apart does not answer.";

    private final Supplier<Host> host;
    private final Path data;

    /// @param host made anew for each look, turned to where the service lives
    public EngineSide(Supplier<Host> host, Path data) {
        this.host = host;
        this.data = data;
    }

    /// @param alsoBrought ids of what Berth brought here as far as the notes do not tell any more
    List<Belonging> look(
            Optional<RuntimeState> notes,
            Settings settings,
            List<String> alsoBrought,
            Duration atMost) {
        if (notes.isEmpty()) {
            return List.of();
        }
        var state = notes.get();
        var found = new ArrayList<Belonging>();
        machines(state)
                .map(name -> new Belonging(Kind.PLACE, name, 0, 0, true, Optional.empty()))
                .forEach(found::add);
        if (state.livesAt(settings.place()) == Place.HERE) {
            var limit =
                    new Limit(atMost.compareTo(ANSWER) < 0 ? atMost : ANSWER, new Cancellation());
            found.addAll(here(state, settings, alsoBrought, limit));
        }
        return found;
    }

    private static Stream<String> machines(RuntimeState state) {
        return Stream.concat(
                        state.dwelling().machine().stream().map(one -> one.name()),
                        state.cleanUps().stream()
                                .filter(CleanUp.OwnMachine.class::isInstance)
                                .map(item -> ((CleanUp.OwnMachine) item).machine().name()))
                .distinct();
    }

    private List<Belonging> here(
            RuntimeState state, Settings settings, List<String> alsoBrought, Limit limit) {
        var brought =
                Stream.concat(state.program().brought().stream(), alsoBrought.stream())
                        .distinct()
                        .toList();
        var side = host.get();
        if (!(side.look(Optional.empty(), limit) instanceof Answer.Got<HostState>)) {
            return unknown(state, brought);
        }
        var engine = side.engine();
        var ours = new Ownership(state.instance(), state.container().map(ContainerId::new), data);
        if (!(engine.labelled(ours, limit) instanceof Answer.Got<List<String>>(var labelled))
                || !(engine.images(limit) instanceof Answer.Got<List<StoredImage>>(var images))) {
            return unknown(state, brought);
        }
        var found = new ArrayList<Belonging>();
        for (var line : labelled) {
            found.add(
                    new Belonging(
                            line.startsWith("secret ") ? Kind.KEYS : Kind.ASSISTANT,
                            line.substring(line.indexOf(' ') + 1),
                            0,
                            0,
                            true,
                            Optional.empty()));
        }
        images.stream()
                .filter(image -> brought.contains(image.id()))
                .map(image -> program(Kind.PROGRAM, image))
                .forEach(found::add);
        var chosen = settings.release().orElse(OpenClaw.STANDARD_RELEASE);
        if (engine.image(chosen, limit) instanceof Answer.Got<Optional<String>>(var id)) {
            images.stream()
                    .filter(image -> id.equals(Optional.of(image.id())))
                    .filter(image -> !brought.contains(image.id()))
                    .map(image -> program(Kind.PROGRAM_OF_OTHERS, image))
                    .forEach(found::add);
        }
        return found;
    }

    private static Belonging program(Kind kind, StoredImage image) {
        return new Belonging(
                kind, image.id(), 0, image.bytes(), true, image.names().stream().findFirst());
    }

    private static List<Belonging> unknown(RuntimeState state, List<String> brought) {
        var found = new ArrayList<Belonging>();
        Stream.concat(
                        state.container().stream(),
                        state.cleanUps().stream()
                                .filter(CleanUp.Service.class::isInstance)
                                .map(item -> ((CleanUp.Service) item).container()))
                .distinct()
                .map(id -> unseen(Kind.ASSISTANT, id))
                .forEach(found::add);
        state.cleanUps().stream()
                .filter(CleanUp.Secret.class::isInstance)
                .map(item -> unseen(Kind.KEYS, ((CleanUp.Secret) item).name()))
                .forEach(found::add);
        brought.stream().map(id -> unseen(Kind.PROGRAM, id)).forEach(found::add);
        return found;
    }

    private static Belonging unseen(Kind kind, String where) {
        return new Belonging(kind, where, 0, 0, false, Optional.of(UNKNOWN));
    }
}
