"""The verbs that change something, and the table of all verbs of `podman machine` and `podman system connection`."""

import json
import os
import signal
import sys
import time

import __main__ as podman
from machine import running
from machine.making import connect, forget, limits, made, number
from machine.store import (BadJson, Connections, api_socket, can, entries, entry, everywhere, is_free, lock_of, log, refuse,
                           run_folder, start_lock, system)
from machine.tables import DOCKER_NOTE, PIPE_NOTE, PIPE_TROUBLE, PROVIDERS, ROOTLESS_NOTE
from machine.views import USUAL, machine_info, machine_inspect, machine_list, named, say, state


def machine_init(options, words):
    name = made(options, words)
    if "now" in options:
        machine_start({}, [name])
        return
    say(f"To start your machine run:\n\n\tpodman machine start{'' if name == USUAL else ' ' + name}\n")


# --- start -------------------------------------------------------------------------------------------


def machine_start(options, words):
    if "update-connection" in options and not can("update-connection"):
        raise podman.Refusal("Error: unknown flag: --update-connection\nSee 'podman machine start --help'")
    one = entry(named(words))
    if not can("locks"):
        alone(one)
        say(f'Starting machine "{one.name}"')
        brought_up(one, options)
        return
    say(f'Starting machine "{one.name}"')
    with lock_of(one.name, one.provider):
        reread(one)
        if PROVIDERS[one.provider]["alone"]:
            with start_lock():
                alone(one)
                brought_up(one, options)
        else:
            alone(one)
            brought_up(one, options)


def reread(one):
    try:
        one.refresh()
    except FileNotFoundError:
        raise podman.Refusal(f"Error: reload config: open {one.path}: no such file or directory") from None
    except BadJson as bad:
        raise podman.Refusal(f"Error: reload config: {bad}") from None


def alone(one):
    """Neither it runs, nor another where only one may [S-06]."""
    if state(one) in ("running", "starting"):
        refuse("running-wsl" if one.provider == "wsl" else "running", name=one.name)
    if not PROVIDERS[one.provider]["alone"]:
        return
    for other in everywhere() if can("other-providers-count") else entries(one.provider):
        if other.name != one.name and state(other) in ("running", "starting"):
            if other.provider == one.provider:
                refuse("other-active", name=one.name, other=other.name)
            refuse("other-provider-active", name=one.name, other=other.name, provider=other.provider)


def brought_up(one, options):
    signal.signal(signal.SIGTERM, lambda *_: interrupted(one))
    signal.signal(signal.SIGINT, lambda *_: interrupted(one))
    one.set(starting=True).save()
    try:
        podman.step("flag")
        boot(one, options)
    finally:
        one.set(starting=False).save()
    say(f'Machine "{one.name}" started successfully')
    if options.get("update-connection", ["false"])[-1] != "false":
        connections = Connections()
        connections.default = one.name
        connections.save()


def interrupted(one):
    """It ends; what it had started goes on [A1]."""
    one.set(starting=False).save()
    if can("locks"):
        log("error", "signal received when starting the machine: terminated")
    os._exit(1)


def boot(one, options):
    made_for = PROVIDERS[one.provider]
    conflict = not is_free(one.port) or podman.struck("ssh-port-taken")
    if conflict and not can("locks"):
        time.sleep(podman.PROFILE.get("patience", 0.3))
        refuse("ssh-port", qmp=os.path.join(run_folder(), f"qmp_{one.name}.sock"))
    if conflict:
        log("warning", f"detected port conflict on machine ssh port [{one.port}], reassigning")
        one.set(port=podman.free_port()).save()
        connect(one, options)
    running.start_helper(one, helper_of(one))
    try:
        podman.step("network")
        guest_up(one, made_for)
    except podman.Refusal:
        if can("locks"):
            running.end_helper(one, signal.SIGTERM)
        raise


def helper_of(one):
    made_for = PROVIDERS[one.provider]
    if one.provider != "wsl":
        return running.program(made_for["helper"], "no-helper")
    try:
        return running.program(made_for["helper"], "no-helper")
    except podman.Refusal as missing:  # on Windows that is told, and no more
        sys.stderr.write(PIPE_TROUBLE.format(why=missing.text.removeprefix("Error: ")))
        return running.program(made_for["program"], "no-hypervisor")


