package dev.berth.runtime.wire;

import dev.berth.runtime.Command;
import dev.berth.runtime.Command.CancelCopy;
import dev.berth.runtime.Command.GiveUp;
import dev.berth.runtime.Command.LookForRelease;
import dev.berth.runtime.Command.MakeCopy;
import dev.berth.runtime.Command.Pause;
import dev.berth.runtime.Command.Quit;
import dev.berth.runtime.Command.Repair;
import dev.berth.runtime.Command.Reset;
import dev.berth.runtime.Command.Restart;
import dev.berth.runtime.Command.Restore;
import dev.berth.runtime.Command.SetUp;
import dev.berth.runtime.Command.Start;
import dev.berth.runtime.Command.Update;
import dev.berth.runtime.Consent;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A command as it travels. What set-up carries may hold a person's key: never log it.
final class CommandJson {
    private static final String KEEP_DATA = "keep-data";
    private static final String EVERYTHING = "everything";
    private static final String WITH_COPIES = "everything-and-copies";

    private CommandJson() {}

    /// Writes the command into a request.
    static void write(Command command, ObjectNode request) {
        switch (command) {
            case Start() -> request.put("command", "start");
            case Pause() -> request.put("command", "pause");
            case Restart() -> request.put("command", "restart");
            case Repair(var agreed, var takeAway) -> {
                var list = request.put("command", "repair").putArray("agreed");
                agreed.forEach(consent -> list.add(consent.id()));
                takeAway.ifPresent(id -> request.put("takeAway", id));
            }
            case MakeCopy() -> request.put("command", "copy");
            case CancelCopy() -> request.put("command", "cancel-copy");
            case Restore(var copy) -> request.put("command", "restore").put("copy", copy);
            case Update(var wanted, var bring) -> {
                write(wanted, request.put("command", "update").putObject("source"));
                bring.ifPresent(copy -> request.put("copy", copy));
            }
            case LookForRelease() -> request.put("command", "look");
            case GiveUp() -> request.put("command", "give-up");
            case Quit _ -> request.put("command", "quit");
            case Reset(var scope) -> {
                request.put("command", "reset");
                request.put(
                        "scope",
                        switch (scope) {
                            case KEEP_DATA -> KEEP_DATA;
                            case EVERYTHING -> EVERYTHING;
                            case EVERYTHING_AND_COPIES -> WITH_COPIES;
                        });
            }
            case SetUp(var wishes) -> {
                request.put("command", "setup");
                wishes.source().ifPresent(source -> write(source, request.putObject("source")));
                wishes.provider().ifPresent(keyed -> write(keyed, request.putObject("provider")));
                wishes.dwelling().ifPresent(where -> write(where, request.putObject("dwelling")));
            }
        }
    }

    private static void write(SetUpWishes.Source source, ObjectNode json) {
        switch (source) {
            case SetUpWishes.Source.Named(var reference) -> json.put("named", reference);
            case SetUpWishes.Source.FromFile(var file) ->
                    json.put("file", file.toAbsolutePath().toString());
        }
    }

    /// The command in a request; empty when there is none that we know whole. A scope that is
    /// missing or unknown is never taken for permission to erase.
    static Optional<Command> read(JsonNode request) {
        return switch (text(request, "command").orElse("")) {
            case "start" -> Optional.of(new Start());
            case "pause" -> Optional.of(new Pause());
            case "restart" -> Optional.of(new Restart());
            case "repair" -> Optional.of(new Repair(agreed(request), text(request, "takeAway")));
            case "copy" -> Optional.of(new MakeCopy());
            case "cancel-copy" -> Optional.of(new CancelCopy());
            case "restore" -> text(request, "copy").filter(CommandJson::isCopy).map(Restore::new);
            case "update" -> update(request);
            case "look" -> Optional.of(new LookForRelease());
            case "give-up" -> Optional.of(new GiveUp());
            case "quit" -> Optional.of(new Quit());
            case "reset" -> scope(request).map(Reset::new);
            case "setup" -> wishes(request).map(SetUp::new);
            default -> Optional.empty();
        };
    }

