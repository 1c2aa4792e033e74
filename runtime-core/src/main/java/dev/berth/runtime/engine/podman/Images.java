package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What the service is made from: whether it is here, and how it gets here.
final class Images {

    /// `Loaded image: localhost/berth/openclaw:2026.9.6`; before 4.0 `Loaded image(s): a,b`.
    private static final Pattern LOADED =
            Pattern.compile("^Loaded image(?:\\(s\\))?:\\s*([^,\\s]+)", Pattern.MULTILINE);

    /// Half of one is no id.
    private static final Pattern ID = Pattern.compile("(sha256:)?[0-9a-f]{64}");

    private static final int QUOTED = 80;

    private final Podman podman;

    Images(Podman podman) {
        this.podman = podman;
    }

    /// Its id, which a container made from it repeats; empty only when Podman says it is not here.
    Answer<Optional<String>> id(String reference, Limit limit) {
        var call = Call.of("image", "image", "inspect", "--format={{.Id}}", "--", reference);
        return switch (podman.ask(call, limit)) {
            case Answer.Got<String>(var out) when !ID.matcher(out.strip()).matches() ->
                    Json.unreadable("image", "success, but no id in: " + brief(out));
            case Answer.Got<String>(var out) -> Answer.got(Optional.of(out.strip()));
            case Answer.Failed<String>(var failure) when failure.kind() == NO_SUCH_THING ->
                    Answer.got(Optional.empty());
            case Answer.Failed<String>(var failure) -> Answer.failed(failure);
        };
    }

    private static String brief(String out) {
        var clean = Words.withoutColour(out).strip();
        return clean.substring(0, Math.min(QUOTED, clean.length()));
    }

    /// For what only the engine can fetch. Without a terminal Podman says each layer once, and
    /// nothing of its size (podman.md I-11).
    ///
    /// @return the id
    Answer<String> fetch(String reference, Consumer<String> progress, Limit limit) {
        var call =
                Call.of("fetch", "pull", "--", reference)
                        .tellingComplaints(line -> progress.accept(Words.withoutColour(line)));
        return podman.ask(call, limit).then(Images::pulled);
    }

    /// `pull` reads the layout where it lies and checks each digest; `tag` gives the name. Podman
    /// names what it pulls from a folder after that folder (4.3.1: `localhost/FOLDER:latest`; later
    /// ones do not), which nobody asked for. The folder is named from its parent, because not every
    /// path makes a name: 4.3.1 refuses spaces, capitals and colons.
    ///
    /// @return the id
    Answer<String> adopt(Path layout, String name, Limit limit) {
        var time = new Spread(limit);
        var whole = layout.toAbsolutePath();
        var folder = String.valueOf(whole.getFileName());
        var pull =
                Call.of("load", "pull", "--quiet", "oci:" + folder)
                        .in(Optional.ofNullable(whole.getParent()).orElse(whole));
        return podman.ask(pull, time.rest())
                .then(Images::pulled)
                .then(id -> {
                    var tag = Call.of("tag", "tag", id, name);
                    return podman.ask(tag, time.rest())
                            .map(_ -> {
                                var side =
                                        Call.of(
                                                "untag",
                                                "untag",
                                                id,
                                                "localhost/" + folder + ":latest");
                                podman.ask(
                                        side,
                                        time.rest()); // it matters little, and later ones have none
                                return id;
                            });
                });
    }

    private static Answer<String> pulled(String out) {
        return out.isBlank()
                ? Json.unreadable("fetch", "success, but no id")
                : Answer.got(out.strip().lines().toList().getLast());
    }

    /// Takes over what a program writes as it reads it: the layout as one file (`oci-archive`). How
    /// Podman names what comes so depends on its version, so that its word for it is exchanged.
    ///
    /// @param input the argument that makes Podman read its input
    /// @return the id
    Answer<String> adopt(Call.Input archive, List<String> input, String name, Limit limit) {
        var time = new Spread(limit);
        var words = new ArrayList<>(List.of("load", "--quiet"));
        words.addAll(input);
        return podman.ask(Call.of("load", words).reading(archive), time.rest())
                .then(Images::loaded)
                .then(given ->
                        id(given, time.rest())
                                .then(found ->
                                        found.map(Answer::got)
                                                .orElseGet(() ->
                                                        Json.unreadable(
                                                                "load", "no such: " + given)))
                                .then(id -> renamed(given, id, name, time)));
    }

    private Answer<String> renamed(String given, String id, String name, Spread time) {
        return podman.ask(Call.of("tag", "tag", id, name), time.rest())
                .map(_ -> {
                    if (!given.equals(name) && given.contains("/")) {
                        podman.ask(Call.of("untag", "untag", id, given), time.rest());
                    }
                    return id;
                });
    }

    /// Loads a file; the answer is the reference under which it can be used from now on.
    Answer<String> load(Path file, Limit limit) {
        var call = Call.of("load", "load", "--input=" + file.toAbsolutePath());
        return podman.ask(call, limit).then(Images::loaded);
    }

    static Answer<String> loaded(String out) {
        var match = LOADED.matcher(out);
        return match.find()
                ? Answer.got(match.group(1))
                : Json.unreadable("load", "success, but no name in: " + out.strip());
    }
}
