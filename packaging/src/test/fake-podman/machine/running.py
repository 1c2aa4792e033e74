"""The processes of a running machine, seen from the commands: started, asked, ended."""

import json
import os
import shutil
import signal
import socket
import sys
import time

import __main__ as podman
from machine.store import api_socket, can, pid_files, refuse, run_folder
from machine.tables import PROVIDERS

GUEST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "guest.py")


def distribution(name):
    """Where the fake wsl.exe keeps what it was given under this name."""
    return podman.world("wsl", name if name.startswith("podman") else "podman-" + name)


# --- Programs ----------------------------------------------------------------------------------------


def helper_folders():
    own = podman.world("libexec")
    if not os.path.isdir(own):
        fresh = f"{own}.{os.getpid()}"
        os.makedirs(fresh)
        names = {one[part] for one in PROVIDERS.values() for part in ("program", "helper")}
        for name in sorted(names):  # real programs of that name: what runs is known by its file
            first = os.path.join(fresh, sorted(names)[0])
            os.link(first, os.path.join(fresh, name)) if os.path.exists(first) else shutil.copy(
                os.path.realpath(sys.executable), first)
        try:
            os.rename(fresh, own)
        except OSError:
            shutil.rmtree(fresh)
    chosen = os.environ.get("CONTAINERS_HELPER_BINARY_DIR")
    return ([chosen] if chosen else []) + [own]


def program(name, situation):
    folders = helper_folders()
    for folder in folders:
        if os.path.exists(os.path.join(folder, name)):
            return os.path.join(folder, name)
    refuse(situation, helper=name.removesuffix(".exe"), program=name, folders="[" + " ".join(folders) + "]")


def detached(one, file, arguments, role, **plan):
    """Runs guest.py in that program's name, in a session of its own; answers with its pid."""
    ours, theirs = os.pipe()
    if os.fork() == 0:
        os.setsid()
        child = os.fork()
        if child > 0:
            os.write(theirs, str(child).encode())
            os._exit(0)
        podman.quiet()
        environment = {"PATH": os.environ.get("PATH", ""), "FAKE_PODMAN_HOME": podman.HOME,
                       "FAKE_PODMAN_GUEST": one.name,
                       "FAKE_PODMAN_ROLE": json.dumps({"role": role, "room": one.room, "version": podman.VERSION, **plan})}
        os.execve(file, [file, "-ISE", GUEST, *arguments], environment)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        pid = int(pipe.read())
    os.wait()
    podman.remember_process(pid)
    deadline = time.monotonic() + 1
    while not mine(pid, one.name) and time.monotonic() < deadline:
        time.sleep(0.005)  # it is not that program yet
    return pid


def start_helper(one, file):
    sockets = [api_socket(one.name, one.provider)]
    _, pid_file = pid_files(one.name)
    os.makedirs(os.path.dirname(sockets[0]), exist_ok=True)
    os.makedirs(one.room, exist_ok=True)
    control = os.path.join(one.room, "net.sock")
    if os.path.lexists(control):
        os.unlink(control)  # left by one that was killed
    run = run_folder()
    wire = {"qemu": ["-listen-qemu", f"unix://{run}/qmp_{one.name}.sock"],
            "hyperv": ["-listen", "vsock://00000000-0000-0000-0000-000000000000"]}.get(
                one.provider, ["-listen-vfkit", f"unixgram://{run}/{one.name}-gvproxy.sock"])
    arguments = ["-mtu", "1500", *wire, "-pid-file", pid_file, "-ssh-port", str(one.port)]
    for path in sockets:
        arguments += ["-forward-sock", path, "-forward-dest", f"/run/user/{one.uid}/podman/podman.sock",
                      "-forward-user", one.user, "-forward-identity", one.key]
    before = pid_in(os.path.join(one.room, "hypervisor"))
    pid = detached(one, file, arguments, "helper", leaves=one.provider == "qemu", before=str(before or ""))
    deadline = time.monotonic() + 10
    while not os.path.exists(control) or not mine(pid_in(pid_file), one.name):
        if time.monotonic() > deadline or not mine(pid, one.name):
            refuse("gvproxy-socket", run=run, name=one.name)
        time.sleep(0.01)