    /// A copy that is not understood is not left away: it is said to hold the data that fits.
    private static Optional<Command> update(JsonNode request) {
        var copy = text(request, "copy");
        return request.has("copy") && copy.filter(CommandJson::isCopy).isEmpty()
                ? Optional.empty()
                : source(request.path("source")).map(source -> new Update(source, copy));
    }

    /// It names a file.
    private static boolean isCopy(String id) {
        return id.matches("[0-9TZ]{16}-[a-z-]{1,40}");
    }

    /// What is not known is not agreed to.
    private static Set<Consent> agreed(JsonNode request) {
        return request.path("agreed")
                .valueStream()
                .flatMap(word -> word.stringValueOpt().flatMap(Consent::of).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<EraseScope> scope(JsonNode request) {
        return switch (text(request, "scope").orElse(KEEP_DATA)) {
            case KEEP_DATA -> Optional.of(EraseScope.KEEP_DATA);
            case EVERYTHING -> Optional.of(EraseScope.EVERYTHING);
            case WITH_COPIES -> Optional.of(EraseScope.EVERYTHING_AND_COPIES);
            default -> Optional.empty();
        };
    }

    private static Optional<SetUpWishes> wishes(JsonNode request) {
        var source = source(request.path("source"));
        var provider = keyed(request.path("provider"));
        if ((request.has("source") && source.isEmpty())
                || (request.has("provider") && provider.isEmpty())) {
            return Optional.empty();
        }
        var dwelling = dwelling(request.path("dwelling"));
        return request.has("dwelling") && dwelling.isEmpty()
                ? Optional.empty()
                : Optional.of(new SetUpWishes(source, provider, dwelling));
    }

    static void write(SetUpWishes.Dwelling dwelling, ObjectNode json) {
        json.put("place", dwelling.place().id());
        dwelling.file().ifPresent(file -> json.put("file", file.toAbsolutePath().toString()));
    }

    static Optional<SetUpWishes.Dwelling> dwelling(JsonNode json) {
        return text(json, "place")
                .flatMap(Place::of)
                .flatMap(place -> {
                    var file = text(json, "file");
                    return file.isEmpty()
                            ? Optional.of(new SetUpWishes.Dwelling(place, Optional.empty()))
                            : file.flatMap(CommandJson::absolute)
                                    .map(path ->
                                            new SetUpWishes.Dwelling(place, Optional.of(path)));
                });
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<SetUpWishes.Source> source(JsonNode json) {
        var named = text(json, "named").<SetUpWishes.Source>map(SetUpWishes.Source.Named::new);
        return named.or(() -> text(json, "file").flatMap(CommandJson::file));
    }

    private static Optional<SetUpWishes.Source> file(String path) {
        return absolute(path).map(SetUpWishes.Source.FromFile::new);
    }

    private static void write(SetUpWishes.Keyed keyed, ObjectNode json) {
        write(keyed.provider(), json);
        keyed.key().ifPresent(key -> json.put("key", key));
    }

    /// A provider, without a key.
    static void write(Provider provider, ObjectNode json) {
        json.put("name", provider.kind().id());
        provider.address().ifPresent(address -> json.put("address", address.toString()));
        provider.model().ifPresent(model -> json.put("model", model));
    }

    private static Optional<SetUpWishes.Keyed> keyed(JsonNode json) {
        return provider(json).map(provider -> new SetUpWishes.Keyed(provider, text(json, "key")));
    }

    /// The provider in an object; empty when there is none that we know whole.
    static Optional<Provider> provider(JsonNode json) {
        try {
            var address = text(json, "address").map(URI::create);
            return text(json, "name")
                    .flatMap(ProviderKind::of)
                    .map(kind -> new Provider(kind, address, text(json, "model")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt();
    }
}
