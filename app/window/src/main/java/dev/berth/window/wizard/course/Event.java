package dev.berth.window.wizard.course;

import dev.berth.runtime.FirstRun.Check;
import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.FirstRun.Installation;
import dev.berth.runtime.Settings;
import dev.berth.runtime.Status;
import dev.berth.runtime.StatusReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What happens to the first run.
public sealed interface Event {

    // -- from Berth

    /// What Berth knows when the person comes here, and each time a lost keeper is found again.
    record Met(Status status, Optional<Draft> draft, Optional<Known> known) implements Event {}

    /// What was chosen before, and what holds.
    record Known(Settings settings, Path dataFolder) {}

    /// How things stand now.
    record Told(StatusReport report, Instant at) implements Event {}

    /// Nothing is heard of Berth.
    record Lost() implements Event {}

    record Checked(List<Check> checks) implements Event {
        public Checked {
            checks = List.copyOf(checks);
        }
    }

    /// A look at this computer came to nothing.
    record NotChecked() implements Event {}

    record Installing(OptionalDouble share) implements Event {}

    record Installed(Installation how) implements Event {}

    /// What was filled in is written down; the key with it, where one was given.
    record Kept() implements Event {}

    /// Something could not be done.
    ///
    /// @param said what was reported
    record Refused(String said) implements Event {}

    /// What set-up came to.
    record Settled(StatusReport report, Instant at) implements Event {}

    // -- from the person

    record Next() implements Event {}

    record Back() implements Event {}

    record CheckAgain() implements Event {}

    record InstallForMe() implements Event {}

    record FileChosen(Path file) implements Event {}

    record FileRemoved() implements Event {}

    /// The assistant shall be walled off completely, or not.
    record Walled(boolean apart) implements Event {}

    /// What a place of its own is made from.
    record OwnFileChosen(Path file) implements Event {}

    record OwnFileRemoved() implements Event {}

    record Filled(ProviderForm form) implements Event {}

    record Chosen(boolean startAtSignIn, boolean notifications) implements Event {}

    record TryAgain() implements Event {}

    /// To the page that can mend what is wrong.
    record Mend() implements Event {}

    /// Cancel or Esc.
    record Cancel() implements Event {}

    /// Cancel was meant.
    record CancelMeant() implements Event {}

    record CancelNotMeant() implements Event {}

    record Open() implements Event {}

    record Close() implements Event {}
}
