package dev.berth.runtime.store;

import dev.berth.runtime.ProblemKind;
import java.time.Instant;
import java.util.Optional;

/// One line of the journal. History (budgets, diagnosis) is a fold over these lines, so every fact
/// that a decision after a crash may need stands here.
public sealed interface JournalEntry {

    /// When the line was written.
    Instant at();

    /// Why something is done.
    enum Trigger {
        START_UP,
        PERSON,
        RECOVERY
    }

    /// An act is about to begin.
    ///
    /// @param id of the attempt, unique in this home
    /// @param step stable name of the act
    /// @param subject what it acts on (a container id, a port, a secret's name); empty when there
    ///   is no one thing
    record Began(String id, Instant at, Trigger trigger, String step, String subject)
            implements JournalEntry {}

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
        CANCELLED
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
    record Proved(Instant at, String container, Instant run) implements JournalEntry {}

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
