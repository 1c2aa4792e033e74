"""What `podman machine` says when it is asked: list, inspect and info, and how it lies."""

import json
import os

import __main__ as podman
from machine import running
from machine.store import (Connections, api_socket, can, config_folder, data_folder, entries, entry, everywhere, provider,
                           run_folder, system)
from machine.tables import PROVIDERS

GIB, MIB = 1 << 30, 1 << 20
USUAL = "podman-machine-default"


def named(words):
    return words[0] if words else USUAL


def say(line):
    print(line, flush=True)


# --- What it is asked --------------------------------------------------------------------------------


def state(one):
    """running, starting, or what this version calls it when it is off."""
    alive = running.hypervisor(one)
    if not can("written-whole") and one.starting:
        return "starting"
    if alive:
        return "running"
    left = os.path.join(run_folder(), f"qmp_{one.name}.sock")
    return "stopped" if can("says-stopped") or os.path.lexists(left) else ""


def listed(one, connections):
    unknown = one.provider == "wsl" and not can("written-whole")  # of 4.x [A2]
    memory, disk = (0, 0) if unknown else (one.memory * MIB, one.disk * GIB)
    default = connections.default in ((one.name, one.name + "-root") if can("json-connections") else (one.name,))
    line = {
        "Name": one.name, "Default": default, "Created": one.created, "Running": state(one) == "running",
        "Starting": bool(one.starting), "LastUp": one.last_up, "Stream": one.stream or "default",
        "VMType": one.provider, "CPUs": 0 if unknown else one.cpus, "Memory": str(memory),
    }
    if can("swap"):
        line["Swap"] = str(one.swap * MIB)
    line.update({"DiskSize": str(disk), "Port": one.port, "RemoteUsername": one.user, "IdentityPath": one.key})
    if can("user-mode"):
        line["UserModeNetworking"] = one.provider != "wsl"
    return line


def all_of_list(options):
    wide = can("every-provider") or "all-providers" in options
    return everywhere() if wide else entries()


def machine_list(options, _words):
    if "all-providers" in options and not can("all-providers"):
        raise podman.Refusal("Error: unknown flag: --all-providers\nSee 'podman machine list --help'")
    connections = Connections()
    lines = [listed(one, connections) for one in all_of_list(options)]
    lines.sort(key=lambda line: line["LastUp"], reverse=True)
    lines.sort(key=lambda line: not line["Running"])
    if "quiet" in options:
        for line in lines:
            say(line["Name"])
    elif options.get("format") == ["json"]:
        print(json.dumps(lines, indent=4), end="", flush=True)
    else:
        say("NAME  VM TYPE  CREATED  LAST UP  CPUS  MEMORY  DISK SIZE")
        for line in lines:
            up = "Currently running" if line["Running"] else "Currently starting" if line["Starting"] else "Never"
            say(f"{line['Name']}{'*' if line['Default'] else ''}  {line['VMType']}  {line['Created']}  {up}  "
                f"{line['CPUs']}  {line['Memory']}  {line['DiskSize']}")


def machine_inspect(options, words):
    found, missing = [], []
    for name in words or [USUAL]:
        try:
            found.append(inspected(entry(name)))
        except podman.Refusal as refusal:
            missing.append(refusal)
    text = json.dumps(found, indent=5) + "\n"
    if missing:
        raise podman.Refusal("\n".join(one.text for one in missing), printed=missing[0].printed + text)
    print(text, end="")


def inspected(one):
    socket, windows = {"Path": api_socket(one.name, one.provider)}, system() == "windows"
    pipe = {"Path": "\\\\.\\pipe\\" + ("" if one.name.startswith("podman") else "podman-") + one.name}
    connection = {"PodmanSocket": None if windows and not can("windows-socket") else socket}
    if can("user-mode"):
        connection["PodmanPipe"] = pipe if windows else None
    resources = {"CPUs": one.cpus, "DiskSize": one.disk, "Memory": one.memory}
    ssh = {"IdentityPath": one.key, "Port": one.port, "RemoteUsername": one.user}
    told = {"ConfigDir": {"Path": os.path.dirname(one.path)}} if can("config-dir") else {"ConfigPath": {"Path": one.path}}
    told.update({"ConnectionInfo": connection, "Created": one.created})
    if not can("config-dir"):
        told["Image"] = {"IgnitionFilePath": {"Path": one.path.removesuffix(".json") + ".ign"},
                         "ImageStream": one.stream, "ImagePath": {"Path": one.image}}
    else:
        resources["USBs"] = []
    told.update({"LastUp": one.last_up, "Name": one.name, "Resources": resources, "SSHConfig": ssh, "State": state(one)})
    if can("user-mode"):
        told.update({"UserModeNetworking": one.provider != "wsl", "Rootful": bool(one.rootful)})
    if can("rosetta"):
        told["Rosetta"] = False
    return told


def machine_info(_options, _words):
    connections, lines = Connections(), all_of_list({})
    default = next((one.name for one in lines if listed(one, connections)["Default"]), "")
    current, now = "", "Stopped"
    for one in lines:
        seen = listed(one, connections)
        if seen["Running"] or seen["Starting"]:
            current, now = one.name, "Running" if seen["Running"] else "Starting"
    if not current:
        current, now = default, now if default else ""
    made_for = PROVIDERS[provider()]
    print(json.dumps({
        "Host": {"Arch": made_for["arch"], "CurrentMachine": current, "DefaultMachine": default,
                 "EventsDir": run_folder(), "MachineConfigDir": config_folder(), "MachineImageDir": data_folder(),
                 "MachineState": now, "NumberOfMachines": len(lines), "OS": system(), "VMType": provider()},
        "Version": {"APIVersion": podman.VERSION, "Version": podman.VERSION, "GoVersion": "go1.19.8", "GitCommit": "",
                    "BuiltTime": "Thu Jan  1 00:00:00 1970", "Built": 0, "OsArch": f"{system()}/{made_for['arch']}",
                    "Os": system()}}, indent=2))


# --- Lies --------------------------------------------------------------------------------------------


def lie(name, act):
    """Says what success would say, and does nothing: what is off runs."""
    words = act.words
    if name == "machine-list":
        connections = Connections()
        lines = [{**listed(one, connections), "Running": True, "Starting": False} for one in all_of_list({})]
        print(json.dumps(lines, indent=4), end="")
    elif name == "machine-inspect":
        print(json.dumps([{**inspected(entry(word)), "State": "running"} for word in words], indent=5))
    elif name == "machine-start":
        say(f'Starting machine "{named(words)}"\nMachine "{named(words)}" started successfully')
    elif name == "machine-stop":
        say(f'Machine "{named(words)}" stopped successfully')
    elif name == "machine-init":
        say("Machine init complete")
    elif name in ("machine-info", "connection-list"):
        act()


def deny(name, act):
    """Says of what is there that it is not."""
    if name in ("machine-list", "connection-list"):
        print("[]", end="")
    elif act.words:
        printed = "[]\n" if name == "machine-inspect" else ""
        raise podman.Refusal(f"Error: {act.words[0]}: VM does not exist", printed=printed)
