"""What differs between versions and providers, and what is said. Sources: the rows of podman.md in
brackets; 4.3.1 is as recorded (runtime-core/src/test/resources/.../podman/machine/linux-4.3.1)."""

# --- Versions ----------------------------------------------------------------------------------------

# What a version has: since when, and until when (that version has it no longer).
FEATURES = {
    "locks": ((5, 0), None),               # one for each machine, waited for in silence [A1]
    "written-whole": ((5, 0), None),       # entries by rename; before, a crash leaves zero bytes [A1]
    "entry-last": ((5, 0), None),          # init writes disk and connections first [A1]
    "tidy-init": ((5, 0), None),           # a failed init removes what it made [A1]
    "one-key": ((5, 0), None),             # one ssh key for all machines [A2]
    "json-connections": ((5, 0), None),    # PODMAN_CONNECTIONS_CONF [A5]
    "config-dir": ((5, 0), None),          # ConfigDir in inspect, no Image [A2]
    "image": ((5, 0), None),               # init --image; --image-path is the old name
    "says-stopped": ((4, 9), None),        # State "stopped"; 4.3 says "" [lab]
    "start-despite-flag": ((5, 0), None),  # a stale Starting is ignored and rewritten [S-01]
    "user-mode": ((4, 9), None),           # UserModeNetworking in list, PodmanPipe and Rootful in inspect
    "rosetta": ((5, 1), None),
    "all-providers": ((5, 3), (6, 0)),     # the flag; from 6.0 on it is always so [A2]
    "every-provider": ((6, 0), None),
    "other-providers-count": ((5, 4), None),  # one machine at a time across providers [S-06]
    "windows-socket": ((5, 3), None),
    "swap": ((5, 6), None),
    "update-connection": ((6, 0), None),
    "restart": ((6, 1), None),
    "provider-flag": ((6, 0), None),
    "exited-after-boot": ((4, 9), None),   # what ran when the machine went down; 4.3 says created [lab]
}


def has(version, feature):
    since, until = FEATURES[feature]
    return version >= since and (until is None or version < until)


# --- Providers ---------------------------------------------------------------------------------------

PROVIDERS = {
    # program: the hypervisor; helper: the network; alone: one machine at a time [S-06];
    # disk: how its file ends; system, arch: of the computer
    "qemu": dict(program="qemu-system-x86_64", helper="gvproxy", alone=True, disk="qcow2", system="linux", arch="amd64"),
    "applehv": dict(program="vfkit", helper="gvproxy", alone=True, disk="raw", system="darwin", arch="arm64"),
    "libkrun": dict(program="krunkit", helper="gvproxy", alone=True, disk="raw", system="darwin", arch="arm64"),
    "wsl": dict(program="wsl.exe", helper="win-sshproxy.exe", alone=False, disk="vhdx", system="windows", arch="amd64"),
    "hyperv": dict(program="vmwp.exe", helper="gvproxy.exe", alone=True, disk="vhdx", system="windows", arch="amd64"),
}


def usual_provider(system, version):
    """What a version takes where nothing is said [A2, upgrade steps]."""
    if system == "darwin":
        return "qemu" if version < (5, 0) else "applehv" if version < (6, 0) else "libkrun"
    return {"linux": "qemu", "windows": "wsl"}[system]


# --- Texts -------------------------------------------------------------------------------------------

