"""Folders, entries, locks and connections of machines, as each version keeps them."""

import fcntl
import json
import os
import socket
import tomllib

import __main__ as podman
from machine.tables import PROVIDERS, has, text, usual_provider

VERSION = tuple(int(part) for part in podman.VERSION.split(".")[:2])


def can(feature):
    return has(VERSION, feature)


def refuse(situation, **parts):
    raise podman.Refusal(text(VERSION, situation, **parts))


def provider():
    """The one that is current: CONTAINERS_MACHINE_PROVIDER, then profile.json, then the usual one."""
    named = os.environ.get("CONTAINERS_MACHINE_PROVIDER") or podman.PROFILE.get("provider")
    chosen = named or usual_provider(podman.PROFILE.get("system", "linux"), VERSION)
    if chosen not in PROVIDERS:
        raise podman.Refusal(f'Error: unsupported provider "{chosen}"')
    return chosen


def system():
    return podman.PROFILE.get("system") or PROVIDERS[provider()]["system"]


def neighbours():
    """Providers of the same computer."""
    return [name for name, one in PROVIDERS.items() if one["system"] == PROVIDERS[provider()]["system"]]


# --- Folders -----------------------------------------------------------------------------------------


def root(variable, usual):
    return os.environ.get(variable) or os.path.join(os.environ.get("HOME") or podman.world("home"), usual)


def config_folder(of=None):
    return os.path.join(root("XDG_CONFIG_HOME", ".config"), "containers/podman/machine", of or provider())


def data_folder(of=None):
    return os.path.join(root("XDG_DATA_HOME", ".local/share"), "containers/podman/machine", of or provider())


def run_folder():
    """For sockets and pid files; XDG_RUNTIME_DIR, on the other systems TMPDIR [A5]."""
    variable = "XDG_RUNTIME_DIR" if system() == "linux" else "TMPDIR"
    folder = os.path.join(os.environ.get(variable) or podman.world("run"), "podman")
    os.makedirs(folder, exist_ok=True)
    return folder


def api_socket(name, of=None):
    if can("one-key"):
        return os.path.join(run_folder(), name + "-api.sock")
    return os.path.join(os.path.dirname(data_folder(of)), name, "podman.sock")


def pid_files(name):
    """Of the hypervisor and of the network helper; from 5.0 on all machines share the latter's [A1]."""
    run = run_folder()
    if can("one-key"):
        return os.path.join(run, name + "_vm.pid"), os.path.join(run, "gvproxy.pid")
    return os.path.join(run, name + "_vm.pid"), os.path.join(run, name + "_proxy.pid")


def identity(name):
    if can("one-key"):
        return os.path.join(os.path.dirname(data_folder()), "machine")
    return os.path.join(os.environ.get("HOME") or podman.world("home"), ".ssh", name)


# --- Entries -----------------------------------------------------------------------------------------

# What an entry says, and where it stands in the JSON of 4.x and of 5.0 and later.
FIELDS = {
    "name": ("Name", "Name"), "created": ("Created", "Created"), "last_up": ("LastUp", "LastUp"),
    "starting": ("Starting", "Starting"), "rootful": ("Rootful", "HostUser.Rootful"), "uid": ("UID", "HostUser.UID"),
    "cpus": ("CPUs", "Resources.CPUs"), "memory": ("Memory", "Resources.Memory"),
    "disk": ("DiskSize", "Resources.DiskSize"), "port": ("Port", "SSH.Port"),
    "user": ("RemoteUsername", "SSH.RemoteUsername"), "key": ("IdentityPath", "SSH.IdentityPath"),
    "image": ("ImagePath.Path", "ImagePath.Path"), "mounts": ("Mounts", "Mounts"),
    "stream": ("ImageStream", "ImageStream"), "swap": ("Swap", "Swap"),
}
NEVER_SET = {"starting": False, "mounts": [], "rootful": False, "stream": "", "swap": 0, "port": 0, "cpus": 0,
             "memory": 0, "disk": 0, "key": "", "image": "", "user": "", "uid": 0, "last_up": podman.NEVER,
             "created": podman.NEVER, "name": ""}