def start_hypervisor(one, file):
    run = run_folder()
    pid_file, _ = pid_files(one.name)
    ready = os.path.join(one.room, "up")
    if os.path.exists(ready):
        os.unlink(ready)
    made_for = PROVIDERS[one.provider]["program"]
    if one.provider == "qemu":
        arguments = ["-m", str(one.memory), "-smp", str(one.cpus), "-fw_cfg",
                     f"name=opt/com.coreos/config,file={one.path.removesuffix('.json')}.ign",
                     "-qmp", f"unix:{run}/qmp_{one.name}.sock,server=on,wait=off", "-netdev", "socket,id=vlan,fd=3",
                     "-chardev", f"socket,path={run}/{one.name}_ready.sock,server=on,wait=off,id=a{one.name}_ready",
                     "-pidfile", pid_file, "-drive", f"if=virtio,file={one.image}", "-display", "none"]
    elif one.provider == "wsl":
        arguments = ["-d", os.path.basename(distribution(one.name)), "/root/bootstrap"]
    elif one.provider == "hyperv":
        arguments = [one.name, one.image]
    else:
        arguments = ["--cpus", str(one.cpus), "--memory", str(one.memory), "--bootloader",
                     f"efi,variable-store={os.path.dirname(one.image)}/efi-bl-{one.name},create",
                     "--device", f"virtio-blk,path={one.image}", "--device",
                     f"virtio-vsock,port=1025,socketURL={run}/{one.name}.sock,listen", "--device",
                     f"virtio-net,unixSocketPath={run}/{one.name}-gvproxy.sock,mac=5a:94:ef:e4:0c:ee",
                     "--restful-uri", "tcp://localhost:58123"]
    how = "never" if podman.struck("never-ready") else "dies" if podman.struck("dies-in-boot") else "boots"
    pid = detached(one, file, arguments, "hypervisor", how=how, boot=podman.PROFILE.get("boot", 0.2),
                   pid=pid_file if made_for != "wsl.exe" else "", resets=not can("exited-after-boot"),
                   qmp=os.path.join(run, f"qmp_{one.name}.sock") if one.provider == "qemu" else "")
    podman.write(os.path.join(one.room, "hypervisor"), str(pid))


# --- Asked -------------------------------------------------------------------------------------------


def pid_in(path):
    try:
        with open(path, encoding="ascii") as file:
            return int(file.read().strip() or 0)
    except (FileNotFoundError, ValueError):
        return 0


def mine(pid, name):
    """Whether that process lives and is one of this machine's."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            words = file.read().split(b"\0")
    except OSError:
        return False
    return f"FAKE_PODMAN_HOME={podman.HOME}".encode() in words and f"FAKE_PODMAN_GUEST={name}".encode() in words


def hypervisor(one):
    pid = pid_in(os.path.join(one.room, "hypervisor"))
    return pid if pid and mine(pid, one.name) else 0


def until_ready(one):
    """Until the guest says so, however long [A1]."""
    pid = pid_in(os.path.join(one.room, "hypervisor"))
    while not os.path.exists(os.path.join(one.room, "up")):
        if not mine(pid, one.name):
            refuse("no-bootstrap" if one.provider == "wsl" else "gone-in-boot", program=PROVIDERS[one.provider]["program"])
        time.sleep(0.02)
    _, pid_file = pid_files(one.name)
    if can("locks") and not mine(pid_in(pid_file), one.name):
        time.sleep(podman.PROFILE.get("patience", 0.3))
        refuse("no-ready")


def answers(one):
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(podman.PROFILE.get("patience", 0.3))
        try:
            client.connect(api_socket(one.name, one.provider))
            client.sendall(b"GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n")
            return client.recv(4096).startswith(b"HTTP/1.1 200")
        except OSError:
            return False


# --- Ended -------------------------------------------------------------------------------------------


def press(one):
    """The power button; a guest that is not up does not heed it [lab]."""
    os.kill(hypervisor(one), signal.SIGUSR1)


def until_off(one, pid, seconds):
    deadline = None if seconds is None else time.monotonic() + seconds
    while mine(pid, one.name):
        if deadline and time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def end_helper(one, number):
    _, pid_file = pid_files(one.name)
    pid = pid_in(pid_file)
    if pid and mine(pid, one.name):
        os.kill(pid, number)
        if not until_off(one, pid, 5):
            os.kill(pid, signal.SIGKILL)
    for path in (pid_file, api_socket(one.name, one.provider)):
        if os.path.lexists(path) and (path != pid_file or not mine(pid_in(path), one.name)):
            os.unlink(path)


# --- Inside ------------------------------------------------------------------------------------------


def inside(one, command):
    """What ssh would run there; only what a keeper of machines has a use for."""
    if not os.path.exists(os.path.join(one.room, "up")):
        raise podman.Refusal("kex_exchange_identification: read: Connection reset by peer", 255)
    words = [word for part in command for word in part.split()]
    if words[:1] == ["sudo"]:
        words = words[1:]
    clock = os.path.join(one.room, "clock")
    behind = podman.read(clock, 0)
    if words[:1] == ["date"] and "-s" in words:
        then = float(words[words.index("-s") + 1].lstrip("@"))
        podman.write(clock, json.dumps(then - time.time()))
        print(time.strftime("%a %b %d %H:%M:%S UTC %Y", time.gmtime(then)))
    elif words[:1] == ["hwclock"] or words[:2] == ["chronyc", "makestep"] or words[:1] == ["systemctl"]:
        podman.write(clock, "0")
    elif words[:1] == ["date"]:
        now = time.gmtime(time.time() + behind)
        form = next((word[1:] for word in words if word.startswith("+")), "%a %b %d %H:%M:%S UTC %Y")
        print(time.strftime(form.replace("%s", str(int(time.time() + behind))), now))
    elif words == ["false"]:
        sys.exit(1)
    elif words[:1] == ["grep"] and "/proc/mounts" in words:
        pass  # all folders are mounted as they should be
    elif words and words[0] not in ("true", "sync"):
        raise podman.Refusal(f"bash: line 1: {words[0]}: command not found", 127)
