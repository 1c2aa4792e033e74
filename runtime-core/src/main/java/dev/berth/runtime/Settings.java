package dev.berth.runtime;

import java.nio.file.Path;
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
/// @param fetching how the service's program is fetched
/// @param engineProgram absolute path of the engine's program; empty means the one on this computer
///   that is found first
public record Settings(
        Optional<String> release,
        Optional<String> provider,
        OptionalInt port,
        OptionalLong memoryMiB,
        Optional<Duration> startAllowance,
        boolean leaveRunning,
        Fetching fetching,
        Optional<Path> engineProgram) {

    /// How to reach the source of the service's program.
    ///
    /// @param mirror base address that is asked first (`https://HOST[:PORT][/PATH]`); empty means
    ///   the source itself
    /// @param proxy address of the proxy (`http://[USER:PASSWORD@]HOST:PORT`); empty means what the
    ///   environment says (`HTTPS_PROXY`, `NO_PROXY`)
    public record Fetching(Optional<String> mirror, Optional<String> proxy) {
        /// Straight from the source.
        public static Fetching direct() {
            return new Fetching(Optional.empty(), Optional.empty());
        }
    }

    /// What holds before anybody chose anything.
    public static Settings none() {
        return new Settings(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                false,
                Fetching.direct(),
                Optional.empty());
    }

    /// The same settings with another release.
    public Settings withRelease(String reference) {
        return new Settings(
                Optional.of(reference),
                provider,
                port,
                memoryMiB,
                startAllowance,
                leaveRunning,
                fetching,
                engineProgram);
    }

    /// The same settings with this program as the engine's.
    public Settings withEngineProgram(Path program) {
        return new Settings(
                release,
                provider,
                port,
                memoryMiB,
                startAllowance,
                leaveRunning,
                fetching,
                Optional.of(program));
    }

    /// The same settings with another provider.
    public Settings withProvider(String name) {
        return new Settings(
                release,
                Optional.of(name),
                port,
                memoryMiB,
                startAllowance,
                leaveRunning,
                fetching,
                engineProgram);
    }
}
