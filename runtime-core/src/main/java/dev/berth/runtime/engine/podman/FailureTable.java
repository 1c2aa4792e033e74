package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.EngineFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rows of [FailureCatalogue]; the first that matches wins, so that what Podman concludes
/// stands below what it concludes it from.
final class FailureTable {

    /// The verb of the rows that judge a version; no command is called so.
    static final String VERSION = "version";

    /// The verb of the rows on the way to an engine in a machine; they hold for every command that
    /// takes it.
    static final String APART = "apart";

    /// In the place of all verbs that begin with it.
    private static final String MACHINE = "machine";

    private static final String ANY = "any";

    private FailureTable() {}

    /// @param verbs which commands, parted by spaces; `*` is any, `machine` all on a machine,
    ///   `apart` all that go into one
    /// @param exit the exit code, or `any`
    /// @param versions where the text, or its cure, is such
    /// @param fragment in lower case; a `…` stands between two parts of it
    /// @param remedy what leads out of it, and whose hand it needs
    /// @param source where it was seen: a version, whose output is ours; a row of podman.md; `P#`,
    ///   an issue of Podman; `GV#`, one of its network's
    record Row(
            String verbs,
            String exit,
            VersionRange versions,
            String fragment,
            EngineFailure.Kind kind,
            Remedy remedy,
            String source) {

        /// A version that is not known yet rules nothing out.
        boolean matches(String verb, int code, String text, Optional<PodmanVersion> version) {
            return isOf(verb)
                    && (exit.equals(ANY) || exit.equals(Integer.toString(code)))
                    && version.filter(known -> !versions.has(known)).isEmpty()
                    && contains(text);
        }

        private boolean isOf(String verb) {
            var named = Set.of(verbs.split(" ", -1));
            return verbs.equals("*")
                    || named.contains(verb)
                    || (named.contains(MACHINE) && verb.startsWith(MACHINE + "-"));
        }

        private boolean contains(String text) {
            int at = 0;
            for (var part : fragment.split("…", -1)) {
                int found = text.indexOf(part, at);
                if (found < 0) {
                    return false;
                }
                at = found + part.length();
            }
            return true;
        }

        private static Row of(String line) {
            var cell = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new Row(
                    cell.get(0),
                    cell.get(1),
                    VersionRange.of(cell.get(2)),
                    cell.get(3),
                    EngineFailure.Kind.valueOf(cell.get(4)),
                    Remedy.valueOf(cell.get(5)),
                    cell.get(6));
        }
    }

