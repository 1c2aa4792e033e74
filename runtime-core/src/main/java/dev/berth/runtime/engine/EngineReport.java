package dev.berth.runtime.engine;

/// What a usable engine says of itself.
///
/// @param version as it prints it
/// @param rootless whether it runs with the rights of an ordinary user
/// @param labelsFiles whether mounted folders need an SELinux label
/// @param limitsMemory whether memory and process limits take effect here
public record EngineReport(
        String version, boolean rootless, boolean labelsFiles, boolean limitsMemory) {}
