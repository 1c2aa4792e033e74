package dev.berth.runtime.decision;

import dev.berth.runtime.Progress.Stage;
import dev.berth.runtime.decision.History.Rung;
import dev.berth.runtime.decision.Step.Configure;
import dev.berth.runtime.decision.Step.Create;
import dev.berth.runtime.decision.Step.Note;
import dev.berth.runtime.decision.Step.Remove;
import dev.berth.runtime.decision.Step.Start;
import dev.berth.runtime.decision.Step.Unpause;
import dev.berth.runtime.engine.ContainerState.Created;
import dev.berth.runtime.engine.ContainerState.Exited;
import dev.berth.runtime.engine.ContainerState.Ours;
import dev.berth.runtime.engine.ContainerState.Paused;
import dev.berth.runtime.observation.Fact.Known;
import dev.berth.runtime.observation.Fact.Unknown;
import dev.berth.runtime.observation.PortState;
import dev.berth.runtime.store.JournalEntry.FallCause;
import dev.berth.runtime.store.JournalEntry.Fell;
import java.time.Instant;
import java.util.Optional;

/// Rows for a service that should run and does not.
final class BringUp {
    /// "Do not restart me": the service's own exit code for settings that it refuses.
    private static final int DO_NOT_RESTART = 78;

    private BringUp() {}

    /// There is no container of ours.
    static Step absent(Situation now) {
        var vanished = now.kept().container().map(id -> "vanished " + id);
        if (vanished.isPresent() && !now.history().isNoted(vanished.get())) {
            return fell(now, vanished.get(), FallCause.VANISHED, Optional.empty());
        }
        return notYet(now).or(() -> Supplies.missing(now)).orElseGet(() -> create(now));
    }

    private static Step create(Situation now) {
        if (!(now.seen().image() instanceof Known<Optional<String>>(var image))
                || image.isEmpty()) {
            return Halts.nothingChosen(); // Supplies has seen to it
        }
        return Entrance.open(now, port -> new Create(image.get(), port));
    }

    /// It is made and was not started, or its start failed.
    static Step created(Situation now, Created created) {
        var spent =
                now.history().rung(now.now()) == Rung.REPLACE
                        && now.history().wasStarted(created.id().value());
        return notYet(now)
                .orElseGet(() -> spent ? new Remove(created.id()) : inPlace(now, created));
    }

    /// Its run has ended.
    static Step exited(Situation now, Exited exited) {
        var settled = isSettled(now.history(), exited, now.now());
        if (isNews(now.history(), exited, now.now())) {
            return fell(now, key(exited), cause(exited), Optional.of("exit code " + exited.code()));
        }
        var refused = now.history().lastFall().filter(BringUp::isRefusal);
        if (!settled && exited.code() == DO_NOT_RESTART && refused.isPresent()) {
            return Halts.settingsRefused(refused);
        }
        return notYet(now)
                .orElseGet(() ->
                        now.history().rung(now.now()) == Rung.REPLACE
                                ? new Remove(exited.id())
                                : inPlace(now, exited));
    }

    private static boolean isRefusal(Fell fall) {
        return fall.cause() == FallCause.REFUSED_SETTINGS;
    }

    /// Whether this end of a run is a fall that was not noted yet.
    static boolean isNews(History history, Exited exited, Instant now) {
        return !isSettled(history, exited, now) && !history.isNoted(key(exited));
    }

    /// Whether we ended it ourselves, or a person has asked for another try since.
    private static boolean isSettled(History history, Exited exited, Instant now) {
        return history.stoppedByUs(exited) || history.isAnswered(exited, now);
    }

    private static String key(Exited exited) {
        return "exit " + exited.id().brief() + " " + exited.at();
    }

    private static FallCause cause(Exited exited) {
        if (exited.outOfMemory()) {
            return FallCause.OUT_OF_MEMORY;
        }
        return switch (exited.code()) {
            case 0 -> FallCause.EXITED_CLEANLY;
            case DO_NOT_RESTART -> FallCause.REFUSED_SETTINGS;
            default -> FallCause.EXITED;
        };
    }

    /// Somebody froze it.
    static Step paused(Situation now, Paused paused) {
        return notYet(now)
                .orElseGet(() ->
                        now.history().rung(now.now()) == Rung.REPLACE
                                ? Ending.stop(now, paused, Stage.RECOVERING)
                                : new Unpause(paused.id()));
    }

    /// Starts a container that is there, once nothing is in its way.
    private static Step inPlace(Situation now, Ours ours) {
        return Supplies.dataAndSecrets(now).orElseGet(() -> throughItsPort(now, ours));
    }

    private static Step throughItsPort(Situation now, Ours ours) {
        if (ours.port().isEmpty()) {
            return new Remove(ours.id()); // it could never be reached
        }
        return switch (now.seen().port()) {
            case Unknown<PortState>(var cause) -> Reach.lookAgain(now, cause);
            case Known<PortState>(PortState.Taken _) -> new Remove(ours.id());
            case Known<PortState>(PortState.Free _) ->
                    Entrance.open(now, port -> configured(now, ours, port));
        };
    }

    private static Step configured(Situation now, Ours ours, int door) {
        return switch (now.seen().configured()) {
            case Unknown<Boolean>(var cause) -> Reach.lookAgain(now, cause);
            case Known<Boolean>(var fits) when !fits -> new Configure(door);
            case Known<Boolean> _ -> new Start(ours.id());
        };
    }

    /// Budget and back-off: why nothing is tried at this moment, if so.
    static Optional<Step> notYet(Situation now) {
        var next = now.history().nextTry();
        if (next.isEmpty()) {
            return now.history().lastFall().map(fall -> Halts.fallen(fall, Decision.QUIET_LOOK));
        }
        var since = now.history().lastFall().map(Fell::at).orElse(Instant.MIN);
        if (now.isOver(since, next.get())) {
            return Optional.empty();
        }
        var pause = Reach.until(now, next.get());
        return now.history()
                .lastFall()
                .filter(_ -> now.history().troubled())
                .<Step>map(fall -> Halts.fallen(fall, pause))
                .or(() -> Optional.of(new Step.Wait(Stage.RECOVERING, 0, pause)));
    }

    static Step fell(Situation now, String key, FallCause cause, Optional<String> detail) {
        return new Note(new Fell(now.now(), key, cause, detail));
    }
}
