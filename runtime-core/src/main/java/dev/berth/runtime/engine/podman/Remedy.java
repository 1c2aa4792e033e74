package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.Cure;
import java.util.List;

/// The cures of the catalogue. Berth does by itself only what touches nothing but its own things;
/// nothing that a command such as `system migrate`, `prune` or `reset` does to a person's other
/// things is ever done without them (DESIGN 4, rule 13). [#REVIVE] names the one case in which
/// there is nothing to be done to.
enum Remedy {
    /// Nothing better is known than to try again.
    NONE(Cure.By.PERSON),

    // what Berth does by itself
    LOOK_AGAIN(Cure.By.BERTH),
    TRY_LATER(Cure.By.BERTH),
    MAKE_AGAIN(Cure.By.BERTH),
    OTHER_PORT(Cure.By.BERTH),
    KILL(Cure.By.BERTH),

    // what must be installed
    INSTALL(
            Cure.By.PERSON,
            "To install Podman (4.3 or newer): sudo apt install podman (Debian, Ubuntu), sudo dnf"
                    + " install podman (Fedora), sudo zypper install podman (openSUSE)"),
    UPDATE(
            Cure.By.PERSON,
            "To update Podman (4.3 or newer is needed): sudo apt install podman (Debian, Ubuntu),"
                    + " sudo dnf upgrade podman (Fedora), sudo zypper update podman (openSUSE)"),
    UPDATE_BEYOND_5_8_0(
            Cure.By.PERSON,
            "Podman 5.8.0 can lose what it keeps when it moves its database; 5.8.1 does not. To"
                    + " update: sudo dnf upgrade podman (Fedora), sudo zypper update podman"
                    + " (openSUSE), sudo apt install podman (Debian, Ubuntu)"),
    INSTALL_UIDMAP(
            Cure.By.PERSON,
            "To add it: sudo apt install uidmap (Debian, Ubuntu), sudo dnf install shadow-utils"
                    + " (Fedora), sudo zypper install shadow (openSUSE)"),
    REINSTALL_UIDMAP(
            Cure.By.PERSON,
            "It lost its rights. To give them back: sudo apt install --reinstall uidmap (Debian,"
                    + " Ubuntu), sudo dnf reinstall shadow-utils (Fedora)"),
    INSTALL_NETWORK(
            Cure.By.PERSON,
            "To add it: sudo apt install passt slirp4netns netavark aardvark-dns iptables (Debian,"
                    + " Ubuntu), sudo dnf install passt netavark (Fedora)"),
    INSTALL_INIT(
            Cure.By.PERSON,
            "To add it: sudo apt install catatonit (Debian, Ubuntu), sudo dnf install catatonit"
                    + " (Fedora)"),
    INSTALL_PARTS(
            Cure.By.PERSON,
            "To put Podman and its parts in order: sudo apt install --reinstall podman conmon crun"
                    + " (Debian, Ubuntu), sudo dnf reinstall podman conmon crun (Fedora)",
            "A containers.conf of your own may name a part that is not there"),

    // the account and the session
    ADD_IDS(
            Cure.By.PERSON,
            "To add the ids: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535"
                    + " YOUR-NAME",
            "Then once: podman system migrate (this stops everything that runs in Podman; nothing"
                    + " is lost)"),
    SIGN_IN(
            Cure.By.PERSON,
            "Berth needs a real sign-in of the account it runs as, not su or sudo: sign out and in"
                    + " again, and start Berth there",
            "For Berth without anybody signed in: loginctl enable-linger YOUR-NAME"),
    MIGRATE(
            Cure.By.PERSON,
            "To settle it: podman system migrate (this stops everything that runs in Podman, so"
                    + " Berth does not do it; nothing is lost), or restart this computer"),
    REVIVE(
            Cure.By.PERSON,
            "Podman remembers what ran before a hard end of this computer. Where nothing runs any"
                    + " more, Berth tells it so by itself; where that did not help: podman system"
                    + " migrate, or restart this computer"),
    UNIFIED_GROUPS(
            Cure.By.PERSON,
            "Podman 6 needs control groups version 2: add systemd.unified_cgroup_hierarchy=1 to the"
                    + " kernel's options and restart, or stay with Podman 5.8"),
    LIMITS(
            Cure.By.PERSON,
            "The account may not have the limits that Podman asks for: in"
                    + " ~/.config/containers/containers.conf, under [containers], set default_ulimits"
                    + " to values that ulimit -Hn and ulimit -Hu allow"),

    // the store
    FREE_ROOM(
            Cure.By.PERSON,
            "The disk that holds ~/.local/share/containers or /var/tmp is full; to see what Podman"
                    + " keeps: podman system df"),
    CHECK_STORE(
            Cure.By.PERSON,
            "To check and mend the store: podman system check, then podman system check --repair"),
    FETCH_ANEW(
            Cure.By.PERSON,
            "To take the damaged program away, so that it is fetched anew: podman rmi --force"
                    + " NAME-OF-THE-RELEASE (podman images lists the names)"),
    DATABASE(
            Cure.By.PERSON,
            "Podman's database is damaged. Its file stands above: move it aside and start again;"
                    + " what else was kept in Podman must then be made anew"),
    MIGRATE_DATABASE(
            Cure.By.PERSON,
            "Podman 6 cannot read the old database. Install Podman 5.8.1 or a later 5.8, run podman"
                    + " system migrate --migrate-db, restart this computer, and update again"),
    WRITABLE(
            Cure.By.PERSON,
            "The place above cannot be written: see that its disk is healthy and not read-only, and"
                    + " that it belongs to the account (ls -ld)"),
    CONFIGURATION(
            Cure.By.PERSON,
            "A configuration file of Podman is wrong: storage.conf or containers.conf in"
                    + " ~/.config/containers or /etc/containers; mend it or move it aside"),
    LABELS(
            Cure.By.PERSON,
            "The disk of Berth's folder cannot carry the labels that this system asks for; move the"
                    + " folder to a disk of this computer (BERTH_HOME)"),

