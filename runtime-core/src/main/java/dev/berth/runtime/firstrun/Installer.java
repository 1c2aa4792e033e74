package dev.berth.runtime.firstrun;

import dev.berth.runtime.FirstRun.Installation;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Installs through this computer's package manager what the assistant needs. Any thread.
public interface Installer {

    /// One at a time: a second call joins the first. Returns at once; the stage never fails.
    ///
    /// @param progress share done, 0 to 1, where it can be told; on a thread of Berth's
    CompletionStage<Installation> install(Consumer<OptionalDouble> progress);
}