    /// verbs, exit, versions, fragment, kind, remedy, source.
    private static final String TABLE =
            """
            # -- versions as such
            version           | any | <4.3        |                                                           | TOO_OLD          | UPDATE              | Berth is made for 4.3 and newer
            version           | any | 5.8.0<5.8.1 |                                                           | HARMFUL_VERSION  | UPDATE_BEYOND_5_8_0 | D-06, P#28215, P#28216

            # -- disk
            *                 | any | any         | no space left on device                                   | NO_ROOM          | FREE_ROOM           | D-01, I-09; 4.3.1
            *                 | any | any         | disk quota exceeded                                       | NO_ROOM          | FREE_ROOM           | D-01

            # -- the way into a machine
            apart             | any | any         | lost synchronization with multiplexed stream              | NO_SUCH_THING    | LOOK_AGAIN          | 4.3.1: logs of what is not there
            apart             | any | any         | cannot connect to podman                                  | WRONG_STATE      | LOOK_AGAIN          | C-01
            apart             | any | any         | unable to connect to podman                               | WRONG_STATE      | LOOK_AGAIN          | C-01, C-03
            apart             | any | any         | handshake failed                                          | WRONG_STATE      | LOOK_AGAIN          | C-02; 4.3.1
            apart             | any | any         | failed to connect: dial                                   | WRONG_STATE      | LOOK_AGAIN          | C-01; 4.3.1
            apart             | any | any         | all pipe instances are busy                               | BUSY             | LOOK_AGAIN          | C-07

            # -- a machine: who it is for, and which there are
            machine           | any | any         | as root                                                   | NOT_FOR_ROOT     | NOT_AS_ROOT         | A2; 4.3.1
            machine           | any | any         | vm does not exist                                         | NO_SUCH_THING    | LOOK_AGAIN          | A2; 4.3.1
            machine           | any | any         | unable to find connection named                           | NO_SUCH_THING    | LOOK_AGAIN          | I-08
            connection-rm     | any | any         | not found                                                 | NO_SUCH_THING    | LOOK_AGAIN          | I-08; 4.3.1
            machine-init      | any | any         | already exists on hypervisor                              | NAME_TAKEN       | LEFT_BEHIND         | I-05
            machine-init      | any | any         | system connection…already exists                          | NAME_TAKEN       | LOOK_AGAIN          | I-06
            machine-init      | any | any         | already exists                                            | NAME_TAKEN       | LOOK_AGAIN          | I-04; 4.3.1
            machine           | any | any         | incompatible machine config                               | PLACE_OUTDATED   | REBUILD             | I-14
            machine           | any | any         | cannot unmarshal                                          | PLACE_OUTDATED   | REBUILD             | I-14
            machine           | any | any         | unable to load machine config file                        | PLACE_DAMAGED    | ENTRY               | A2, finding 6
            machine           | any | any         | unexpected end of json input                              | PLACE_DAMAGED    | ENTRY               | W-09; 4.3.1
            machine           | any | any         | invalid character '\\x00'                                 | PLACE_DAMAGED    | ENTRY               | W-09
            machine           | any | any         | invalid character '<'                                     | UNREADABLE       | CONTROL_PORT        | S-14

            # -- a machine: starting
            machine-start     | any | any         | only one vm can be active                                 | OTHER_RUNS       | STOP_OTHER          | S-06; 4.3.1
            machine-start     | any | 5.0<5.3     | unable to start…machine…vm already running or starting    | OTHER_RUNS       | STOP_OTHER          | S-06, A2
            machine-start     | any | any         | already running                                           | WRONG_STATE      | RESTART_IT          | S-01, S-05, S-09; 4.3.1
            machine           | any | any         | could not access kvm kernel module                        | VIRTUALISATION_OFF | VIRTUALISATION    | B-11
            machine           | any | any         | failed to initialize kvm                                  | VIRTUALISATION_OFF | VIRTUALISATION    | B-11, P#19138
            machine           | any | any         | cannot allocate memory                                    | UNUSABLE         | SIZES               | 4.3.1
            machine-start     | any | any         | could not open…no such file or directory                  | PLACE_DAMAGED    | REBUILD             | I-07; 4.3.1
            machine-start     | any | any         | .ign…no such file or directory                            | PLACE_DAMAGED    | REBUILD             | I-07, P#19439
            machine-start     | any | any         | qmp_…no such file or directory                            | WRONG_STATE      | CONTROL_PORT        | S-08; 4.3.1: its own port is taken
            machine-start     | any | any         | .sock…no such file                                        | WRONG_STATE      | RESTART_IT          | S-11
            machine-start     | any | any         | address already in use                                    | WRONG_STATE      | CONTROL_PORT        | S-07
            machine           | any | any         | unable to connect to "gvproxy" socket                     | WRONG_STATE      | RESTART_IT          | B-06
            machine           | any | any         | error getting credentials                                 | UNUSABLE         | CREDENTIALS         | B-13
            machine           | any | any         | could not find "                                          | PART_MISSING     | MACHINE_PARTS       | B-02, B-11; 4.3.1
            machine           | any | any         | executable file not found                                 | PART_MISSING     | MACHINE_PARTS       | B-07, B-08
            machine           | any | any         | virtiofsd                                                 | PART_MISSING     | MACHINE_PARTS       | B-11, P#23127
            machine           | any | any         | rosetta                                                   | PART_MISSING     | ROSETTA             | M-03, P#23153
            machine-start     | any | any         | krunkit: unexpected argument                              | PART_MISSING     | MACHINE_PARTS       | B-04
            machine-start     | any | any         | vfkit exited unexpectedly                                 | PART_MISSING     | MACHINE_PARTS       | B-03
            machine-start     | any | any         | krunkit exited unexpectedly                               | PART_MISSING     | MACHINE_PARTS       | B-04
            machine-start     | any | any         | exited unexpectedly                                       | WRONG_STATE      | RESTART_IT          | 4.3.1
            machine-start     | any | any         | expected pipe is not available                            | WRONG_STATE      | RESTART_IT          | B-09
            machine-start     | any | any         | did not transition into running state                     | WRONG_STATE      | RESTART_IT          | S-03
            machine           | any | any         | has not ended                                             | WRONG_STATE      | RESTART_IT          | S-10
            machine-start     | any | any         | error: eof                                                | WRONG_STATE      | RESTART_IT          | S-15; 4.3.1: it ended while it began
            machine-start     | 1   | any         |  terminated                                               | WRONG_STATE      | RESTART_IT          | A1: a start that was ended

            # -- a machine: stopping and changing
            machine-stop      | any | any         | failed waiting for vm to stop                             | TIMED_OUT        | RESTART_IT          | X-01
            machine           | any | any         | os: process already finished                              | WRONG_STATE      | RESTART_IT          | R-01; 4.3.1: its network helper was ended
            machine           | any | any         | .sock: connect: connection refused                        | WRONG_STATE      | RESTART_IT          | 4.3.1: a socket without an owner
            machine-set       | any | any         | failed to get "write" lock                                | WRONG_STATE      | RESTART_IT          | 4.3.1: its hypervisor was left behind
            machine-set       | any | any         | while the vm is running                                   | WRONG_STATE      | LOOK_AGAIN          | 4.3.1
            machine           | any | any         | unable to clean up gvproxy                                | WRONG_STATE      | RESTART_IT          | X-02
            machine-stop      | any | any         | stopping sysd                                             | WRONG_STATE      | RESTART_IT          | X-03
            machine           | any | any         | vm in wrong state                                         | WRONG_STATE      | LOOK_AGAIN          | A1
            machine-rm        | any | any         | cannot be destroyed                                       | WRONG_STATE      | LOOK_AGAIN          | A2; 4.3.1
            machine-ssh       | any | any         | is not running                                            | WRONG_STATE      | LOOK_AGAIN          | 4.3.1
            machine-set       | any | any         | unless vm is stopped                                      | WRONG_STATE      | LOOK_AGAIN          | A2
            machine-set       | any | any         | not supported for wsl                                     | WRONG_STATE      | WSL_LIMITS          | D-03
            machine           | any | any         | new disk size must be larger                              | UNUSABLE         | SIZES               | A2; 4.3.1
            machine           | any | any         | requested amount of memory                                | UNUSABLE         | SIZES               | A2
            machine           | any | any         | requested number of cpus                                  | UNUSABLE         | SIZES               | A2, S-16

            # -- a machine: Windows
            machine           | any | any         | reboot is required                                        | RESTART_NEEDED   | RESTART             | I-12
            machine           | any | any         | active session needs to be updated                        | RESTART_NEEDED   | RESTART             | H-03
            machine           | any | any         | wsl_e_distro_not_found                                    | PLACE_DAMAGED    | REBUILD             | W-01
            machine-start     | any | any         | bootstrap script failed                                   | PLACE_DAMAGED    | REBUILD             | W-01
            machine           | any | any         | wsl_e_wsl_optional_component_required                     | VIRTUALISATION_OFF | VIRTUALISATION    | W-02
            machine           | any | any         | hcs_e_                                                    | VIRTUALISATION_OFF | VIRTUALISATION    | W-03
            machine           | any | any         | virtual machine platform                                  | VIRTUALISATION_OFF | VIRTUALISATION    | W-03
            machine           | any | any         | kernel file is not found                                  | PART_MISSING     | UPDATE_WSL          | W-04
            machine-init      | any | any         | 0xffffffff                                                | VIRTUALISATION_OFF | VIRTUALISATION    | W-06
            machine           | any | any         | hyperv machines require                                   | UNUSABLE         | HYPERV              | H-01
            machine           | any | any         | hyper-v machines require                                  | UNUSABLE         | HYPERV              | H-02
            machine           | any | any         | requires admin rights                                     | UNUSABLE         | HYPERV              | H-02
            machine           | any | any         | no results found                                          | PLACE_OUTDATED   | REBUILD             | H-04

            # -- a machine: making it
            machine-init      | any | any         | key generation failed                                     | WRONG_STATE      | LOOK_AGAIN          | I-17
            machine-init      | any | any         | file too large                                            | NO_ROOM          | FREE_ROOM           | I-10
            machine-init      | 125 | any         | error: open…no such file or directory                     | FILE_UNUSABLE    | OTHER_IMAGE         | 4.3.1

            # -- things by name or id
            secret-create     | 125 | any         | secret name in use                                        | NAME_TAKEN       | NONE                | 4.3.1
            create start      | 125 | any         | no secret with name or id                                 | SECRET_MISSING   | MAKE_AGAIN          | 4.3.1
            *                 | any | any         | no such secret                                            | NO_SUCH_THING    | MAKE_AGAIN          | 4.3.1
            create            | 125 | any         | that name is already in use                               | NAME_TAKEN       | NONE                | 4.3.1
            create            | 125 | any         | container name…is already in use                          | NAME_TAKEN       | NONE                | 5.x without the last words
            *                 | any | any         | no such container                                         | NO_SUCH_THING    | MAKE_AGAIN          | 4.3.1: exit 125, of rm 1
            create            | 125 | any         | image not known                                           | RELEASE_MISSING  | MAKE_AGAIN          | 4.3.1
            *                 | any | any         | image not known                                           | NO_SUCH_THING    | MAKE_AGAIN          | 4.3.1
            *                 | any | any         | no such image                                             | NO_SUCH_THING    | MAKE_AGAIN          | P#3332

            # -- ports
            start             | any | any         | address already in use                                    | PORT_TAKEN       | OTHER_PORT          | 4.3.1; pasta: P#24365
            start             | any | any         | pasta failed…listen failed                                | PORT_TAKEN       | OTHER_PORT          | L-12
            start             | any | any         | proxy already running                                     | PORT_TAKEN       | OTHER_PORT          | S-07, GV#615
            start             | any | any         | only one usage of each socket address                     | PORT_TAKEN       | OTHER_PORT          | Windows: WSAEADDRINUSE
            start             | any | any         | forbidden by its access permissions                       | PORT_TAKEN       | OTHER_PORT          | Windows: WSAEACCES, a reserved range
            start             | any | any         | privileged port                                           | PORT_TAKEN       | OTHER_PORT          | L-12; 4.3.1

            # -- states
            *                 | any | any         | container state improper                                  | WRONG_STATE      | LOOK_AGAIN          | 4.3.1; of rm exit 2
            *                 | any | any         | cannot be removed without force                           | WRONG_STATE      | LOOK_AGAIN          | 4.3.1
            unpause           | 125 | any         | not supported for cgroupv1 rootless                       | WRONG_STATE      | LOOK_AGAIN          | 4.3.1
            kill              | 125 | any         | can only kill running containers                          | WRONG_STATE      | LOOK_AGAIN          | 4.3.1
            stop kill remove  | any | any         | did not die within timeout                                | TIMED_OUT        | KILL                | P#16541

            # -- the file of a person
            load              | 125 | any         | payload does not match any of the supported image formats | FILE_UNUSABLE    | OTHER_FILE          | 4.3.1
            load              | 125 | any         | no such file or directory                                 | FILE_UNUSABLE    | OTHER_FILE          | 4.3.1
            load              | any | any         | permission denied                                         | FILE_UNUSABLE    | OTHER_FILE          | 4.3.1
            load              | any | any         | unexpected eof                                            | FILE_UNUSABLE    | OTHER_FILE          | 5.x: a torn file
            load              | any | any         | digest did not match | FILE_UNUSABLE    | OTHER_FILE          | 4.3.1
            secret-create     | 125 | any         | no such file or directory                                 | OWN_FILES        | MAKE_AGAIN          | 4.3.1
            create start      | 125 | any         | statfs…no such file or directory                          | NO_SUCH_THING    | LOOK_AGAIN          | 4.3.1: the data folder
            start             | any | any         | error mounting…no such file or directory                  | NO_SUCH_THING    | LOOK_AGAIN          | 4.3.1 with runc: the data folder
            create start      | any | any         | lsetxattr                                                 | UNUSABLE         | LABELS              | L-09, P#14719
            create start      | any | any         | relabel                                                   | UNUSABLE         | LABELS              | L-09

            # -- fetching: trust and sign-in before what they look like
            fetch machine-init | any | any         | certificate has expired or is not yet valid               | CERTIFICATE      | CLOCK               | T-01; 4.3.1
            fetch machine-init | any | any         | x509                                                      | CERTIFICATE      | TRUST               | I-03, N-06; 4.3.1
            fetch machine-init | any | any         | tls: failed to verify certificate                         | CERTIFICATE      | TRUST               | I-03; 5.x
            fetch machine-init | any | any         | does not look like a tls handshake                        | CERTIFICATE      | TRUST               | 4.3.1
            fetch machine-init | any | any         | server gave http response to https client                 | CERTIFICATE      | TRUST               | P#15060
            fetch machine-init | any | any         | 511 (network authentication required)                     | PORTAL           | SIGN_IN_AT_NETWORK  | I-02; 4.3.1
            fetch machine-init | any | any         | text/html                                                 | PORTAL           | SIGN_IN_AT_NETWORK  | I-02
            fetch machine-init | any | any         | invalid character '<'                                     | PORTAL           | SIGN_IN_AT_NETWORK  | I-02; 4.3.1
            fetch machine-init | any | any         | <html                                                     | PORTAL           | SIGN_IN_AT_NETWORK  | I-02; 4.3.1
            fetch machine-init | any | any         | toomanyrequests                                           | SOURCE_BUSY      | TRY_LATER           | I-01
            fetch machine-init | any | any         | too many requests                                         | SOURCE_BUSY      | TRY_LATER           | I-01; 4.3.1
            fetch machine-init | any | any         | unexpected http status: 5                                 | SOURCE_BUSY      | TRY_LATER           | 4.3.1
            fetch machine-init | any | any         | invalid status code from registry 5                       | SOURCE_BUSY      | TRY_LATER           | 4.3.1
            fetch machine-init | any | any         | digest did not match                                      | DAMAGED          | TRY_LATER           | 4.3.1
            fetch machine-init | any | any         | does not match expected                                   | DAMAGED          | TRY_LATER           | 4.3.1
            fetch machine-init | any | any         | unexpected end of json input                              | DAMAGED          | TRY_LATER           | 4.3.1
            fetch machine-init | any | any         | invalid tar header                                        | DAMAGED          | TRY_LATER           | 4.3.1
            fetch machine-init | any | any         | getting username and password                             | UNUSABLE         | CREDENTIALS         | B-13; 4.3.1
            fetch machine-init | any | any         | error getting credentials                                 | UNUSABLE         | CREDENTIALS         | B-13
            fetch machine-init | any | any         | rejected by policy                                        | UNUSABLE         | ALLOWED             | I-16; 4.3.1
            fetch load        | any | any         | invalid policy in                                         | UNUSABLE         | ALLOWED             | I-16; 4.3.1
            fetch machine-init | any | any         | manifest unknown                                          | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | name unknown                                              | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | blob unknown                                              | RELEASE_MISSING  | OTHER_RELEASE       | 5.x
            fetch machine-init | any | any         | 404 (not found)                                           | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | repository does not exist                                 | RELEASE_MISSING  | OTHER_RELEASE       | a source that hides what it has not
            fetch machine-init | any | any         | unauthorized                                              | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | : denied                                                  | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | access to the resource is denied                          | RELEASE_MISSING  | OTHER_RELEASE       | a source that hides what it has not
            fetch machine-init | any | any         | did not resolve to an alias                               | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | invalid reference format                                  | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | must be lowercase                                         | RELEASE_MISSING  | OTHER_RELEASE       | 4.3.1
            fetch machine-init | any | any         | proxyconnect                                              | NETWORK          | PROXY               | N-05; 4.3.1
            fetch machine-init | any | any         | eof                                                       | NETWORK          | NETWORK             | I-01; 4.3.1
            fetch machine-init | any | any         | stream error                                              | NETWORK          | NETWORK             | I-01
            fetch machine-init | any | any         | timeout                                                   | NETWORK          | NETWORK             | I-01
            fetch machine-init | any | any         | timed out                                                 | NETWORK          | NETWORK             | I-01
            fetch machine-init | any | any         | connection reset                                          | NETWORK          | NETWORK             | I-01
            fetch machine-init | any | any         | tls:                                                      | NETWORK          | NETWORK             | I-03
            fetch machine-init | any | any         | dial tcp                                                  | NETWORK          | NETWORK             | 4.3.1: no such host, connection refused
            fetch machine-init | any | any         | network is unreachable                                    | NETWORK          | NETWORK             | S-12
            fetch machine-init | any | any         | pinging container registry                                | NETWORK          | NETWORK             | 4.3.1

            # -- the release itself
            start             | any | any         | exec format error                                         | RELEASE_UNUSABLE | OTHER_RELEASE       | of another kind of computer
            start             | any | any         | attempted to invoke a command that was not found          | RELEASE_UNUSABLE | OTHER_RELEASE       | 4.3.1 with runc; crun
            fetch load create | any | any         | no image found in manifest list for architecture          | RELEASE_UNUSABLE | OTHER_RELEASE       | of another kind of computer

            # -- the account: before what Podman concludes from it
            *                 | any | any         | newuidmap": executable file not found                     | PART_MISSING     | INSTALL_UIDMAP      | L-01; 4.3.1
            *                 | any | any         | newgidmap": executable file not found                     | PART_MISSING     | INSTALL_UIDMAP      | L-01; 4.3.1
            *                 | any | any         | should have setuid                                        | PART_MISSING     | REINSTALL_UIDMAP    | L-02; 4.3.1
            *                 | any | any         | using newuidmap: exit status                              | PART_MISSING     | REINSTALL_UIDMAP    | P#12637
            *                 | any | any         | no subuid ranges found                                    | USER_IDS_MISSING | ADD_IDS             | L-03; 4.3.1
            *                 | any | any         | single mapping                                            | USER_IDS_MISSING | ADD_IDS             | L-03; 4.3.1
            *                 | any | any         | not be enough ids available                               | USER_IDS_MISSING | ADD_IDS             | L-03; 4.3.1
            *                 | any | any         | /etc/subuid                                               | USER_IDS_MISSING | ADD_IDS             | L-03

            # -- the session
            *                 | any | any         | not owned by the current user                             | NO_SESSION       | SIGN_IN             | L-06; 4.3.1
            *                 | any | any         | creating tmpdir…permission denied                         | NO_SESSION       | SIGN_IN             | L-06
            *                 | any | any         | mkdir…/libpod: permission denied                          | NO_SESSION       | SIGN_IN             | L-06; 4.3.1
            *                 | any | any         | runtime dir…permission denied                             | NO_SESSION       | SIGN_IN             | L-06
            *                 | any | any         | no systemd user session                                   | NO_SESSION       | SIGN_IN             | L-04
            *                 | any | any         | sd-bus call                                               | NO_SESSION       | SIGN_IN             | L-04, P#25824
            *                 | any | any         | /bus: connect:                                            | NO_SESSION       | SIGN_IN             | L-04, P#25824
            *                 | any | any         | storage.conf: permission denied                           | NO_SESSION       | SIGN_IN             | 4.3.1: another account's home
            *                 | any | any         | cannot resolve…lstat                                      | NO_SESSION       | SIGN_IN             | 4.3.1: no home folder
            *                 | any | >=6.0       | cgroups v1 not supported                                  | UNUSABLE         | UNIFIED_GROUPS      | L-05, P#27271
            *                 | any | <5.7        | invalid internal status…could not find any running process | STALE           | REVIVE              | L-08; 4.3.1
            *                 | any | <5.7        | invalid internal status                                   | UNUSABLE         | MIGRATE             | L-08, P#20697
            *                 | any | >=5.7       | unable to create a new pause process                      | UNUSABLE         | MIGRATE             | L-08, P#27604

            # -- its parts
            create start      | any | any         | could not find slirp4netns                                | PART_MISSING     | INSTALL_NETWORK     | 4.3.1
            create start      | any | any         | could not find pasta                                      | PART_MISSING     | INSTALL_NETWORK     | P#25516
            start             | any | any         | netavark: iptables: no such file                          | PART_MISSING     | INSTALL_NETWORK     | P#24285
            *                 | any | any         | could not find "netavark"                                 | PART_MISSING     | INSTALL_NETWORK     | B-02; 4.3.1
            *                 | any | any         | could not find "aardvark-dns"                             | PART_MISSING     | INSTALL_NETWORK     | B-02
            create            | any | any         | container-init binary                                     | PART_MISSING     | INSTALL_INIT        | P#4159
            *                 | any | any         | catatonit                                                 | PART_MISSING     | INSTALL_INIT        | 4.4 and newer look for it by name
            *                 | any | any         | could not find a working conmon                           | PART_MISSING     | INSTALL_PARTS       | 4.3.1
            *                 | any | any         | default oci runtime…not found                             | PART_MISSING     | INSTALL_PARTS       | 4.3.1
            *                 | any | any         | could not find "                                          | PART_MISSING     | INSTALL_PARTS       | B-02
            *                 | any | any         | executable file not found                                 | PART_MISSING     | INSTALL_PARTS       | B-02
            start             | any | any         | no logs from conmon                                       | UNUSABLE         | INSTALL_PARTS       | 4.3.1: a runtime that says nothing; P#22274
            create start      | any | any         | setrlimit                                                 | UNUSABLE         | LIMITS              | a root without rights
            create start      | any | any         | setting rlimit                                            | UNUSABLE         | LIMITS              | 4.3.1

            # -- its store
            *                 | any | any         | database is locked                                        | BUSY             | LOOK_AGAIN          | P#17859, P#20809
            *                 | any | any         | database is malformed                                     | STORE_DAMAGED    | DATABASE            | D-05
            *                 | any | any         | database disk image is malformed                          | STORE_DAMAGED    | DATABASE            | D-05
            *                 | any | any         | file is not a database                                    | STORE_DAMAGED    | DATABASE            | D-05
            *                 | any | any         | opening database…file size too small                      | STORE_DAMAGED    | DATABASE            | D-05; 4.3.1
            *                 | any | any         | opening database…invalid database                         | STORE_DAMAGED    | DATABASE            | D-05
            *                 | any | any         | opening database…permission denied                        | UNUSABLE         | WRITABLE            | 4.3.1
            *                 | any | >=6.0       | boltdb database backend was removed                       | UNUSABLE         | MIGRATE_DATABASE    | P#28553
            *                 | any | any         | database configuration mismatch                           | UNUSABLE         | CONFIGURATION       | P#20902
            *                 | any | <5.0        | layer not known                                           | STORE_DAMAGED    | FETCH_ANEW          | D-05
            *                 | any | >=5.0       | layer not known                                           | STORE_DAMAGED    | CHECK_STORE         | D-05
            *                 | any | <5.0        | readlink…overlay                                          | STORE_DAMAGED    | FETCH_ANEW          | D-05, P#5986
            *                 | any | >=5.0       | readlink…overlay                                          | STORE_DAMAGED    | CHECK_STORE         | D-05, P#5986
            *                 | any | any         | read-only file system                                     | UNUSABLE         | WRITABLE            | 4.3.1
            *                 | any | any         | acquiring runtime init lock                               | UNUSABLE         | WRITABLE            | P#11539
            *                 | any | any         | allocating lock                                           | UNUSABLE         | MIGRATE             | P#18838
            *                 | any | any         | driver not supported                                      | UNUSABLE         | CONFIGURATION       | 4.3.1
            *                 | any | any         | prerequisites for driver not satisfied                    | UNUSABLE         | CONFIGURATION       | 4.3.1
            *                 | any | any         | toml:                                                     | UNUSABLE         | CONFIGURATION       | 4.3.1
            *                 | any | any         | error creating runtime                                    | UNUSABLE         | CONFIGURATION       | 3.x and older
            info list         | any | any         | : not a directory                                         | UNUSABLE         | CONFIGURATION       | 4.3.1

            # -- an engine somewhere else
            *                 | any | any         | cannot connect to podman                                  | UNUSABLE         | INSTALL             | C-01
            *                 | any | any         | unable to connect to podman                               | UNUSABLE         | INSTALL             | C-01
            *                 | any | any         | server api version is too old                             | TOO_OLD          | UPDATE              | C-09, P#12728
            *                 | any | any         | unknown flag                                              | TOO_OLD          | UPDATE              | 4.3.1
            *                 | any | any         | unrecognized command                                      | TOO_OLD          | UPDATE              | 4.3.1
            """;

    static final List<Row> ROWS =
            TABLE.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
}
