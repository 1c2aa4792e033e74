"""The two processes of a running machine, each under the name and with the arguments of the real one.

hypervisor   boots, says so by the file `up`, heeds its power button (SIGUSR1) once it is up
helper       listens on the API's socket, on the ssh port, and on each published port

Files in the machine's room that a test may write: `clock` (seconds that the guest's clock is ahead),
`deaf` (the API takes connections and never answers), `stubborn` (the power button does nothing).
"""

import json
import os
import re
import select
import signal
import socket
import struct
import sys
import threading
import time

PLAN = json.loads(os.environ["FAKE_PODMAN_ROLE"])
ROOM, NAME = PLAN["room"], os.environ["FAKE_PODMAN_GUEST"]


def room(*parts):
    return os.path.join(ROOM, *parts)


def read(path, otherwise=""):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return otherwise


def write(path, text):
    try:
        with open(f"{path}.{os.getpid()}", "w", encoding="utf-8") as file:
            file.write(text)
        os.rename(f"{path}.{os.getpid()}", path)
    except FileNotFoundError:
        pass  # the machine was removed under it


def gone(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


def is_mine(pid):
    """Whether that process lives, as one of this machine; what has ended shows nothing any more."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            return f"FAKE_PODMAN_GUEST={NAME}".encode() in file.read().split(b"\0")
    except OSError:
        return False


def argument(name):
    return sys.argv[sys.argv.index(name) + 1]


# --- Hypervisor --------------------------------------------------------------------------------------


def hypervisor():
    button = {signal.SIGUSR1}
    signal.pthread_sigmask(signal.SIG_BLOCK, button)
    if PLAN["pid"]:
        write(PLAN["pid"], str(os.getpid()))
    if PLAN["qmp"]:
        gone(PLAN["qmp"])
        monitor = socket.socket(socket.AF_UNIX)
        monitor.bind(PLAN["qmp"])
    ready = time.monotonic() + PLAN["boot"]
    while time.monotonic() < ready:
        signal.sigtimedwait(button, max(0, ready - time.monotonic()))
    if PLAN["how"] == "dies":
        os._exit(1)
    while PLAN["how"] == "never":
        signal.sigwait(button)
    after_boot()
    write(room("up"), str(os.getpid()))
    while True:
        signal.sigwait(button)
        if not os.path.exists(room("stubborn")):
            break
    services_end()
    for path in (room("up"), PLAN["pid"], PLAN["qmp"]):
        if path:
            gone(path)


def containers():
    folder = room("containers")
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        one = json.loads(read(os.path.join(folder, name, "container.json"), "null"))
        if one:
            yield one


def after_boot():
    """Nothing runs any more; 4.3 forgets that anything ever did."""
    for one in containers():
        ended = read(room("exits", one["id"]))
        if one["status"] == "created" or not PLAN["resets"] and ended:
            continue
        gone(room("exits", one["id"]))
        one.update(status="created" if PLAN["resets"] else "exited", pid=0, conmon=0, code=0)
        write(room("containers", one["id"], "container.json"), json.dumps(one))


def services_end():
    living = [one for one in containers() if one["status"] in ("running", "paused")]
    for number, patience in ((signal.SIGTERM, 2), (signal.SIGKILL, 2)):
        for one in living:
            if is_mine(one["pid"]):
                os.kill(one["pid"], number)
        deadline = time.monotonic() + patience
        while living and time.monotonic() < deadline:
            living = [one for one in living if is_mine(one["conmon"])]
            time.sleep(0.02)


# --- Network helper ----------------------------------------------------------------------------------


def is_up():
    return is_mine(read(room("up"), "0"))


def clock():
    try:
        return float(read(room("clock"), "0"))
    except ValueError:
        return 0.0


def date():
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + clock()))


def reset(client):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def api(client):
    """`/_ping` is all that is asked here; what a command does it does itself, once this answered."""
    with client:
        while True:
            request = b""
            while b"\r\n\r\n" not in request:
                more = client.recv(4096)
                if not more:
                    return
                request += more
            if not is_up():
                return
            if os.path.exists(room("deaf")):
                threading.Event().wait()
            ping = request.split(b" ")[1].split(b"?")[0].endswith(b"/_ping")
            body = "OK" if ping and not request.startswith(b"HEAD") else "" if ping else '{"message":"Not Found"}'
            client.sendall((f"HTTP/1.1 {'200 OK' if ping else '404 Not Found'}\r\nApi-Version: 1.41\r\n"
                            "Builder-Version: \r\nCache-Control: no-cache\r\nDocker-Experimental: true\r\n"
                            f"Libpod-Api-Version: {PLAN['version']}\r\nServer: Libpod/{PLAN['version']} (linux)\r\n"
                            f"X-Guest: {NAME}\r\nDate: {date()}\r\nContent-Length: {len(body)}\r\n"
                            f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}").encode())


def ssh(client):
    if not is_up() or os.path.exists(room("deaf")):
        time.sleep(0.05)
        reset(client)
        return
    with client:
        client.sendall(f"SSH-2.0-OpenSSH_9.3 {NAME}\r\n".encode())
        while client.recv(4096):
            pass


EXPOSED = {}  # outside port -> its listener


def control(client):
    with client, client.makefile("rw", encoding="utf-8") as talk:
        for line in talk:
            verb, *words = line.split()
            talk.write((expose(*words) if verb == "expose" else unexpose(*words)) + "\n")
            talk.flush()


def expose(host, outside, inside):
    if int(outside) in EXPOSED:
        return "proxy already running"
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(outside)))
    except OSError:
        return f"listen tcp {host}:{outside}: bind: address already in use"
    listener.listen(512)
    EXPOSED[int(outside)] = listener
    serve(listener, lambda client: forward(client, int(inside)))
    return "ok"


def unexpose(outside):
    listener = EXPOSED.pop(int(outside), None)
    if listener:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    return "ok"


def forward(client, inside):
    service = socket.socket()
    try:
        service.connect(("127.0.0.1", inside))
    except OSError:
        reset(client)
        return
    threading.Thread(target=pump, args=(client, service, bytes), daemon=True).start()
    pump(service, client, dated)


DATE = re.compile(rb"(\r\nDate: )[^\r\n]{29}(\r\n)", re.IGNORECASE)


def dated(chunk):
    """What the service says of the time is the guest's."""
    return DATE.sub(lambda found: found[1] + date().encode() + found[2], chunk) if clock() else chunk


def pump(source, target, change):
    try:
        while chunk := source.recv(65536):
            target.sendall(change(chunk))
    except OSError:
        pass
    for one, how in ((target, socket.SHUT_WR), (source, socket.SHUT_RD)):
        try:
            one.shutdown(how)
        except OSError:
            pass


def serve(listener, answer):
    def accept():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=guarded, args=(answer, client), daemon=True).start()
    threading.Thread(target=accept, daemon=True).start()


def guarded(answer, client):
    try:
        answer(client)
    except OSError:
        client.close()


def at(path):
    gone(path)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(128)
    return listener


def helper():
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(("127.0.0.1", int(argument("-ssh-port"))))
    door.listen(128)
    serve(door, ssh)
    serve(at(argument("-forward-sock")), api)
    write(argument("-pid-file"), str(os.getpid()))
    serve(at(room("net.sock")), control)
    signal.signal(signal.SIGTERM, lambda *_: leave())
    while not PLAN["leaves"]:
        signal.pause()
    while read(room("hypervisor")) == PLAN["before"]:  # of an older start
        signal.sigtimedwait(set(), 0.1)
    try:
        select.select([os.pidfd_open(int(read(room("hypervisor"), "0")))], [], [])
    except (OSError, ValueError):
        pass  # it has ended already
    leave()


def leave():
    for path in (argument("-pid-file"), argument("-forward-sock"), room("net.sock")):
        gone(path)
    if sys.argv[3] == "-listen-qemu":
        gone(sys.argv[4].removeprefix("unix://"))
    os._exit(0)


if __name__ == "__main__":
    {"hypervisor": hypervisor, "helper": helper}[PLAN["role"]]()
