package dev.berth.runtime.engine.podman;

import static dev.berth.runtime.engine.EngineFailure.Kind.CANCELLED;
import static dev.berth.runtime.engine.EngineFailure.Kind.PROGRAM_MISSING;
import static dev.berth.runtime.engine.EngineFailure.Kind.PROGRAM_UNFIT;
import static dev.berth.runtime.engine.EngineFailure.Kind.TIMED_OUT;
import static dev.berth.runtime.engine.EngineFailure.Kind.UNREADABLE;

import dev.berth.runtime.engine.Answer;
import dev.berth.runtime.engine.EngineFailure;
import dev.berth.runtime.limit.Limit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Asks the program one thing and turns how that went into an answer.
final class Podman {
    private final PodmanCli cli;
    private final AtomicReference<Optional<PodmanVersion>> version =
            new AtomicReference<>(Optional.empty());

    private final Way way;
    private final EngineFailure.Kind ifDamaged;

    /// Asks the engine of this computer itself.
    Podman(PodmanCli cli) {
        this(cli, (call, _) -> Answer.got(call), EngineFailure.Kind.STORE_DAMAGED);
    }

    /// @param way how calls get to the engine
    /// @param ifDamaged what it means when what it keeps is damaged
    Podman(PodmanCli cli, Way way, EngineFailure.Kind ifDamaged) {
        this.cli = cli;
        this.way = way;
        this.ifDamaged = ifDamaged;
    }

    /// What the engine keeps is damaged.
    EngineFailure damaged(EngineFailure said) {
        return new EngineFailure(ifDamaged, said.verb(), said.text(), said.cure());
    }

    /// Turns a call into one that reaches an engine somewhere else.
    interface Way {
        /// The call that is to be made, or why none can be.
        Answer<Call> through(Call call, Limit limit);
    }

    /// What it said of itself: texts and their meaning change from version to version.
    void is(String itsVersion) {
        version.set(PodmanVersion.parse(itsVersion));
    }

    /// What it printed, when it succeeded.
    Answer<String> ask(Call call, Limit limit) {
        return askAloud(call, limit).map(Outcome.Finished::out);
    }

    /// Like [#ask], for those who want to read the warnings of a success too.
    Answer<Outcome.Finished> askAloud(Call call, Limit limit) {
        var time = new Spread(limit);
        return way.through(call, limit).then(going -> made(going, time.rest()));
    }

    private EngineFailure judged(EngineFailure failure) {
        return failure.kind() == EngineFailure.Kind.STORE_DAMAGED ? damaged(failure) : failure;
    }

    private Answer<Outcome.Finished> made(Call call, Limit limit) {
        var verb = call.verb();
        return switch (cli.run(call, limit)) {
            case Outcome.Finished done when done.exit() == 0 -> Answer.got(done);
            case Outcome.Finished(var exit, var out, var err) ->
                    Answer.failed(judged(meaning(call, exit, call.merged() ? out : err)));
            case Outcome.TimedOut(var err) ->
                    failed(
                            TIMED_OUT,
                            verb,
                            "no answer in " + limit.atMost().toMillis() + " ms; " + err.strip());
            case Outcome.Cancelled() -> failed(CANCELLED, verb, "cut short");
            case Outcome.UnfitProgram(var why) -> failed(PROGRAM_UNFIT, verb, why);
            case Outcome.NoProgram(var why) ->
                    Answer.failed(
                            new EngineFailure(PROGRAM_MISSING, verb, why, Remedy.INSTALL.cure()));
            case Outcome.OutputTooLong() -> failed(UNREADABLE, verb, "endless output");
        };
    }

    private EngineFailure meaning(Call call, int exit, String complaint) {
        return call.arguments().getFirst().startsWith("--url=")
                ? FailureCatalogue.failureApart(call.verb(), exit, complaint, version.get())
                : FailureCatalogue.failure(call.verb(), exit, complaint, version.get());
    }

    /// An answer that says no more than that it was done.
    @SuppressWarnings("NullAway") // Void has no other value
    static Answer<Void> done(Object said) {
        return Answer.got(null);
    }

    private static <T> Answer<T> failed(EngineFailure.Kind kind, String verb, String text) {
        return Answer.failed(new EngineFailure(kind, verb, text));
    }
}
