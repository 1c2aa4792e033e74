package dev.berth.runtime.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Everything that the engine must know to make the service.
///
/// @param image what to make it from; must be present, nothing is fetched here
/// @param command program and arguments inside; no secret among them
/// @param environment plain variables; no secret among them
/// @param secrets variable name to name of the engine's secret
/// @param dataFolder folder on this computer that the service may write
/// @param dataInside where it sees that folder
/// @param user user and group id inside that own the data
/// @param insidePort the port it listens on inside
/// @param port preferred loopback port outside; empty lets the engine pick
/// @param memoryMiB memory limit in MiB
/// @param processes how many processes and threads it may have
/// @param beside what it needs beside itself
/// @param stopAllowance how long it may take to stop before it is killed
public record ServiceSpec(
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> secrets,
        Path dataFolder,
        String dataInside,
        int user,
        int insidePort,
        OptionalInt port,
        long memoryMiB,
        int processes,
        Optional<Beside> beside,
        Duration stopAllowance) {
    public ServiceSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    /// What runs beside the service and the folder that it needs for it.
    ///
    /// @param folder folder on this computer, in which nothing can be written from inside
    /// @param inside where it is seen inside
    /// @param program a line of shell that ends with the service; no secret in it
    public record Beside(Path folder, String inside, String program) {}
}
