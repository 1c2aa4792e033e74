package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.NAME_TAKEN;
import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.List;

/// The service's secrets in Podman's keeping. Their values go from an owner-only file to Podman
/// without passing through arguments or this program.
final class Secrets {
    private final Podman podman;

    Secrets(Podman podman) {
        this.podman = podman;
    }

    /// Which of these are there. (`--format json` prints the word `json` on 4.3.)
    Answer<List<String>> present(List<String> names, Limit limit) {
        return podman.ask(Call.of("secret-list", "secret", "ls", "--format={{.Name}}"), limit)
                .map(out ->
                        names.stream()
                                .filter(out.lines().map(String::strip).toList()::contains)
                                .toList());
    }

    /// Takes away the old one of ours and makes it anew, for 4.3 cannot replace. Killed in between,
    /// the secret is absent, which is seen and mended. One with our name that is not ours is left.
    /// An engine that knows none of that name and yet refuses the name has lost half of its own
    /// store, as after a machine was killed.
    Answer<Void> put(String name, Path file, Ownership ours, Limit limit) {
        var time = new Spread(limit);
        var label = Ownership.LABEL + "=" + ours.instance();
        var free = freeName(name, ours, time);
        var made =
                free.then(_ ->
                                podman.ask(
                                        Call.of(
                                                "secret-create",
                                                "secret",
                                                "create",
                                                "--label=" + label,
                                                "--",
                                                name,
                                                file.toAbsolutePath().toString()),
                                        time.rest()))
                        .then(Podman::done);
        return made instanceof Answer.Failed<Void>(var failure)
                        && free instanceof Answer.Got<Void>
                        && failure.kind() == NAME_TAKEN
                ? Answer.failed(podman.damaged(failure))
                : made;
    }

    private Answer<Void> freeName(String name, Ownership ours, Spread time) {
        return whose(name, ours, time.rest())
                .then(whose ->
                        switch (whose) {
                            case NOBODYS -> Answer.got(whose);
                            case OURS -> drop(name, time.rest()).map(_ -> whose);
                            case FOREIGN ->
                                    Answer.failed(
                                            new EngineFailure(
                                                    NAME_TAKEN,
                                                    "secret-create",
                                                    "a secret named "
                                                            + name
                                                            + " is there, without our label"));
                        })
                .then(Podman::done);
    }

    private enum Whose {
        NOBODYS,
        OURS,
        FOREIGN
    }

    /// Names prove nothing: ours carries our label.
    private Answer<Whose> whose(String name, Ownership ours, Limit limit) {
        var call = Call.of("secret-inspect", "secret", "inspect", "--", name);
        var label =
                podman.ask(call, limit)
                        .then(out -> Json.parse("secret-inspect", out))
                        .map(list -> list.path(0).path("Spec").path("Labels"))
                        .map(labels -> labels.path(Ownership.LABEL).asString(""));
        return switch (label) {
            case Answer.Got<String>(var instance) ->
                    Answer.got(instance.equals(ours.instance()) ? Whose.OURS : Whose.FOREIGN);
            case Answer.Failed<String>(var failure) when failure.kind() == NO_SUCH_THING ->
                    Answer.got(Whose.NOBODYS);
            case Answer.Failed<String>(var failure) -> Answer.failed(failure);
        };
    }

    /// An absent one is no failure; one that is not ours is left alone.
    Answer<Void> remove(String name, Ownership ours, Limit limit) {
        var time = new Spread(limit);
        return whose(name, ours, time.rest())
                .then(whose -> whose == Whose.OURS ? drop(name, time.rest()) : Podman.done(whose));
    }

    private Answer<Void> drop(String name, Limit limit) {
        var call = Call.of("secret-remove", "secret", "rm", "--", name);
        return switch (podman.ask(call, limit)) {
            case Answer.Got<String>(var out) -> Podman.done(out);
            case Answer.Failed<String>(var failure) when failure.kind() == NO_SUCH_THING ->
                    Podman.done(failure);
            case Answer.Failed<String>(var failure) -> Answer.failed(failure);
        };
    }
}
