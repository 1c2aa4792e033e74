package dev.berth.runtime.wire;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Cure;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.FirstRun.Part;
import dev.berth.runtime.FirstRun.Verdict;
import dev.berth.runtime.Place;
import dev.berth.runtime.Problem;
import dev.berth.runtime.ProblemKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the first run asks and is told, as it travels. A request that keeps a draft may hold a
/// person's key: never log it.
final class FirstRunJson {

    private FirstRunJson() {}

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Optional<E> one(E[] all, JsonNode json, String field) {
        var name = json.path(field).stringValue("");
        return Arrays.stream(all).filter(each -> word(each).equals(name)).findFirst();
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt();
    }

    private static List<String> texts(JsonNode json, String field) {
        return json.path(field).valueStream().flatMap(v -> v.stringValueOpt().stream()).toList();
    }

    // -- checks

    /// About which place it is asked.
    static Optional<Place> place(JsonNode request) {
        return text(request, "place").flatMap(Place::of);
    }

    static ObjectNode write(List<Check> checks) {
        var json = Protocol.object();
        var list = json.putArray("checks");
        checks.forEach(check -> list.add(write(check)));
        return json;
    }

    private static ObjectNode write(Check check) {
        var json =
                Protocol.object()
                        .put("part", word(check.part()))
                        .put("verdict", word(check.verdict()))
                        .put("sentence", check.sentence());
        check.figure().ifPresent(figure -> json.put("figure", figure));
        json.set("cure", write(check.cure()));
        check.details().forEach(json.putArray("details")::add);
        return json;
    }

    private static ObjectNode write(Cure cure) {
        var json = Protocol.object();
        return switch (cure) {
            case Cure.None _ -> json.put("kind", "none");
            case Cure.Install(var command) -> json.put("kind", "install").put("command", command);
            case Cure.ByHand(var command) -> json.put("kind", "by-hand").put("command", command);
            case Cure.AsSaid(var problem) -> {
                json.put("kind", "as-said")
                        .put("code", problem.code())
                        .put("sentence", problem.sentence());
                problem.details().forEach(json.putArray("details")::add);
                yield json;
            }
        };
    }

    /// Of a part or a verdict that we do not know yet nothing can be said.
    static List<Check> checks(JsonNode json) {
        return json.path("checks")
                .valueStream()
                .flatMap(check ->
                        one(Part.values(), check, "part")
                                .flatMap(part ->
                                        one(Verdict.values(), check, "verdict")
                                                .map(verdict -> check(part, verdict, check)))
                                .stream())
                .toList();
    }

    private static Check check(Part part, Verdict verdict, JsonNode json) {
        var figure = json.path("figure").longValueOpt();
        return new Check(
                part,
                verdict,
                text(json, "sentence").orElse(""),
                figure.isPresent() ? Optional.of(figure.getAsLong()) : Optional.empty(),
                cure(json.path("cure")),
                texts(json, "details"));
    }

    private static Cure cure(JsonNode json) {
        return switch (json.path("kind").stringValue("")) {
            case "install" -> new Cure.Install(text(json, "command").orElse(""));
            case "by-hand" -> new Cure.ByHand(text(json, "command").orElse(""));
            case "as-said" -> {
                var kind =
                        text(json, "code")
                                .flatMap(ProblemKind::ofCode)
                                .orElse(ProblemKind.CANNOT_TELL);
                yield new Cure.AsSaid(
                        new Problem(
                                kind,
                                text(json, "sentence").orElse(kind.sentence()),
                                texts(json, "details")));
            }
            default -> new Cure.None();
        };
    }

    // -- installations

    static ObjectNode progress(OptionalDouble share) {
        var json = Protocol.object();
        return share.isPresent()
                ? json.put("progress", share.getAsDouble())
                : json.putNull("progress");
    }

    /// How far it has come, in a line that says so.
    static OptionalDouble share(JsonNode json) {
        return json.path("progress").doubleValueOpt();
    }

    static ObjectNode write(Installation installation) {
        var json = Protocol.object();
        switch (installation) {
            case Installation.Installed _ -> json.put("installation", "installed");
            case Installation.Declined _ -> json.put("installation", "declined");
            case Installation.NotPossible(var command) -> {
                json.put("installation", "not-possible");
                command.ifPresent(text -> json.put("command", text));
            }
            case Installation.Failed(var details) -> {
                json.put("installation", "failed");
                details.forEach(json.putArray("details")::add);
            }
        }
        return json;
    }

    /// How it ended; empty in a line that does not say so.
    static Optional<Installation> installation(JsonNode json) {
        return text(json, "installation")
                .map(how ->
                        switch (how) {
                            case "installed" -> new Installation.Installed();
                            case "declined" -> new Installation.Declined();
                            case "not-possible" ->
                                    new Installation.NotPossible(text(json, "command"));
                            default -> new Installation.Failed(texts(json, "details"));
                        });
    }

    // -- drafts

    static ObjectNode write(Optional<Draft> draft) {
        var json = Protocol.object();
        draft.ifPresent(one -> json.set("draft", write(one)));
        return json;
    }

    static ObjectNode write(Draft draft) {
        var json =
                Protocol.object()
                        .put("page", word(draft.page()))
                        .put("keyGiven", draft.keyGiven())
                        .put("startAtSignIn", draft.startAtSignIn());
        draft.provider()
                .ifPresent(provider -> CommandJson.write(provider, json.putObject("provider")));
        draft.file().ifPresent(file -> json.put("file", file.toAbsolutePath().toString()));
        draft.dwelling().ifPresent(where -> CommandJson.write(where, json.putObject("dwelling")));
        return json;
    }

    /// The draft in a line; empty when it holds none that we know whole.
    static Optional<Draft> draft(JsonNode line) {
        var json = line.path("draft");
        var provider = CommandJson.provider(json.path("provider"));
        var dwelling = CommandJson.dwelling(json.path("dwelling"));
        try {
            var file = text(json, "file").map(Path::of);
            return one(Page.values(), json, "page")
                    .filter(_ -> provider.isPresent() || !json.has("provider"))
                    .filter(_ -> dwelling.isPresent() || !json.has("dwelling"))
                    .map(page ->
                            new Draft(
                                    page,
                                    provider,
                                    json.path("keyGiven").booleanValue(false),
                                    json.path("startAtSignIn").booleanValue(false),
                                    file,
                                    dwelling));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