    // the source
    NETWORK(Cure.By.PERSON, "See that this computer reaches the internet"),
    PROXY(
            Cure.By.PERSON,
            "The proxy that is set does not answer: see proxy in Berth's settings.json, and the"
                    + " variables HTTPS_PROXY and NO_PROXY"),
    CLOCK(
            Cure.By.PERSON,
            "Either this computer's date and time are wrong (timedatectl) or the source's"
                    + " certificate is"),
    TRUST(
            Cure.By.PERSON,
            "A company's or school's own certificate must be known to this computer: sudo cp"
                    + " FILE.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates"
                    + " (Debian, Ubuntu), /etc/pki/ca-trust/source/anchors/ and sudo update-ca-trust"
                    + " (Fedora)"),
    SIGN_IN_AT_NETWORK(
            Cure.By.PERSON, "Open http://neverssl.com in a browser: the sign-in page appears"),
    ALLOWED(
            Cure.By.PERSON,
            "The rules of this computer (policy.json in /etc/containers or ~/.config/containers)"
                    + " do not allow this source"),
    CREDENTIALS(
            Cure.By.PERSON,
            "A file with sign-ins is wrong or names a program that is not there"
                    + " (~/.docker/config.json: credsStore, credHelpers; or auth.json): mend it or"
                    + " move it aside"),
    OTHER_RELEASE(
            Cure.By.PERSON,
            "See that the name of the release is right (release in Berth's settings.json)"),
    OTHER_FILE(Cure.By.PERSON, "A file that podman save or berth wrote is needed"),

    // the machine
    /// Berth stops it and starts it afresh.
    RESTART_IT(Cure.By.BERTH),
    NOT_AS_ROOT(
            Cure.By.PERSON,
            "Podman makes no machine for root: start Berth from an ordinary account, or choose the"
                    + " other place in Berth's settings.json (host: native)"),
    STOP_OTHER(
            Cure.By.PERSON,
            "Only one machine runs at a time here. To stop the other one, whose name stands above:"
                    + " podman machine stop NAME"),
    OTHER_IMAGE(
            Cure.By.PERSON,
            "A disk image for podman machine is needed: .qcow2 (Linux), .raw (macOS) or .tar"
                    + " (Windows), packed with .zst, .xz or .gz or not"),
    MACHINE_PARTS(
            Cure.By.PERSON,
            "To add what a machine needs: sudo apt install qemu-system-x86 qemu-utils gvproxy"
                    + " virtiofsd openssh-client (Debian, Ubuntu), sudo dnf install podman-machine"
                    + " (Fedora); on macOS and Windows install Podman's own package from"
                    + " https://podman.io, which has all parts in versions that fit; on Windows also"
                    + " the optional feature OpenSSH Client"),
    VIRTUALISATION(
            Cure.By.PERSON,
            "Linux: switch on virtualisation in the firmware (BIOS, UEFI), and let the account use"
                    + " it: sudo usermod -aG kvm YOUR-NAME, then sign out and in",
            "Windows: as administrator, wsl --install --no-distribution, then restart the computer;"
                    + " virtualisation must be on in the firmware too"),
    RESTART(
            Cure.By.PERSON,
            "To go on, restart this computer, or sign out and in where the text above says so"),
    UPDATE_WSL(Cure.By.PERSON, "To update it, as administrator: wsl --update"),
    WSL_LIMITS(
            Cure.By.PERSON,
            "Under WSL all machines share one size: it is set in the file .wslconfig of your"
                    + " account"),
    HYPERV(
            Cure.By.PERSON,
            "Hyper-V wants an administrator: let one add the account to the group Hyper-V"
                    + " Administrators, or use the provider wsl (CONTAINERS_MACHINE_PROVIDER=wsl)"),
    SIZES(
            Cure.By.PERSON,
            "The size that was chosen does not fit this computer or this image: see machine in"
                    + " Berth's settings.json"),
    REBUILD(
            Cure.By.PERSON,
            "It can be made anew: the service's own files lie outside of it and stay"),
    LEFT_BEHIND(
            Cure.By.PERSON,
            "A machine of that name was left half-made. If it is none of yours, an administrator"
                    + " takes it away: wsl --unregister podman-NAME (WSL), or in the Hyper-V Manager"),
    ENTRY(
            Cure.By.PERSON,
            "A file in ~/.config/containers/podman/machine is damaged, so that Podman reads none of"
                    + " them: move the one named above aside"),
    CONTROL_PORT(
            Cure.By.PERSON,
            "Another program took the port by which the machine is reached: end that program, or"
                    + " restart this computer"),
    ROSETTA(Cure.By.PERSON, "To add it: softwareupdate --install-rosetta");

    @SuppressWarnings("ImmutableEnumChecker") // its list is a copy
    private final Cure cure;

    Remedy(Cure.By by, String... steps) {
        cure = new Cure(by, List.of(steps));
    }

    Cure cure() {
        return cure;
    }
}
