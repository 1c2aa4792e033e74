"""Quiet WebSockets through the front door: sockets.py COUNT SECONDS; see door.sh.

Three processes: this one opens them, a child of it stands behind the door and agrees to each, and the
door stands alone in the program's own Java with its launcher's options (DoorStand of the bench). Three
times over all are opened, nothing is said for some time, each is proven alive by a ping through the door,
and all are closed. What the door's heap keeps afterwards may not grow from time to time.
"""

import base64
import hashlib
import os
import re
import resource
import selectors
import shlex
import socket
import subprocess
import sys
import time

PROGRAM, STAND = os.environ["BERTH_PROGRAM"], os.environ["BERTH_STAND"]
CARPENTER = os.environ.get("BERTH_CARPENTER", "dev.berth.runtime.door.NettyCarpenter")
ROOM = "dev.berth.runtime/dev.berth.runtime.door=ALL-UNNAMED"
ROUNDS = 3
HEAP_MAY_GROW = 1.0  # MiB from the first round to the last
KEY = b"dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = base64.b64encode(hashlib.sha1(KEY + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
PING, PONG = b"\x89\x81\0\0\0\0!", b"\x8a\x01!"


def allow_files(wanted):
    """As many open files as there may be; the number of them."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(wanted, most), max(wanted, most)))
    except (ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def stand_behind(listener):
    """Agrees to each WebSocket, and answers each ping."""
    wait = selectors.DefaultSelector()
    wait.register(listener, selectors.EVENT_READ)
    while True:
        for key, _ in wait.select():
            one = key.fileobj
            if one is listener:
                one, _ = listener.accept()
                wait.register(one, selectors.EVENT_READ)
                continue
            try:
                heard = one.recv(4096)
                if heard.startswith(b"GET "):
                    one.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                b"Sec-WebSocket-Accept: " + ACCEPT + b"\r\n\r\n")
                elif heard[:1] == PING[:1]:
                    one.sendall(PONG)
                elif not heard:
                    raise OSError
            except OSError:
                wait.unregister(one)
                one.close()


class Door:
    def __init__(self, upstream):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        text = open(PROGRAM, encoding="utf-8").read()
        options = re.search(r'exec "\$program/bin/java" \\\n(.*?)"\$@"', text, re.S).group(1)
        self.process = subprocess.Popen(
            [os.path.join(os.path.dirname(PROGRAM), "java"), *shlex.split(options.replace("\\\n", " ")),
             "--add-modules", "dev.berth.runtime", "--add-exports", ROOM, "--add-opens", ROOM,
             "-cp", STAND, "DoorStand", CARPENTER, str(self.port), str(upstream)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ask("open")

    def ask(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip() or sys.exit("soak: the door ended")

    def settled(self):
        """MiB of heap in use, and resident."""
        for _ in range(3):
            heap = float(self.ask("settle"))
            time.sleep(1)
        status = open("/proc/%d/status" % self.process.pid).read()
        return heap, int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def files(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))


def opened(port):
    one = socket.create_connection(("127.0.0.1", port), 30)
    one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n" % (port, KEY))
    heard = b""
    while b"\r\n\r\n" not in heard:
        more = one.recv(4096)
        if not more:
            sys.exit("soak: a WebSocket was refused: %r" % heard)
        heard += more
    if not heard.startswith(b"HTTP/1.1 101 "):
        sys.exit("soak: a WebSocket was refused: %r" % heard)
    return one


def is_alive(one):
    one.sendall(PING)
    return one.recv(len(PONG)) == PONG


def soak(count, quiet):
    room = allow_files(2 * count + 300)
    if 2 * count + 300 > room:
        count = (room - 300) // 2
        print("soak: this system allows %d open files, so there are %d WebSockets" % (room, count), file=sys.stderr)
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    behind = os.fork()
    if behind == 0:
        stand_behind(listener)
    door = None
    try:
        door = Door(listener.getsockname()[1])
        listener.close()
        sound = hold(door, count, quiet)
    finally:
        if door:
            door.process.kill()
        os.kill(behind, 9)
    return 0 if sound else 1


def hold(door, count, quiet):
    opened(door.port).close()
    heap, memory = door.settled()
    print("before: heap %.1f MiB, resident %.1f MiB, %d files" % (heap, memory, door.files()))
    heaps, first = [], heap
    for turn in range(ROUNDS):
        began = time.monotonic()
        sockets = [opened(door.port) for _ in range(count)]
        took = time.monotonic() - began
        time.sleep(quiet if turn == 0 else 1)
        dead = sum(not is_alive(one) for one in sockets)
        heap, memory = door.settled()
        print("round %d: %d opened in %.1f s, %d of them dead after %d s; heap %.1f MiB (%.2f KiB each), resident"
              " %.1f MiB" % (turn + 1, count, took, dead, quiet if turn == 0 else 1, heap,
                             (heap - first) * 1024 / count, memory))
        for one in sockets:
            one.close()
        del sockets
        deadline = time.monotonic() + 30
        while door.files() > 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        heap, memory = door.settled()
        heaps.append(heap)
        print("  closed: heap %.1f MiB, resident %.1f MiB, %d files" % (heap, memory, door.files()))
        if dead or door.files() > 200:
            return False
    return heaps[-1] - heaps[0] <= HEAP_MAY_GROW


if __name__ == "__main__":
    sys.exit(soak(int(sys.argv[1]), int(sys.argv[2])))