# Name of the situation: what is said from which version on. {name} is the machine's.
TEXTS = {
    "exists": [((4, 0), "{name}: VM already exists"), ((6, 0), 'machine "{name}" already exists')],
    "exists-there": [((5, 0), 'vm "{name}" already exists on hypervisor'), ((6, 0), "{name} already exists on hypervisor")],
    "unknown": [((4, 0), "{name}: VM does not exist")],
    "running": [((4, 0), "cannot start VM {name}: VM already running or starting"),
                ((5, 0), "machine {name}: VM already running or starting"),
                ((5, 4), 'unable to start "{name}": already running')],
    "running-wsl": [((4, 0), '"{name}" is already running'), ((5, 0), "machine {name}: VM already running or starting"),
                    ((5, 4), 'unable to start "{name}": already running')],
    "other-active": [((4, 0), "cannot start VM {name}. VM {other} is currently running or starting: "
                              "only one VM can be active at a time"),
                     ((5, 0), 'unable to start "{name}": machine {other}: VM already running or starting'),
                     ((5, 3), 'unable to start "{name}": machine {other} is already running: '
                              "only one VM can be active at a time"),
                     ((5, 4), 'unable to start "{name}": {other} already starting or running: '
                              "only one VM can be active at a time")],
    "other-provider-active": [((5, 4), "unable to start: {other} already starting or running on the {provider} "
                                       "provider: only one VM can be active at a time")],
    "rm-running": [((4, 0), 'running vm "{name}" cannot be destroyed')],
    "name-long": [((4, 0), 'machine name "{name}" must be 30 characters or less')],
    "connection-exists": [((4, 9), 'system connection "{name}" already exists. consider a different machine name or '
                                   "remove the connection with 'podman system connection rm'")],
    "connection-gone": [((4, 9), 'failed to remove machines files: unable to find connection named "{name}"')],
    "incompatible": [((5, 0), 'incompatible machine config "{path}" ({name}) for this version of Podman')],
    "bad-json": [((4, 0), "{json}"), ((5, 0), 'unable to load machine config file: "{json}"')],
    "set-running": [((4, 0), "cannot change settings while the vm is running, run 'podman machine stop {name}' first"),
                    ((5, 0), "unable to change settings unless vm is stopped")],
    "shrink": [((4, 0), "failed to resize disk: new disk size must be larger than current disk size: {old}GB"),
               ((5, 0), "new disk size must be larger than {old} GB")],
    "wsl-fixed": [((4, 0), "changing {what} not supported for WSL machines")],
    "too-small": [((4, 0), "new disk size must be larger than current disk size: {old}GB")],
    "memory": [((4, 0), "requested amount of memory ({asked} MB) greater than total system memory ({total} MB)")],
    "cpus": [((6, 0), "requested number of CPUs ({asked}) greater than number of CPUs on the system ({total})")],
    "not-running": [((4, 0), 'vm "{name}" is not running')],
    "wrong-state": [((5, 0), "VM in wrong state to perform action")],
    "stop-late": [((4, 0), "failed waiting for vm to stop")],
    "gone-in-boot": [((4, 0), "EOF"), ((5, 0), "{program} exited unexpectedly with exit code 1")],
    "qemu-fails": [((4, 0), "qemu exited unexpectedly with exit code 1, stderr: qemu-system-x86_64: {why}\n")],
    "no-disk": [((4, 0), "qemu exited unexpectedly with exit code 1, stderr: qemu-system-x86_64: -drive "
                         "if=virtio,file={disk}: Could not open '{disk}': No such file or directory\n"),
                ((5, 0), "{program} exited unexpectedly with exit code 1")],
    "no-bootstrap": [((4, 0), "the WSL bootstrap script failed: exit status 1")],
    "no-distribution": [((4, 0), "the WSL bootstrap script failed: exit status 0xffffffff")],  # W-01
    "no-helper": [((4, 0), 'unable to start host networking: "could not find \\"{helper}\\" in one of {folders}.  To '
                           "resolve this error, set the helper_binaries_dir key in the `[engine]` section of "
                           'containers.conf to the directory containing your helper binaries."'),
                  ((5, 0), 'could not find "{helper}" in one of {folders}.  To resolve this error, set the '
                           "helper_binaries_dir key in the `[engine]` section of containers.conf to the directory "
                           "containing your helper binaries.")],
    "no-hypervisor": [((4, 0), 'exec: "{program}": executable file not found in $PATH'),
                      ((5, 0), 'could not find "{program}" in one of {folders}.  To resolve this error, set the '
                               "helper_binaries_dir key in the `[engine]` section of containers.conf to the directory "
                               "containing your helper binaries.")],
    "ssh-port": [((4, 0), "dial unix {qmp}: connect: no such file or directory")],  # S-08 before 5.0, lab
    "no-ready": [((4, 0), "machine did not transition into running state"),
                 ((5, 0), "machine did not transition into running state: ssh error: machine is not listening on ssh port")],
    # Faults only; a test names them.
    "no-space": [((4, 0), "write {cache}: no space left on device")],  # I-09
    "eof": [((4, 0), "Get \"https://builds.coreos.fedoraproject.org/streams/testing.json\": unexpected EOF"),
            ((5, 0), "unexpected EOF")],  # I-01
    "timeout": [((4, 0), 'Get "https://quay.io/v2/": dial tcp 3.228.45.123:443: i/o timeout'),
                ((5, 0), 'pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp 3.228.45.123:443: '
                         "i/o timeout")],
    "too-many": [((4, 0), "toomanyrequests: too many requests to registry")],
    "portal": [((4, 0), "wrong manifest type for disk artifact: text/html")],  # I-02
    "refused": [((4, 0), "head request failed: connectex: No connection could be made because the target machine "
                         "actively refused it.")],  # I-03
    "certificate": [((4, 0), "tls: failed to verify certificate: x509: certificate signed by unknown authority"),
                    ((5, 0), 'pinging container registry quay.io: Get "https://quay.io/v2/": tls: failed to verify '
                             "certificate: x509: certificate signed by unknown authority")],
    "no-ssh-keygen": [((4, 0), 'exec: "ssh-keygen": executable file not found in %PATH%')],  # B-08
    "keygen": [((4, 0), "key generation failed, unable to read from stderr: exit status 1")],  # I-17, recorded
    "reboot": [((4, 0), "Reboot is required to continue installation")],  # I-12
    "wsl-feature": [((4, 0), "the WSL import of guest OS failed: exit status 0xffffffff")],  # W-06
    "admin": [((4, 0), "hyperv machines require admin authority"),
              ((6, 0), "Hyper-V machines require Hyper-V admin rights to be managed. Please run the command as "
                       "administrator or add your user to the Hyper-V Administrators group")],  # H-01, H-02
    "gvproxy-socket": [((5, 0), 'unable to connect to "gvproxy" socket at "{run}/{name}-gvproxy.sock"')],  # B-06
    "gvproxy-runs": [((4, 0), "gvproxy process 4711 already running")],  # S-09
    "clean-up": [((5, 0), "unable to clean up gvproxy: process 4711 has not ended")],  # X-02, S-10
    "sysd": [((4, 0), "stopping sysd: exit status 1")],
    "krunkit-old": [((6, 0), "krunkit exited unexpectedly with exit code 2")],  # B-04
    "port-json": [((4, 0), "invalid character '<' looking for beginning of value")],  # S-14
    "server-too-old": [((4, 0), 'server API version is too old. Client "{version}" server "4.0.0"')],  # C-09
    "proxy-taken": [((4, 0), 'something went wrong with the request: "proxy already running\\n"')],  # S-07
    "port-taken": [((4, 0), 'something went wrong with the request: "listen tcp :{port}: bind: address already in '
                            'use\\n"')],  # lab
    "bad-image": [((4, 0), "open {path}: no such file or directory")],
    "root": [((4, 0), 'cannot run command "{command}" as root')],
}


