package dev.berth.runtime.engine;

import java.nio.file.Path;
import java.util.Optional;

/// What proves a container ours: our instance label *and* the id that we recorded when we made it
/// (DESIGN 4, rule 2). While no id is recorded (first start, lost state file), the label alone
/// stands in, for the instance id is kept twice and known to nobody else.
///
/// @param instance the instance id
/// @param recorded the container's id, once recorded
/// @param dataFolder real path of the service's data, which nobody else may use
public record Ownership(String instance, Optional<ContainerId> recorded, Path dataFolder) {

    /// The label that carries the instance id.
    public static final String LABEL = "dev.berth.instance";

    /// The name of what we make: `berth-` plus the first eight characters of the instance id.
    public String name() {
        return name(instance);
    }

    /// The name of what the home with this instance id makes.
    public static String name(String instance) {
        return "berth-" + instance.substring(0, Math.min(8, instance.length()));
    }
}