def guest_up(one, made_for):
    if one.provider == "wsl" and not os.path.isdir(running.distribution(one.name)):
        refuse("no-distribution")
    if one.provider != "wsl" and not os.path.exists(one.image):
        refuse("no-disk", disk=one.image, program=made_for["program"])
    running.start_hypervisor(one, running.program(made_for["program"], "no-hypervisor"))
    if not can("locks") and one.provider == "qemu":
        say("Waiting for VM ...")
    podman.step("guest")
    running.until_ready(one)
    podman.step("ready")
    notes = ROOTLESS_NOTE.format(space="" if can("user-mode") else " ", name="" if one.name == USUAL else " " + one.name)
    if can("locks") and not one.rootful:
        say(notes)
    if one.provider in ("qemu", "hyperv"):
        for mount in one.mounts:
            say(f"Mounting volume... {mount['Source']}:{mount['Target']}")
    if not can("locks") and not one.rootful:
        say(notes)
    if podman.struck("no-ping") or not running.answers(one):
        log("warning", "API socket failed ping test")
    socket = api_socket(one.name, one.provider)
    indent = " " * 8 if can("user-mode") else "\t"
    say(PIPE_NOTE if system() == "windows" else f"API forwarding listening on: {socket}\n"
        + DOCKER_NOTE.format(socket=socket, indent=indent))


# --- stop, rm, set, ssh ------------------------------------------------------------------------------


def machine_stop(_options, words):
    one = entry(named(words))
    with lock_of(one.name, one.provider):
        if can("locks"):
            reread(one)
        power_off(one)
    say(f'Machine "{one.name}" stopped successfully')


def power_off(one):
    pid = running.hypervisor(one)
    if not pid:
        return
    podman.step("button")
    running.press(one)
    if not can("locks"):
        running.end_helper(one, signal.SIGKILL)
        one.set(last_up=podman.now()).save()
        if one.provider == "qemu":
            say("Waiting for VM to exit...")
        running.until_off(one, pid, None)  # without limit [lab]
    elif not running.until_off(one, pid, podman.PROFILE.get("grace", 3)):
        if one.provider in ("qemu", "hyperv"):
            refuse("stop-late")
        log("warning", "Failed to gracefully stop machine, performing hard stop")
        os.kill(pid, signal.SIGKILL)
        running.until_off(one, pid, 5)
    podman.step("stopped")
    if can("locks"):
        running.end_helper(one, signal.SIGTERM)
        one.set(last_up=podman.now()).save()


def machine_restart(_options, words):
    if not can("restart"):
        raise podman.Refusal("Error: unrecognized command `podman machine restart`\nTry 'podman machine --help' for "
                             "more information")
    machine_stop({}, words)
    machine_start({}, words)


def machine_rm(options, words):
    one = entry(named(words))
    with lock_of(one.name, one.provider):
        if can("locks"):
            reread(one)
        now = state(one)
        if now == "running" and "force" not in options:
            refuse("rm-running", name=one.name)
        if "force" not in options:
            files = "\n".join([one.path, one.path.removesuffix(".json") + ".ign", one.image])
            raise podman.Refusal("Error: EOF", printed=f"\nThe following files will be deleted:\n\n{files}\n\n\n"
                                                       "Are you sure you want to continue? [y/N] ")
        if now == "running":
            power_off(one)
        podman.step("files")
        there = forget(one)
    lock = one.path.removesuffix(".json") + ".lock"
    if os.path.exists(lock):
        os.unlink(lock)
    if not there and can("json-connections"):
        refuse("connection-gone", name=one.name)


def machine_set(options, words):
    one = entry(named(words))
    with lock_of(one.name, one.provider):
        if state(one) in ("running", "starting"):
            refuse("set-running", name=one.name)
        for option, what in (("cpus", "CPUs"), ("memory", "memory"), ("disk-size", "disk size")):
            if option in options and one.provider == "wsl":
                refuse("wsl-fixed", what=what)
        if "disk-size" in options and number(options, "disk-size", 0) <= one.disk:
            refuse("shrink", old=one.disk)
        limits(options)
        one.set(cpus=number(options, "cpus", one.cpus), memory=number(options, "memory", one.memory),
                disk=number(options, "disk-size", one.disk))
        if "rootful" in options:
            one.set(rootful=options["rootful"][-1] != "false")
        podman.step("set")
        one.save()


