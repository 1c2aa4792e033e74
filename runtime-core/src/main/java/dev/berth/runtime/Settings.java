package dev.berth.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the person chose.
///
/// @param release name of the service's program; empty until set-up
/// @param provider who answers for the assistant; empty means later
/// @param port preferred port of the service's address, 1024 to 65535; empty means the usual one
/// @param memoryMiB how much memory the service may use, in MiB, at least 1024
/// @param startAllowance how long a start may take before it counts as failed; empty means 90 s or
///   three times the last good start
/// @param leaveRunning whether the service goes on when Berth is quit
/// @param fetching how the service's program is fetched
/// @param engineProgram absolute path of the engine's program; empty means the one on this computer
///   that is found first
/// @param startAtSignIn whether Berth starts when the person signs in to the computer
/// @param notifications whether the desktop tells when attention is needed
/// @param look how Berth's window and menu look
/// @param dwelling where the service lives
/// @param access how it is reached
/// @param copiesGiB how much room all safety copies may take together, in GiB, 1 to 4096; empty
///   means as much as they need. The newest two good ones stay in any case
public record Settings(
        Optional<String> release,
        Optional<Provider> provider,
        OptionalInt port,
        OptionalLong memoryMiB,
        Optional<Duration> startAllowance,
        boolean leaveRunning,
        Fetching fetching,
        Optional<Path> engineProgram,
        boolean startAtSignIn,
        boolean notifications,
        Look look,
        Dwelling dwelling,
        Access access,
        OptionalLong copiesGiB) {

    /// How the service is reached.
    ///
    /// @param wakeWhenUsed whether a request of the person's browser starts what they paused
    /// @param names further names of this computer by which the person's programs call it, in small
    ///   letters
    public record Access(boolean wakeWhenUsed, List<String> names) {
        public Access {
            names = List.copyOf(names);
        }

        /// Nothing was chosen.
        public static Access usual() {
            return new Access(false, List.of());
        }
    }

    /// Where the service lives, and how large a computer of its own is. What is empty is reckoned
    /// from this computer.
    ///
    /// @param place empty means the usual one of this system
    /// @param others what to do when another one is in the way
    /// @param processors 1 to 64
    /// @param memoryMiB in MiB, at least 2048
    /// @param diskGiB in GiB, 10 to 2048; it only grows
    /// @param file absolute path of what it is made from; empty means that it is fetched
    public record Dwelling(
            Optional<Place> place,
            Others others,
            OptionalInt processors,
            OptionalLong memoryMiB,
            OptionalLong diskGiB,
            Optional<Path> file) {

        /// Nothing was chosen.
        public static Dwelling usual() {
            return new Dwelling(
                    Optional.empty(),
                    Others.ASK,
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty());
        }

        /// The same somewhere else.
        ///
        /// @param from what it is made from; empty keeps what was chosen
        public Dwelling at(Place other, Optional<Path> from) {
            return new Dwelling(
                    Optional.of(other),
                    others,
                    processors,
                    memoryMiB,
                    diskGiB,
                    from.or(() -> file));
        }
    }

    /// What to do when another computer of this kind runs and only one can.
    public enum Others {
        ASK("ask"),
        ALWAYS_STOP("always"),
        NEVER_STOP("never");

        private final String id;

        Others(String id) {
            this.id = id;
        }

        /// Stable name, as in the settings file.
        public String id() {
            return id;
        }
    }

    /// Where the service lives on this computer.
    public Place place() {
        return dwelling.place().orElseGet(() -> Place.usual(System.getProperty("os.name", "")));
    }

    /// How Berth's window and menu look.
    ///
    /// @param language `en` or `de`; empty means the system's
    public record Look(Optional<String> language, Theme theme) {
        /// As the system has it.
        public static Look system() {
            return new Look(Optional.empty(), Theme.SYSTEM);
        }
    }

    /// Light or dark.
    public enum Theme {
        SYSTEM("system"),
        LIGHT("light"),
        DARK("dark");

        private final String id;

        Theme(String id) {
            this.id = id;
        }

        /// Stable name, as in the settings file.
        public String id() {
            return id;
        }
    }

    /// How to reach the source of the service's program.
    ///
    /// @param mirror base address that is asked first (`https://HOST[:PORT][/PATH]`); empty means
    ///   the source itself
    /// @param proxy address of the proxy (`http://[USER:PASSWORD@]HOST:PORT`); empty means what the
    ///   environment says (`HTTPS_PROXY`, `NO_PROXY`)
    /// @param file absolute path of the file from which the program came; empty where it came by
    ///   name. When the program is lost, it is taken from there again
    /// @param updates whether newer releases are looked for
    public record Fetching(
            Optional<String> mirror, Optional<String> proxy, Optional<Path> file, Updates updates) {

        /// By name.
        public Fetching(Optional<String> mirror, Optional<String> proxy) {
            this(mirror, proxy, Optional.empty());
        }

        /// With a look for newer releases once a day.
        public Fetching(Optional<String> mirror, Optional<String> proxy, Optional<Path> file) {
            this(mirror, proxy, file, Updates.LOOK);
        }

        /// The same with another file, or none.
        public Fetching from(Optional<Path> other) {
            return new Fetching(mirror, proxy, other, updates);
        }

        /// Straight from the source.
        public static Fetching direct() {
            return new Fetching(Optional.empty(), Optional.empty());
        }
    }

    /// Whether Berth looks by itself for newer releases of the service. None is fetched before the
    /// person asks for it.
    public enum Updates {
        /// Once a day.
        LOOK("look"),
        NEVER("never");

        private final String id;

        Updates(String id) {
            this.id = id;
        }

        /// Stable name, as in the settings file.
        public String id() {
            return id;
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
                Optional.empty(),
                false,
                true,
                Look.system(),
                Dwelling.usual(),
                Access.usual(),
                OptionalLong.empty());
    }

    /// The same settings with a release that comes by name, unless it is the one that came from a
    /// file.
    public Settings withRelease(String reference) {
        return withRelease(
                reference, fetching.file().filter(_ -> release.equals(Optional.of(reference))));
    }

    /// The same settings with another release.
    ///
    /// @param file from which it came; empty where it comes by name
    public Settings withRelease(String reference, Optional<Path> file) {
        return new Settings(
                Optional.of(reference),
                provider,
                port,
                memoryMiB,
                startAllowance,
                leaveRunning,
                fetching.from(file),
                engineProgram,
                startAtSignIn,
                notifications,
                look,
                dwelling,
                access,
                copiesGiB);
    }

    /// The same settings with what set-up chooses taken from others.
    public Settings withSetUpOf(Settings others) {
        return new Settings(
                others.release,
                others.provider,
                port,
                memoryMiB,
                startAllowance,
                leaveRunning,
                fetching.from(others.fetching.file()),
                engineProgram,
                startAtSignIn,
                notifications,
                look,
                others.dwelling,
                access,
                copiesGiB);
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
                Optional.of(program),
                startAtSignIn,
                notifications,
                look,
                dwelling,
                access,
                copiesGiB);
    }

    /// The same settings with another provider.
    public Settings withProvider(Provider other) {
        return new Settings(
                release,
                Optional.of(other),
                port,
                memoryMiB,
                startAllowance,
                leaveRunning,
                fetching,
                engineProgram,
                startAtSignIn,
                notifications,
                look,
                dwelling,
                access,
                copiesGiB);
    }

    /// The same settings with the service living elsewhere.
    public Settings withDwelling(Dwelling other) {
        return new Settings(
                release,
                provider,
                port,
                memoryMiB,
                startAllowance,
                leaveRunning,
                fetching,
                engineProgram,
                startAtSignIn,
                notifications,
                look,
                other,
                access,
                copiesGiB);
    }
}
