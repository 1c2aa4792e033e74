package dev.berth.app.desk;

import dev.berth.runtime.Activity;
import dev.berth.runtime.Belongings;
import dev.berth.runtime.Berth;
import dev.berth.runtime.Berths.Opening;
import dev.berth.runtime.Choices;
import dev.berth.runtime.Copies;
import dev.berth.runtime.Doctor;
import dev.berth.runtime.Episode;
import dev.berth.runtime.Home;
import dev.berth.runtime.StatusReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The one home that this command line is about. The real one is made of `Berths`.
public interface BerthHome {

    /// Where it lies.
    Home place();

    /// Whether the person's account is the one that may do everything here (`root`).
    boolean isAdministrators();

    /// Whether there may be one; false is certain. A glance at the folder: it comes before all else
    /// when the icon should be there at once.
    boolean mayBeKept();

    /// Waits so long for the disk on which the home lies, where it is not there yet.
    ///
    /// @return whether the home is there
    boolean awaitDisk(Duration atMost) throws InterruptedException;

    /// The keeper that runs; empty when none does.
    ///
    /// @throws Berth.LostContact when one is there that does not answer
    Optional<Berth> connect();

    /// Becomes the keeper.
    Opening supervise();

    /// Becomes a keeper that starts nothing by itself and that nobody else can talk to.
    Opening alone();

    /// What the files say while no keeper runs.
    StatusReport unsupervised();

    /// What the person chose, while no keeper runs.
    Choices choices();

    /// The safety copies.
    Copies copies();

    /// What is there, for who wants to erase it.
    Belongings belongings();

    /// Carries out what a keeper ordered, as a process of its own.
    ///
    /// @param release of the assistant, where the keeper knows it
    /// @return whether all went well; empty when these are no such arguments
    Optional<Boolean> carryOut(List<String> arguments, Optional<String> release);

    /// The service's log as far as it was kept.
    List<String> log(int lines);

    /// The journal.
    List<Activity> activity(int last);

    /// What happened, told from so many lines of the journal, whether or not a keeper runs.
    List<Episode> story(int lines);

    /// Finds out what is wrong, whether or not a keeper runs.
    Doctor doctor();
}
