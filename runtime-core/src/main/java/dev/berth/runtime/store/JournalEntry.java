package dev.berth.runtime.store;

import dev.berth.runtime.Diagnosis.Plane;
import dev.berth.runtime.ProblemKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// One line of the journal. History (budgets, diagnosis) is a fold over these lines, so every fact
/// that a decision after a crash may need stands here.
public sealed interface JournalEntry {

    /// When the line was written.
    Instant at();

    /// The same line, as if written at another time.
    default JournalEntry at(Instant other) {
        return switch (this) {
            case Began(var id, var _, var trigger, var step, var subject, var cause) ->
                    new Began(id, other, trigger, step, subject, cause);
            case Ended(
                            var id,
                            var _,
                            var step,
                            var subject,
                            var outcome,
                            var detail,
                            var problem) ->
                    new Ended(id, other, step, subject, outcome, detail, problem);
            case Fell(var _, var key, var cause, var detail, var problem) ->
                    new Fell(other, key, cause, detail, problem);
            case Proved(var _, var container, var run, var address) ->
                    new Proved(other, container, run, address);
            case Woke(var _, var pid, var version, var instance) ->
                    new Woke(other, pid, version, instance);
            case Troubled(var _, var plane, var problem) -> new Troubled(other, plane, problem);
            case Recovered(var _, var plane) -> new Recovered(other, plane);
            case Asked(var _, var command) -> new Asked(other, command);
            case Noticed(var _, var what, var detail) -> new Noticed(other, what, detail);
        };
    }

    /// Why something is done.
    enum Trigger {
        START_UP,
        PERSON,
        RECOVERY,
        /// The computer had slept, or its clock was set.
        WAKE
    }

    /// An act is about to begin.
    ///
    /// @param id of the attempt, unique in this home
    /// @param step stable name of the act
    /// @param subject what it acts on (a container id, a port, a secret's name); empty when there
    ///   is no one thing
    /// @param because what was seen that led to it; empty where that was not noted
    record Began(
            String id,
            Instant at,
            Trigger trigger,
            String step,
            String subject,
            Optional<String> because)
            implements JournalEntry {

        /// One of which is not noted what led to it.
        public Began(String id, Instant at, Trigger trigger, String step, String subject) {
            this(id, at, trigger, step, subject, Optional.empty());
        }
    }

    /// An act has ended.
    ///
    /// @param outcome how
    /// @param detail technical detail, redacted
    /// @param problem what it means to a person, where the engine's words tell it
    record Ended(
            String id,
            Instant at,
            String step,
            String subject,
            Outcome outcome,
            Optional<String> detail,
            Optional<ProblemKind> problem)
            implements JournalEntry {

        /// One that went well, or whose failure nobody can tell more of.
        public Ended(
                String id,
                Instant at,
                String step,
                String subject,
                Outcome outcome,
                Optional<String> detail) {
            this(id, at, step, subject, outcome, detail, Optional.empty());
        }
    }

    enum Outcome {
        DONE,
        FAILED,
        /// Ended at its deadline: a failure, and nobody knows yet what came of it.
        TIMED_OUT,
        /// What it was to bring about was seen after its deadline: its last line, which counts for
        /// nothing.
        LATE,
        CANCELLED,
        /// We ended while it was under way: nobody knows how far it came.
        CUT_OFF
    }

    /// The service fell or did not come up: one failure against the budget.
    ///
    /// @param key names this one fall, so that it is counted once whoever sees it again
    /// @param cause what happened
    /// @param problem what it means to a person, where that is more than the cause says
    record Fell(
            Instant at,
            String key,
            FallCause cause,
            Optional<String> detail,
            Optional<ProblemKind> problem)
            implements JournalEntry {

        /// One of which the cause says all.
        public Fell(Instant at, String key, FallCause cause, Optional<String> detail) {
            this(at, key, cause, detail, Optional.empty());
        }
    }

    /// Ready was proven.
    ///
    /// @param container whose readiness
    /// @param run when its present run began
    /// @param address the port of the person's address; homes from before it was told have none
    record Proved(Instant at, String container, Instant run, OptionalInt address)
            implements JournalEntry {}

    /// The supervisor of this home began.
    ///
    /// @param instance the id of this home's instance, so that it can be told from here when both
    ///   files that keep it are lost
    record Woke(Instant at, long pid, String version, Optional<String> instance)
            implements JournalEntry {}

    /// A person asked for something.
    record Asked(Instant at, String command) implements JournalEntry {}

    /// Something worth telling that counts against nothing.
    record Noticed(Instant at, String what, Optional<String> detail) implements JournalEntry {}

    /// Something of a plane was seen broken that is no fall of the service.
    record Troubled(Instant at, Plane plane, ProblemKind problem) implements JournalEntry {}

    /// A plane was seen well on evidence of its own. For the endpoint: Ready was true again of a
    /// run of which it was proven before.
    record Recovered(Instant at, Plane plane) implements JournalEntry {}

    enum FallCause {
        EXITED,
        EXITED_CLEANLY,
        REFUSED_SETTINGS,
        OUT_OF_MEMORY,
        VANISHED,
        START_FAILED,
        PORT_TAKEN,
        NEVER_READY,
        SILENT,
        TOKEN_REFUSED,
        SOMEBODY_ELSE,
        STUCK_PAUSED
    }
}
