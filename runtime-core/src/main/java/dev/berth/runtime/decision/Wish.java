package dev.berth.runtime.decision;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What should be.
public sealed interface Wish {

    /// Whether the service is to be up (or made ready to be), so that everything it needs is looked
    /// at; otherwise only what has to go.
    default boolean wantsUp() {
        return this instanceof Running || this instanceof SetUp;
    }

    /// Nobody has asked for anything: everything stays as it is.
    record Idle() implements Wish {}

    /// The service should run.
    ///
    /// @param restartSince a run that began before this moment is to be ended once
    record Running(Optional<Instant> restartSince) implements Wish {}

    record Paused() implements Wish {}

    /// Everything a start needs should be there.
    ///
    /// @param fileToLoad file with the service's program that was not loaded yet
    /// @param tellProvider whether the service was not told yet who answers, which the person chose
    record SetUp(Optional<Path> fileToLoad, boolean tellProvider) implements Wish {}

    /// Nothing of ours should be there but what a reset keeps.
    ///
    /// @param told whether the person was told already that nothing is set up: what is left is
    ///   cleaned quietly then
    record Nothing(boolean told) implements Wish {}

    /// The service should be stopped, and we should end.
    ///
    /// @param leaveRunning whether it is left as it is instead
    /// @param giveUpAt when we end even if it could not be stopped
    record Quit(boolean leaveRunning, Instant giveUpAt) implements Wish {}
}
