"""A machine is made, step by step as each version takes them, and taken away."""

import json
import os
import shutil
import sys
import time

import __main__ as podman
from machine import running
from machine.store import (VERSION, Connections, Entry, api_socket, can, config_folder, data_folder, identity, lock_of,
                           neighbours, provider, refuse, run_folder, system)
from machine.tables import PROVIDERS
from machine.views import MIB, named, say


def number(options, name, otherwise):
    return int(options[name][-1]) if name in options else otherwise


def made(options, words):
    """The name of the new one."""
    name = named(words)
    of = options["provider"][-1] if "provider" in options else provider()
    if len(name) > 30:
        refuse("name-long", name=name)
    for neighbour in neighbours() if can("every-provider") else [of]:
        if os.path.exists(os.path.join(config_folder(neighbour), name + ".json")):
            refuse("exists", name=name)
    if of == "wsl" and os.path.isdir(running.distribution(name)):
        refuse("exists-there", name=name)
    left = Connections().own
    if can("user-mode") and (name in left or name + "-root" in left):
        refuse("connection-exists", name=name if name in left else name + "-root")
    limits(options)
    if "image-path" in options and can("image"):
        sys.stderr.write("Flag --image-path has been deprecated, use --image instead\n")
    done = []
    try:
        with lock_of(name, of):
            create(name, of, options, done)
    except podman.Refusal:
        if can("tidy-init"):
            undo(done)
        raise
    say("Machine init complete")
    return name


def limits(options):
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MIB
    asked = number(options, "memory", 0)
    if can("entry-last") and asked > podman.PROFILE.get("memory", total):
        refuse("memory", asked=asked, total=podman.PROFILE.get("memory", total))
    if can("every-provider") and number(options, "cpus", 0) > podman.PROFILE.get("cpus", 1024):
        refuse("cpus", asked=number(options, "cpus", 0), total=podman.PROFILE.get("cpus", 1024))


def undo(done):
    for what in reversed(done):
        what()


def create(name, of, options, done):
    arch = {"amd64": "x86_64" if of == "qemu" else "amd64", "arm64": "arm64"}[PROVIDERS[of]["arch"]]
    source = (options.get("image") or options.get("image-path") or [""])[-1]
    folder = data_folder(of)
    os.makedirs(folder, exist_ok=True)
    if can("one-key"):
        disk = os.path.join(folder, f"{name}-{arch}.{PROVIDERS[of]['disk']}")
    else:  # after the image file, so that two machines from one image share a disk [lab]
        disk = os.path.join(folder, os.path.basename(source) if source
                            else f"{name}_fedora-coreos-39.20240128.2.2-qemu.{arch}.qcow2")
    created = podman.now()
    one = Entry(of, os.path.join(config_folder(of), name + ".json"), {})
    if can("written-whole"):
        one.value.update(Version=1, Swap=0, HostUser={"HostUserModified": False})
        one.value.update({"AppleHypervisor": {"Vfkit": {"Endpoint": "http://localhost:58123"}}} if of == "applehv" else
                         {"LibKrunHypervisor": {"KRun": {"Endpoint": "http://localhost:58124"}}} if of == "libkrun" else
                         {"WSLHypervisor": {"UserModeNetworking": False}} if of == "wsl" else
                         {"HyperVHypervisor": {"NetworkVSock": {"Port": 5103}}} if of == "hyperv" else
                         {"QEMUHypervisor": {"Command": []}})
    one.set(name=name, created=created, last_up=podman.NEVER if can("entry-last") else created, starting=False,
            rootful="rootful" in options, uid=os.getuid(), cpus=number(options, "cpus", 2 if can("entry-last") else 1),
            memory=number(options, "memory", 2048), disk=number(options, "disk-size", 100), port=podman.free_port(),
            user=options.get("username", ["user" if of == "wsl" else "core"])[-1], key=identity(name), image=disk,
            stream="custom" if source else "testing", swap=number(options, "swap", 0),
            mounts=[] if of == "wsl" else mounts(options))
    if not can("config-dir"):
        one.value["ConfigPath"] = {"Path": one.path}
        one.value.update(files(one))
    distribution = running.distribution(name) if of == "wsl" else None
    done.append(lambda: forget(one))
    fetch(one, source, disk)
    podman.step("disk")
    if distribution:
        os.makedirs(distribution, exist_ok=True)
        say("Importing operating system into WSL (this may take a few minutes on a new WSL install)...\n"
            "Configuring system...")
        podman.step("distribution")
    if can("entry-last"):
        make_key(one)
        connect(one, options)
        podman.step("connections")
        one.save()
    else:
        connect(one, options)
        podman.step("connections")
        one.save()
        podman.step("entry")
        make_key(one)
        if not distribution:
            resize(one, disk)
    with open(one.path.removesuffix(".json") + ".ign", "w", encoding="utf-8") as file:
        json.dump({"ignition": {"version": "3.2.0"}}, file)
    os.makedirs(one.room, exist_ok=True)
    podman.step("made")


