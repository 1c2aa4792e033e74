package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.ContainerId;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.engine.Insight;
import dev.berth.runtime.engine.Ownership;
import dev.berth.runtime.limit.Limit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Podman's own words about itself.
final class PodmanInsight implements Insight {
    private final Podman podman;
    private final Function<JsonNode, List<Helper>> helpers;
    private final boolean isHere;

    private PodmanInsight(Podman podman, Function<JsonNode, List<Helper>> helpers, boolean isHere) {
        this.podman = podman;
        this.helpers = helpers;
        this.isHere = isHere;
    }

    /// Of an engine on this computer itself.
    static PodmanInsight here(Podman podman, Map<String, String> environment) {
        return new PodmanInsight(podman, new HelperPrograms(environment)::of, true);
    }

    /// Of one in a machine, whose files are not seen from here.
    static PodmanInsight apart(Podman podman) {
        return new PodmanInsight(podman, _ -> List.of(), false);
    }

    @Override
    public Answer<Innards> look(Limit limit) {
        return podman.ask(Call.of("info", "info", "--format=json"), limit)
                .then(text ->
                        Json.parse("info", text)
                                .map(info ->
                                        new Innards(
                                                InfoReader.read(text),
                                                store(text),
                                                helpers.apply(info))));
    }

    private Optional<Path> store(String info) {
        return isHere && InfoReader.store(info) instanceof Answer.Got<Path>(var folder)
                ? Optional.of(folder)
                : Optional.empty();
    }

    @Override
    public List<Raw> raw(Optional<ContainerId> service, int lines, Limit limit) {
        var calls = new ArrayList<Call>();
        calls.add(Call.of("version", "version", "--format=json"));
        calls.add(Call.of("info", "info", "--format=json"));
        calls.add(
                Call.of("ps", "ps", "--all", "--filter=label=" + Ownership.LABEL, "--format=json"));
        calls.add(Call.of("secrets", "secret", "ls", "--format={{.Name}} {{.CreatedAt}}"));
        service.ifPresent(id -> {
            calls.add(Call.of("inspect", "container", "inspect", "--", id.value()));
            calls.add(
                    Call.of("service-log", "logs", "--tail=" + lines, "--", id.value())
                            .withBothStreamsAsOne());
        });
        return sideBySide(calls, limit);
    }

    /// An engine that hangs hangs with all questions: they wait together.
    private List<Raw> sideBySide(List<Call> calls, Limit limit) {
        var answers = new ArrayList<Raw>();
        var threads =
                calls.stream()
                        .map(call ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("insight-" + call.verb())
                                        .start(() -> {
                                            var raw = raw(call, limit);
                                            synchronized (answers) {
                                                answers.add(raw);
                                            }
                                        }))
                        .toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    private Raw raw(Call call, Limit limit) {
        var question = "podman " + String.join(" ", call.arguments());
        return new Raw(
                call.verb(),
                question,
                switch (podman.askAloud(call, limit)) {
                    case Answer.Got<Outcome.Finished>(var done) ->
                            done.err().isBlank()
                                    ? done.out()
                                    : done.out() + "\n-- beside it --\n" + done.err();
                    case Answer.Failed<Outcome.Finished>(var failure) -> failed(failure);
                });
    }

    private static String failed(EngineFailure failure) {
        return "no answer: " + failure.kind() + "\n" + failure.text() + "\n";
    }
}
