package dev.berth.runtime.engine;

import dev.berth.runtime.Stranger.Evidence;
import java.time.Instant;
import java.util.OptionalInt;

/// How our container stands, or what stands in its place.
public sealed interface ContainerState {

    /// There is none of ours, and nothing else uses our data.
    record Absent() implements ContainerState {}

    /// A container that is not provably ours mounts our data folder, or one above or below it.
    ///
    /// @param evidence why it does not count as ours
    /// @param detail what was seen of it, for the details; may be empty
    record AnotherOnOurData(ContainerId id, String name, Evidence evidence, String detail)
            implements ContainerState {}

    /// Ours by label and id.
    sealed interface Ours extends ContainerState {
        ContainerId id();

        /// Digest or id of what it was made from.
        String image();

        /// The loopback port it publishes (or will, once started); empty when it publishes none.
        OptionalInt port();
    }

    record Created(ContainerId id, String image, OptionalInt port) implements Ours {}

    /// It runs; whether it is ready is another question.
    ///
    /// @param since when this run began
    record Running(ContainerId id, String image, OptionalInt port, Instant since) implements Ours {}

    record Paused(ContainerId id, String image, OptionalInt port) implements Ours {}

    /// Its last run has ended.
    ///
    /// @param code exit code, 0 to 255
    /// @param outOfMemory as far as can be told
    /// @param began when the run that ended had begun
    /// @param at when it ended
    record Exited(
            ContainerId id,
            String image,
            OptionalInt port,
            int code,
            boolean outOfMemory,
            Instant began,
            Instant at)
            implements Ours {}

    /// On its way out.
    record Removing(ContainerId id, String image, OptionalInt port) implements Ours {}
}
