package dev.berth.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// What the first-run wizard needs besides [Command.SetUp]. Any thread.
public interface FirstRun {

    /// Looks whether this computer has what the assistant needs, wherever it lives or shall live.
    /// Changes nothing; may wait 15 s.
    default List<Check> checkUp() {
        return checkUp(Optional.empty());
    }

    /// The same for a place where it might live.
    ///
    /// @param place empty means the one that was chosen, or the usual one
    List<Check> checkUp(Optional<Place> place);

    /// Installs the missing parts through this computer's package manager, with the person's
    /// permission, which the system asks for. One at a time: a second call joins the first.
    ///
    /// @param progress share done, 0 to 1, where it can be told; on a thread of Berth's
    CompletionStage<Installation> install(Consumer<OptionalDouble> progress);

    /// What the person has filled in so far; empty when nothing is under way. May wait.
    Optional<Draft> draft();

    /// Keeps what the person has filled in, so that a wizard that is killed goes on there. May
    /// wait. It stays until Ready was seen, until a reset, or until [#forget()].
    ///
    /// @param key of the provider; empty leaves what was kept for the same provider at the same
    ///   address: for another one it is forgotten
    /// @throws Berth.LostContact when it cannot be kept; its message is a sentence for people
    void keep(Draft draft, Optional<String> key);

    /// Forgets the draft. Its key goes with it unless set-up has taken it over. May wait.
    void forget();

    /// One thing that was looked at.
    ///
    /// @param sentence what is so, in plain words and English; a window has its own by part and
    ///   verdict
    /// @param figure what was measured, where it is a number: MiB
    /// @param cure what helps
    /// @param details technical lines
    record Check(
            Part part,
            Verdict verdict,
            String sentence,
            Optional<Long> figure,
            Cure cure,
            List<String> details) {
        public Check {
            details = List.copyOf(details);
        }
    }

    /// What is looked at.
    enum Part {
        /// The program that keeps the assistant apart.
        ENGINE,
        /// Room on the disk.
        ROOM,
        MEMORY
    }

    /// How it is.
    enum Verdict {
        GOOD,
        /// It will work, not well.
        POOR,
        /// It cannot work.
        BAD
    }

    /// What helps.
    sealed interface Cure {
        /// Nothing is needed.
        record None() implements Cure {}

        /// The parts can be installed with [FirstRun#install].
        ///
        /// @param command the same for a terminal
        record Install(String command) implements Cure {}

        /// A command for the person or an administrator.
        record ByHand(String command) implements Cure {}

        /// What the problem's sentence says.
        record AsSaid(Problem problem) implements Cure {}
    }

    /// How an installation ended.
    sealed interface Installation {
        record Installed() implements Installation {}

        /// The person did not give the permission.
        record Declined() implements Installation {}

        /// There is no way to do it from here.
        ///
        /// @param command for a terminal; empty where none is known
        record NotPossible(Optional<String> command) implements Installation {}

        /// It did not work.
        ///
        /// @param details what was reported, redacted
        record Failed(List<String> details) implements Installation {
            public Failed {
                details = List.copyOf(details);
            }
        }
    }

    /// What was filled in.
    ///
    /// @param page where the person is
    /// @param provider empty means later
    /// @param keyGiven whether a key is kept for it
    /// @param file the service's program in a file, for a computer without network
    /// @param dwelling where the service is to live; empty where the person said nothing about it
    record Draft(
            Page page,
            Optional<Provider> provider,
            boolean keyGiven,
            boolean startAtSignIn,
            Optional<Path> file,
            Optional<SetUpWishes.Dwelling> dwelling) {

        /// One that says nothing about where it is to live.
        public Draft(
                Page page,
                Optional<Provider> provider,
                boolean keyGiven,
                boolean startAtSignIn,
                Optional<Path> file) {
            this(page, provider, keyGiven, startAtSignIn, file, Optional.empty());
        }
    }

    /// The pages, in order.
    enum Page {
        WELCOME,
        PROVIDER,
        OPTIONS,
        PROGRESS
    }
}
