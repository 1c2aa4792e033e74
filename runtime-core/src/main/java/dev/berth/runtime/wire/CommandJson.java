package dev.berth.runtime.wire;

import dev.berth.runtime.Command;
import dev.berth.runtime.Command.Pause;
import dev.berth.runtime.Command.Quit;
import dev.berth.runtime.Command.Repair;
import dev.berth.runtime.Command.Reset;
import dev.berth.runtime.Command.Restart;
import dev.berth.runtime.Command.SetUp;
import dev.berth.runtime.Command.Start;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.SetUpWishes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A command as it travels. What set-up carries may hold a person's key: never log it.
final class CommandJson {
    private static final String KEEP_DATA = "keep-data";
    private static final String EVERYTHING = "everything";

    private CommandJson() {}

    /// Writes the command into a request.
    static void write(Command command, ObjectNode request) {
        switch (command) {
            case Start() -> request.put("command", "start");
            case Pause() -> request.put("command", "pause");
            case Restart() -> request.put("command", "restart");
            case Repair() -> request.put("command", "repair");
            case Quit() -> request.put("command", "quit");
            case Reset(var scope) -> {
                request.put("command", "reset");
                request.put("scope", scope == EraseScope.EVERYTHING ? EVERYTHING : KEEP_DATA);
            }
            case SetUp(var wishes) -> {
                request.put("command", "setup");
                wishes.source().ifPresent(source -> write(source, request.putObject("source")));
                wishes.provider()
                        .ifPresent(provider ->
                                request.putObject("provider")
                                        .put("name", provider.name())
                                        .put("key", provider.key()));
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
            case "repair" -> Optional.of(new Repair());
            case "quit" -> Optional.of(new Quit());
            case "reset" -> scope(request).map(Reset::new);
            case "setup" -> wishes(request).map(SetUp::new);
            default -> Optional.empty();
        };
    }

    private static Optional<EraseScope> scope(JsonNode request) {
        return switch (text(request, "scope").orElse(KEEP_DATA)) {
            case KEEP_DATA -> Optional.of(EraseScope.KEEP_DATA);
            case EVERYTHING -> Optional.of(EraseScope.EVERYTHING);
            default -> Optional.empty();
        };
    }

    private static Optional<SetUpWishes> wishes(JsonNode request) {
        var source = source(request.path("source"));
        var provider = provider(request.path("provider"));
        if ((request.has("source") && source.isEmpty())
                || (request.has("provider") && provider.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new SetUpWishes(source, provider));
    }

    private static Optional<SetUpWishes.Source> source(JsonNode json) {
        var named = text(json, "named").<SetUpWishes.Source>map(SetUpWishes.Source.Named::new);
        return named.or(() -> text(json, "file").flatMap(CommandJson::file));
    }

    private static Optional<SetUpWishes.Source> file(String path) {
        try {
            return Optional.of(Path.of(path))
                    .filter(Path::isAbsolute)
                    .map(SetUpWishes.Source.FromFile::new);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<SetUpWishes.Provider> provider(JsonNode json) {
        return text(json, "name")
                .flatMap(name -> text(json, "key").map(key -> new SetUpWishes.Provider(name, key)));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt();
    }
}