def machine_ssh(_options, words):
    one = entry(words[0] if words else USUAL)
    command = words[1:] if words else []
    if not running.hypervisor(one):
        refuse("not-running", name=one.name)
    running.inside(one, command)


# --- Connections -------------------------------------------------------------------------------------


def connection_list(options, _words):
    connections = Connections()
    lines = [{"Name": name, "URI": one["uri"], "Identity": one["key"], "IsMachine": one["machine"],
              "Default": name == connections.default, **({"ReadWrite": True} if can("json-connections") else {})}
             for name, one in sorted(connections.all.items())]
    if options.get("format") == ["json"]:
        print(json.dumps(lines, indent=4))
    else:
        say("Name        URI         Identity    Default")
        for line in lines:
            say(f"{line['Name']}  {line['URI']}  {line['Identity']}  {str(line['Default']).lower()}")


def connection_rm(_options, words):
    connections = Connections()
    if not connections.remove(words[0]):
        raise podman.Refusal(f'Error: connection "{words[0]}" not found' if can("json-connections") else
                             f'Error: "{words[0]}" service destination not found')
    connections.save()


def connection_add(options, words):
    connections = Connections()
    name, uri = words
    if not connections.own or "default" in options:
        connections.default = name
    connections.own[name] = dict(uri=uri, key=options.get("identity", [""])[-1], machine=False)
    connections.save()


INIT = ("image= image-path= cpus= memory= disk-size= volume= now rootful username= swap= timezone= provider= "
        "ignition-path= user-mode-networking tls-verify update-connection")

# words -> the name that a plan uses, what it does, the options that it knows ("=": with a value)
VERBS = {
    "machine list": ("machine-list", machine_list, "format= quiet noheading all-providers"),
    "machine ls": ("machine-list", machine_list, "format= quiet noheading all-providers"),
    "machine inspect": ("machine-inspect", machine_inspect, "format="),
    "machine info": ("machine-info", machine_info, "format="),
    "machine init": ("machine-init", machine_init, INIT),
    "machine start": ("machine-start", machine_start, "no-info quiet update-connection"),
    "machine stop": ("machine-stop", machine_stop, ""),
    "machine restart": ("machine-restart", machine_restart, ""),
    "machine rm": ("machine-remove", machine_rm, "force save-image save-ignition save-keys"),
    "machine set": ("machine-set", machine_set, "cpus= memory= disk-size= rootful user-mode-networking"),
    "machine ssh": ("machine-ssh", machine_ssh, "username="),
    "system connection list": ("connection-list", connection_list, "format="),
    "system connection ls": ("connection-list", connection_list, "format="),
    "system connection rm": ("connection-remove", connection_rm, ""),
    "system connection remove": ("connection-remove", connection_rm, ""),
    "system connection add": ("connection-add", connection_add, "identity= default"),
}
SHORT = {"-f": "--force", "-v": "--volume", "-m": "--memory", "-q": "--quiet", "-n": "--noheading"}

# What a version does not know.
SINCE = {"update-connection": "update-connection", "image": "image", "swap": "swap", "provider": "provider-flag",
         "all-providers": "all-providers"}


def parsed_words(arguments):
    """Its verb, its options (each a list of values) and its other words, in any order but for ssh."""
    count = 3 if arguments[0] == "system" else 2
    verb, rest = " ".join(arguments[:count]), list(arguments[count:])
    if verb not in VERBS:
        raise podman.Refusal(f"Error: unrecognized command `podman {verb}`\nTry 'podman {arguments[0]} --help' for "
                             "more information")
    known = {spec.rstrip("="): spec.endswith("=") for spec in VERBS[verb][2].split()}
    options, words = {}, []
    while rest:
        word = rest.pop(0)
        if word == "--" or verb == "machine ssh" and words:
            words += ([] if word == "--" else [word]) + rest
            break
        word = SHORT.get(word, word)
        if not word.startswith("--"):
            words.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        if name not in known or name in SINCE and not can(SINCE[name]):
            raise podman.Refusal(f"Error: unknown flag: --{name}\nSee 'podman {verb} --help'")
        if known[name] and not equals:
            if not rest:
                raise podman.Refusal(f"Error: flag needs an argument: --{name}\nSee 'podman {verb} --help'")
            value = rest.pop(0)
        options.setdefault(name, []).append(value if equals or known[name] else "true")
    return verb, options, words
