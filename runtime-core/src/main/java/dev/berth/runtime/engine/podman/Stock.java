package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.NO_SUCH_THING;
import static dev.berth.runtime.engine.EngineFailure.Kind.WRONG_STATE;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.engine.StoredImage;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the engine keeps, for who wants it gone: what there is, whose it is, and its end.
final class Stock {
    private static final String ALGORITHM = "sha256:";

    private final Podman podman;

    Stock(Podman podman) {
        this.podman = podman;
    }

    Answer<List<StoredImage>> images(Limit limit) {
        var call = Call.of("images", "images", "--all", "--no-trunc", "--format=json");
        return podman.ask(call, limit)
                .then(out -> Json.parse("images", out.isBlank() ? "[]" : out))
                .then(Stock::read);
    }

    /// Podman says of each how many containers are made from it; half an answer says nothing.
    private static Answer<List<StoredImage>> read(JsonNode list) {
        var bases =
                Json.elements(list).stream()
                        .map(one -> plain(Json.text(one, "ParentId")))
                        .collect(Collectors.toSet());
        var images = new ArrayList<StoredImage>();
        for (var one : Json.elements(list)) {
            var id = plain(Json.text(one, "Id"));
            var containers = Json.number(one, "Containers");
            if (id.isEmpty() || containers.isEmpty()) {
                return Json.unreadable("images", "an image without id or number of users");
            }
            images.add(
                    new StoredImage(
                            id,
                            Json.elements(one, "Names").stream()
                                    .map(name -> name.asString(""))
                                    .distinct()
                                    .toList(),
                            one.path("Size").asLong(0),
                            containers.getAsInt(),
                            bases.contains(id)));
        }
        return Answer.got(images);
    }

    static String plain(String id) {
        return id.startsWith(ALGORITHM) ? id.substring(ALGORITHM.length()) : id;
    }

    /// By id and without force, so that Podman itself refuses where a container came meanwhile. It
    /// takes names away from what another image is built on and calls that success: so it is not
    /// asked then, and looked at again afterwards.
    Answer<Void> remove(String id, Limit limit) {
        var time = new Spread(limit);
        return find(id, time)
                .then(found -> {
                    if (found.isEmpty()) {
                        return Podman.done(found);
                    }
                    return found.get().isIdle()
                            ? removeIdle(found.get(), time)
                            : Answer.failed(inUse(found.get()));
                });
    }

    private Answer<Optional<StoredImage>> find(String id, Spread time) {
        return images(time.rest())
                .map(all -> all.stream().filter(one -> one.id().equals(plain(id))).findFirst());
    }

    private Answer<Void> removeIdle(StoredImage image, Spread time) {
        var call = Call.of("image-remove", "image", "rm", image.id());
        return switch (podman.ask(call, time.rest())) {
            case Answer.Failed<String>(var failure) when failure.kind() != NO_SUCH_THING ->
                    Answer.failed(failure);
            case Answer<String> _ ->
                    find(image.id(), time)
                            .then(left ->
                                    left.isPresent()
                                            ? Answer.failed(inUse(left.get()))
                                            : Podman.done(left));
        };
    }

    private static EngineFailure inUse(StoredImage image) {
        return new EngineFailure(
                WRONG_STATE,
                "image-remove",
                image.containers() > 0
                        ? "something else was made from it"
                        : image.isBase()
                                ? "something else is built on it"
                                : "it has further names: " + String.join(" ", image.names()));
    }

    Answer<List<String>> labelled(Ownership ours, Limit limit) {
        var time = new Spread(limit);
        var filter = "--filter=label=" + Ownership.LABEL + "=" + ours.instance();
        return ask("container", time, "ps", "--all", "--no-trunc", "--format={{.ID}}", filter)
                .then(found ->
                        and(
                                found,
                                ask("volume", time, "volume", "ls", "--format={{.Name}}", filter)))
                .then(found ->
                        and(
                                found,
                                ask(
                                        "network",
                                        time,
                                        "network",
                                        "ls",
                                        "--format={{.Name}}",
                                        filter)))
                .then(found -> and(found, secrets(ours, time)));
    }

    /// 4.3 has no filter by label, and names prove nothing.
    private Answer<List<String>> secrets(Ownership ours, Spread time) {
        return ask("secret", time, "secret", "ls", "--format={{.Name}}")
                .map(all ->
                        all.stream()
                                .filter(line -> line.startsWith("secret " + ours.name()))
                                .toList());
    }

    private static Answer<List<String>> and(List<String> found, Answer<List<String>> more) {
        return more.map(lines -> Stream.concat(found.stream(), lines.stream()).toList());
    }

    private Answer<List<String>> ask(String kind, Spread time, String... arguments) {
        return podman.ask(Call.of("list", arguments), time.rest())
                .map(out ->
                        Words.lines(out).stream()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .map(line -> kind + " " + line)
                                .toList());
    }

    /// As the owner of all user ids of this account. `find` goes by open folders, so that nobody
    /// can lead it elsewhere by a link.
    Answer<Void> eraseFiles(Path folder, Limit limit) {
        if (!folder.isAbsolute() || folder.getNameCount() < 2) {
            return Answer.failed(
                    new EngineFailure(
                            WRONG_STATE, "erase-files", folder + " is no folder of ours"));
        }
        var call =
                Call.of(
                        "erase-files",
                        "unshare",
                        "find",
                        folder.toString(),
                        "-xdev",
                        "-mindepth",
                        "1",
                        "-delete");
        return podman.ask(call, limit).then(Podman::done);
    }
}
