package dev.berth.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the person chose.
///
/// @param release name of the service's program; empty until set-up
/// @param provider name of the provider; empty means later
/// @param port preferred port of the service's address, 1024 to 65535; empty means the usual one
/// @param memoryMiB how much memory the service may use, in MiB, at least 1024
/// @param startAllowance how long a start may take before it counts as failed; empty means 90 s or
///   three times the last good start
/// @param leaveRunning whether the service goes on when Berth is quit
public record Settings(
        Optional<String> release,
        Optional<String> provider,
        OptionalInt port,
        OptionalLong memoryMiB,
        Optional<Duration> startAllowance,
        boolean leaveRunning) {

    /// What holds before anybody chose anything.
    public static Settings none() {
        return new Settings(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                false);
    }

    /// The same settings with another release.
    public Settings withRelease(String reference) {
        return new Settings(
                Optional.of(reference), provider, port, memoryMiB, startAllowance, leaveRunning);
    }

    /// The same settings with another provider.
    public Settings withProvider(String name) {
        return new Settings(
                release, Optional.of(name), port, memoryMiB, startAllowance, leaveRunning);
    }
}
