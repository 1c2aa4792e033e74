package dev.berth.runtime.provision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The table of package managers: by which program each is known, what a computer needs, and how it
/// is told. The first that is there is the computer's own.
enum PackageManager {
    // program, packages, install command (in a shell: $@ are the packages), is progress told

    /// Debian, Ubuntu, Mint. What the engine needs of what it only recommends is named, so that
    /// nothing else comes with it. Its state goes to standard output, because the system's question
    /// closes every other way out (`APT::Status-Fd`: apt's README.progress).
    APT(
            "apt-get",
            List.of(
                    "podman",
                    "uidmap",
                    "slirp4netns",
                    "fuse-overlayfs",
                    "netavark",
                    "aardvark-dns",
                    "catatonit"),
            "apt-get install",
            """
            export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
            apt-get -q -o DPkg::Lock::Timeout=300 -o APT::Get::List-Cleanup=false update || true
            exec apt-get -q --yes -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
                -o APT::Status-Fd=1 -o APT::Install-Recommends=false \
                -o Dpkg::Options::=--force-confold install "$@"
            """),

    /// Fedora, RHEL and their kin; one that is busy is waited for by itself.
    DNF("dnf", List.of("podman"), "dnf install", "exec dnf --assumeyes install \"$@\""),

    ZYPPER(
            "zypper",
            List.of("podman"),
            "zypper install",
            "export ZYPP_LOCK_TIMEOUT=300; exec zypper --non-interactive install \"$@\""),

    /// Nothing that is there is brought up to date: that is the person's own decision.
    PACMAN(
            "pacman",
            List.of("podman", "passt", "fuse-overlayfs"),
            "pacman -S --needed",
            "exec pacman -S --needed --noconfirm \"$@\""),

    APK(
            "apk",
            List.of("podman", "shadow-uidmap", "slirp4netns", "fuse-overlayfs"),
            "apk add",
            "exec apk --wait 300 add \"$@\"");

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private final String program;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> packages;

    private final String typed;
    private final String script;

    PackageManager(String program, List<String> packages, String typed, String script) {
        this.program = program;
        this.packages = packages;
        this.typed = typed;
        this.script = script;
    }

    /// The computer's own.
    ///
    /// @param there whether a program is on this computer
    static Optional<PackageManager> found(Predicate<String> there) {
        return Arrays.stream(values()).filter(one -> there.test(one.program)).findFirst();
    }

    /// Whether a program lies where the system's programs lie; what the person's own `PATH` adds is
    /// not asked for permission.
    static boolean isThere(String program) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(program).toFile())
                .anyMatch(java.io.File::canExecute);
    }

    /// What a person types for the same.
    ///
    /// @param root whether they are root already
    String typed(boolean root) {
        return (root ? "" : "sudo ") + typed + " " + String.join(" ", packages);
    }

    /// The words that do it; to be run as root.
    List<String> command() {
        var words = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "berth"));
        words.addAll(packages);
        return List.copyOf(words);
    }
}