def files(one):
    """Where 4.x notes its sockets and pid files."""
    run = run_folder()
    return {"IgnitionFilePath": {"Path": one.path.removesuffix(".json") + ".ign"},
            "PidFilePath": {"Path": f"{run}/{one.name}_proxy.pid"}, "VMPidFilePath": {"Path": f"{run}/{one.name}_vm.pid"},
            "QMPMonitor": {"Address": {"Path": f"{run}/qmp_{one.name}.sock"}, "Network": "unix", "Timeout": 2000000000},
            "ReadySocket": {"Path": f"{run}/{one.name}_ready.sock"}}


def mounts(options):
    home = os.environ.get("HOME") or podman.world("home")
    usual = [home] if system() == "linux" else ["/Users", "/private", "/var/folders"]
    found = []
    for index, volume in enumerate(options.get("volume", usual)):
        source, target, *rest = (volume.split(":") + [volume.split(":")[0]])[:3] if ":" in volume else (volume, volume)
        found.append({"ReadOnly": "ro" in ",".join(rest).split(","), "Source": source, "Tag": f"vol{index}",
                      "Target": target, "Type": "9p" if system() == "linux" else "virtiofs"})
    return found


def fetch(one, source, disk):
    """From a file, or from the network with a cache file that grows [I-11]."""
    cache = os.path.join(data_folder(one.provider) if not can("one-key") else os.path.dirname(data_folder()), "cache")
    os.makedirs(cache, exist_ok=True)
    if source and not source.startswith(("docker://", "http")):
        if not os.path.exists(source):
            open(disk, "w", encoding="utf-8").close()  # it stays [lab]
            refuse("bad-image", path=source)
        shutil.copyfile(source, disk)
    else:
        plan = podman.PROFILE.get("download", {"bytes": 1 << 20, "seconds": 0.1})
        part = os.path.join(cache, "5f4e0ac3c8c2a1d1.raw.zst" if can("one-key") else os.path.basename(disk) + ".xz")
        if can("entry-last") and (one.provider != "wsl" or VERSION >= (5, 6)):
            say(f"Looking up Podman Machine image at quay.io/podman/machine-os:{VERSION[0]}.{VERSION[1]} to create VM")
        podman.step("lookup", cache=part)
        with open(part, "wb") as file:
            for _ in range(20):
                file.write(b"\0" * (plan["bytes"] // 20))
                file.flush()
                podman.step("download", cache=part)
                time.sleep(plan["seconds"] / 20)
        if can("entry-last"):
            say(f"Extracting compressed file: {os.path.basename(disk)}: done")
        else:
            say(f"Downloading VM image: {os.path.basename(disk)}.xz: done\nExtracting compressed file")
        with open(disk, "wb") as file:
            file.write(b"a guest's disk\n")
    with open(disk, "r+b") as file:
        file.truncate(max(os.path.getsize(disk), 1 << 16))


def resize(one, disk):
    """Only after the entry was written, so that it stays when this fails [lab]."""
    least = podman.PROFILE.get("imageGiB", 8)
    if one.disk < least:
        refuse("too-small", old=least)
    os.truncate(disk, max(os.path.getsize(disk), 1 << 16))
    say("Image resized.")


def make_key(one):
    os.makedirs(os.path.dirname(one.key), exist_ok=True)
    if can("one-key") and os.path.exists(one.key):
        return
    if os.path.exists(one.key):
        refuse("keygen")
    podman.step("key")
    for path in (one.key, one.key + ".pub"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"key of {one.name}\n")


def connect(one, _options):
    connections = Connections()
    host = "127.0.0.1" if can("json-connections") else "localhost"
    pair = [(one.name, f"ssh://{one.user}@{host}:{one.port}/run/user/{one.uid}/podman/podman.sock"),
            (one.name + "-root", f"ssh://root@{host}:{one.port}/run/podman/podman.sock")]
    for name, uri in pair if not one.rootful else reversed(pair):
        connections.add(name, uri, one.key)
    connections.save()


def forget(one, connections=True):
    """Takes away all that belongs to a machine; what shared the key or the disk is not asked."""
    there = True
    if connections:
        kept = Connections()
        there = all([kept.remove(one.name), kept.remove(one.name + "-root")])
        kept.settle()
        kept.save()
    files = [one.image, one.path, one.path.removesuffix(".json") + ".ign", api_socket(one.name, one.provider)]
    files += [] if can("one-key") else [one.key, one.key + ".pub"]
    for path in files:
        if path and os.path.lexists(path):
            os.unlink(path)
    if one.provider == "wsl":
        shutil.rmtree(running.distribution(one.name), ignore_errors=True)
    shutil.rmtree(one.room, ignore_errors=True)
    return there
