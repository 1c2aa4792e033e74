package dev.berth.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// The composition root: where an application gets its Berth from, and the only class that may know
/// every room below.
@SuppressWarnings("DoNotCallSuggester") // until it is wired
public final class Berths {

    private Berths() {}

    /// What came of the wish to supervise a home.
    public sealed interface Opening {

        /// The home is ours until the keeper ends.
        record Supervising(Keeper keeper) implements Opening {}

        /// Another process holds the home.
        ///
        /// @param pid which one
        record HeldBy(long pid) implements Opening {}

        /// The home cannot be supervised.
        ///
        /// @param sentence why, and what to do
        record Refused(String sentence) implements Opening {}
    }

    /// Takes the home's lock, starts the supervisor and lets other processes of this person talk to
    /// it.
    public static Opening supervise(Home home) {
        throw notWiredYet();
    }

    /// Takes the home's lock and runs the supervisor for this process alone; starts nothing by
    /// itself. For set-up, pause and reset while no keeper runs.
    public static Opening alone(Home home) {
        throw notWiredYet();
    }

    /// The supervisor in another process; empty when none runs.
    ///
    /// @throws Berth.LostContact when one is there that does not answer, or speaks otherwise than
    ///   we do; its message is a sentence for people
    public static Optional<Berth> connect(Home home) {
        throw notWiredYet();
    }

    /// What the files say while no keeper runs: not set up, or not running.
    public static StatusReport unsupervised(Home home) {
        throw notWiredYet();
    }

    /// The service's last lines as far as they were kept, oldest first, without a keeper.
    public static List<String> offlineLog(Home home, int lines) {
        throw notWiredYet();
    }

    /// What Berth did and why, oldest first, without a keeper.
    public static List<Activity> offlineActivity(Home home, int last) {
        throw notWiredYet();
    }

    private static IllegalStateException notWiredYet() {
        return new IllegalStateException("wired by the composition root");
    }

    /// The version of this program, as the build wrote it into `version.properties`.
    public static String version() {
        var properties = new Properties();
        try (var file = Berths.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(file, "version.properties is not in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
