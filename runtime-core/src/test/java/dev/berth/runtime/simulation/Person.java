package dev.berth.runtime.simulation;

import dev.berth.runtime.Command;
import dev.berth.runtime.EraseScope;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Page;
import dev.berth.runtime.Place;
import dev.berth.runtime.Provider;
import dev.berth.runtime.ProviderKind;
import dev.berth.runtime.SetUpWishes;
import dev.berth.runtime.SetUpWishes.Source;
import dev.berth.runtime.StatusReport;
import dev.berth.runtime.firstrun.Drafts;
import dev.berth.runtime.supervisor.Supervisor;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Clicks, and remembers what they said about the data.
final class Person {
    private final Chance chance;
    private final MemorySecrets secrets;
    private final MemoryData data;
    private final Trace trace;
    private final boolean apart;
    private boolean revoking;
    private final Deque<EraseScope> scopes = new ArrayDeque<>();
    private final List<CompletionStage<StatusReport>> answers = new ArrayList<>();

    /// @param apart whether they want the service in a machine
    Person(Chance chance, MemorySecrets secrets, MemoryData data, Trace trace, boolean apart) {
        this.apart = apart;
        this.chance = chance;
        this.secrets = secrets;
        this.data = data;
        this.trace = trace;
    }

    Command setUp() {
        var provider =
                chance.oneIn(3)
                        ? Optional.of(
                                SetUpWishes.Keyed.usual(ProviderKind.OPENAI, secrets.newKey()))
                        : Optional.<SetUpWishes.Keyed>empty();
        var source =
                chance.oneIn(3)
                        ? Optional.<Source>of(new Source.FromFile(Path.of("/media/release.tar")))
                        : Optional.<Source>empty();
        return new Command.SetUp(new SetUpWishes(source, provider, dwelling()));
    }

    /// One whose key was filled in before, in the window.
    Command setUpFromDraft(MemoryDraft draft) {
        var provider =
                Provider.usual(chance.pick(List.of(ProviderKind.OPENAI, ProviderKind.ANTHROPIC)));
        draft.fill(new Draft(Page.PROGRESS, Optional.of(provider), true, false, Optional.empty()));
        secrets.giveByHand(Drafts.KEY, secrets.newKey());
        return new Command.SetUp(
                new SetUpWishes(
                        Optional.empty(),
                        Optional.of(new SetUpWishes.Keyed(provider, Optional.empty())),
                        dwelling()));
    }

    private Optional<SetUpWishes.Dwelling> dwelling() {
        return apart
                ? Optional.of(new SetUpWishes.Dwelling(Place.APART, Optional.empty()))
                : Optional.empty();
    }

    /// One with a key, which a person gives who was told that it is missing.
    Command setUpWithKey() {
        return new Command.SetUp(
                new SetUpWishes(
                        Optional.empty(),
                        Optional.of(SetUpWishes.Keyed.usual(ProviderKind.OPENAI, secrets.newKey())),
                        dwelling()));
    }

    void ask(Supervisor supervisor, Command command) {
        trace.say("person", command::toString);
        if (command instanceof Command.Reset(var scope)) {
            scopes.add(scope);
        }
        answers.add(supervisor.ask(command));
    }

    /// The keeper takes a command.
    void taken(String command) {
        if (command.equals("reset")) {
            if (Objects.requireNonNullElse(scopes.poll(), EraseScope.KEEP_DATA).erasesData()) {
                data.given = true;
                revoking = false;
            } else {
                revoking = true;
            }
        }
    }

    /// What was taken is kept from now on: a reset that keeps the data takes an earlier word back.
    void kept() {
        data.given &= !revoking;
        revoking = false;
    }

    /// It could not be kept, and the person is told so: an earlier word holds.
    void notKept() {
        revoking = false;
    }

    /// The keeper could not write it down: it was not taken.
    void notTaken(String command) {
        if (command.equals("reset")) {
            scopes.poll();
        }
    }

    /// The keeper's process is gone, and with it who waited for an answer.
    void forgetAnswers() {
        scopes.clear();
        revoking = false;
        answers.clear();
    }

    /// What the newest command came to, which must have been answered.
    StatusReport lastAnswer() {
        return answers.getLast().toCompletableFuture().join();
    }

    boolean isAnswered() {
        return answers.stream().allMatch(one -> one.toCompletableFuture().isDone());
    }
}