def got(value, path):
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def put(value, path, what):
    *folders, last = path.split(".")
    for step in folders:
        value = value.setdefault(step, {})
    value[last] = what


class BadJson(Exception):
    pass


class Entry:
    """One machine's entry; what it holds beside FIELDS is kept as it is."""

    def __init__(self, of, path, value=None):
        self.provider, self.path, self.value = of, path, value or {}

    def __getattr__(self, field):
        if field not in FIELDS:
            raise AttributeError(field)
        return got(self.value, FIELDS[field][can("written-whole")]) or NEVER_SET[field]

    def set(self, **fields):
        for field, what in fields.items():
            put(self.value, FIELDS[field][can("written-whole")], what)
        return self

    @property
    def room(self):
        return podman.world("guests", self.name)

    @property
    def compatible(self):
        return not can("written-whole") or self.value.get("Version", 0) > 0

    def save(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        written = json.dumps(self.value, indent=None if can("written-whole") else 1)
        if can("written-whole"):
            podman.write(self.path, written)
            return
        with open(self.path, "w", encoding="utf-8") as file:
            podman.step("writing")  # here it is empty
            file.write(written)

    def refresh(self):
        self.value = parsed(self.path)


def parsed(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        content = file.read()
    try:
        return json.loads(content)
    except ValueError:
        first = content.strip(" \n")[:1]
        if not first or first in "{[":
            raise BadJson("unexpected end of JSON input") from None
        shown = "\\x00" if first == "\0" else first
        raise BadJson(f"invalid character '{shown}' looking for beginning of value") from None


def entries(of=None):
    """Of one provider; a bad one makes the whole question fail [finding 6]."""
    folder, found = config_folder(of), []
    for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if not file.endswith(".json"):
            continue
        path = os.path.join(folder, file)
        try:
            one = Entry(of or provider(), path, parsed(path))
        except BadJson as bad:
            if not can("written-whole"):
                raise podman.Refusal(f"Error: listing vms: {bad}", printed='Migrating machine ""\n') from None
            refuse("bad-json", json=bad)
        if one.compatible:
            found.append(one)
        else:
            log("error", text(VERSION, "incompatible", path=path, name=one.value.get("Name", "")).removeprefix("Error: "))
    return found


def everywhere():
    return [one for of in neighbours() for one in entries(of)]


def entry(name):
    places = neighbours() if can("every-provider") else [provider()]
    for of in places:
        path = os.path.join(config_folder(of), name + ".json")
        if os.path.exists(path):
            try:
                one = Entry(of, path, parsed(path))
            except BadJson as bad:
                moved = "" if can("written-whole") else f'Migrating machine "{name}"\n'
                raise podman.Refusal(text(VERSION, "bad-json", json=bad), printed=moved) from None
            if not one.compatible:
                refuse("incompatible", path=path, name=name)
            return one
    refuse("unknown", name=name)


def log(level, message):
    escaped = message.replace("\\", "\\\\").replace('"', '\\"')
    podman.sys.stderr.write(f'time="{podman.time.strftime("%Y-%m-%dT%H:%M:%SZ")}" level={level} msg="{escaped}"\n')
    podman.sys.stderr.flush()


class MachineLock:
    """Held by init, start, stop, set and rm of one machine; waited for without a word, without limit."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        if can("locks"):
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            self.file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            fcntl.lockf(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_):
        if can("locks"):
            os.close(self.file)


def lock_of(name, of=None):
    return MachineLock(os.path.join(config_folder(of), name + ".lock"))


def start_lock():
    return MachineLock(os.path.join(os.path.dirname(data_folder()), "machine-start.lock"))


# --- Connections -------------------------------------------------------------------------------------


def containers_conf():
    return os.environ.get("CONTAINERS_CONF") or os.path.join(root("XDG_CONFIG_HOME", ".config"),
                                                             "containers/containers.conf")


def connections_json():
    return os.environ.get("PODMAN_CONNECTIONS_CONF") or os.path.join(root("XDG_CONFIG_HOME", ".config"),
                                                                     "containers/podman-connections.json")


def read_conf():
    try:
        with open(containers_conf(), "rb") as file:
            return tomllib.load(file)
    except (FileNotFoundError, tomllib.TOMLDecodeError):
        return {}


class Connections:
    """Name to {uri, key, machine}, and which one is the default."""

    def __init__(self):
        self.conf = read_conf()
        engine = self.conf.get("engine", {})
        self.all = {name: dict(uri=one.get("uri", ""), key=one.get("identity", ""), machine=one.get("is_machine", False))
                    for name, one in engine.get("service_destinations", {}).items()}
        self.default = engine.get("active_service", "")
        self.own = dict(self.all)
        if can("json-connections"):
            kept = podman.read(connections_json(), {}).get("Connection") or {}
            self.own = {name: dict(uri=one.get("URI", ""), key=one.get("Identity", ""), machine=one.get("IsMachine", False))
                        for name, one in (kept.get("Connections") or {}).items()}
            self.all.update(self.own)
            self.default = kept.get("Default") or self.default

    def add(self, name, uri, key):
        # The first one becomes the default, whatever anybody wanted [C-04].
        if not self.own:
            self.default = name
        self.own[name] = self.all[name] = dict(uri=uri, key=key, machine=True)

    def remove(self, name):
        """Whether it was there. 4.x leaves the default's name where it is [lab]."""
        self.all.pop(name, None)
        there = self.own.pop(name, None) is not None
        if can("json-connections") and self.default == name:
            self.default = ""
        return there

    def settle(self):
        """After a removal the first one left becomes the default."""
        if can("json-connections") and not self.default and self.own:
            usual = "podman-machine-default"
            self.default = usual if usual in self.own else next(iter(sorted(self.own)))

    def save(self):
        path = connections_json() if can("json-connections") else containers_conf()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if can("json-connections"):
            kept = podman.read(path, {})
            kept["Connection"] = {"Default": self.default, "Connections": {
                name: {"URI": one["uri"], "Identity": one["key"], **({"IsMachine": True} if one["machine"] else {})}
                for name, one in sorted(self.own.items())}}
            kept.setdefault("Farm", {})
            podman.write(path, json.dumps(kept, separators=(",", ":")) + "\n")
            return
        engine = self.conf.setdefault("engine", {})
        engine.pop("active_service", None)
        engine.pop("service_destinations", None)
        if self.default:
            engine["active_service"] = self.default
        engine["service_destinations"] = {
            name: {"uri": one["uri"], **({"identity": one["key"]} if one["key"] else {}),
                   **({"is_machine": True} if one["machine"] else {})}
            for name, one in sorted(self.own.items())}
        podman.write(path, toml(self.conf))


def toml(conf):
    """As Podman's own writer does it: known tables in its order, comments gone."""
    lines = []

    def table(name, value, depth):
        pad = "  " * depth
        if depth == 0 and lines:
            lines.append("")
        lines.append(f"{'  ' * max(0, depth)}[{name}]")
        for key, one in value.items():
            if not isinstance(one, dict):
                lines.append(f"{pad}  {key} = {json.dumps(one)}")
        for key, one in value.items():
            if isinstance(one, dict):
                table(f"{name}.{key}", one, depth + 1)

    order = ["containers", "engine", "machine", "network", "secrets", "configmaps"]
    for section in order + [name for name in conf if name not in order]:
        table(section, conf.get(section, {}), 0)
    return "\n".join(lines) + "\n"


# --- Ports -------------------------------------------------------------------------------------------


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