def text(version, situation, /, **parts):
    said = [words for since, words in TEXTS[situation] if since <= version]
    return "Error: " + (said[-1] if said else TEXTS[situation][0][1]).format(**parts)


ROOTLESS_NOTE = """
This machine is currently configured in rootless mode. If your containers
require root permissions (e.g. ports < 1024), or if you run into compatibility
issues with non-podman clients, you can switch using the following command:{space}

\tpodman machine set --rootful{name}
"""

DOCKER_NOTE = """You can connect Docker API clients by setting DOCKER_HOST using the
following command in your terminal session:

{indent}export DOCKER_HOST='unix://{socket}'
"""

PIPE_NOTE = """API forwarding listening on: npipe:////./pipe/docker_engine

Docker API clients default to this address. You do not need to set DOCKER_HOST."""

PIPE_TROUBLE = """API forwarding for Docker API clients is not available due to the following startup failures.
\t{why}

Podman clients are still able to connect.
"""

NO_SERVICE = ("Cannot connect to Podman. Please verify your connection to the Linux system using `podman system "
              "connection list`, or try `podman machine init` and `podman machine start` to manage a new Linux VM\n"
              "Error: unable to connect to Podman socket: ")

UNKNOWN_CONNECTION = [((4, 0), 'Error: failed to resolve active destination: "{name}" service destination not found'),
                      ((5, 0), 'Error: connection "{name}" not found')]


def unknown_connection(version, name):
    return [words for since, words in UNKNOWN_CONNECTION if since <= version][-1].format(name=name)
