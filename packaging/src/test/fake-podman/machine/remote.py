"""Commands that go into a machine, by `--connection`, `--url` or what the environment says."""

import os
import socket
from urllib.parse import urlsplit

import __main__ as podman
from machine.store import VERSION, Connections, api_socket, everywhere, system
from machine.tables import NO_SERVICE, unknown_connection


class Way:
    """How a command goes: a connection's name, or an address. `guest` is set once it was gone."""

    def __init__(self, connection="", url=""):
        self.connection, self.url, self.guest = connection, url, ""

    def __str__(self):
        return self.connection or self.url

    def suspected(self):
        """The machine that it should lead to, without asking."""
        if self.connection:
            return self.connection.removesuffix("-root")
        path = urlsplit(self.url).path
        try:
            return next((one.name for one in everywhere() if api_socket(one.name, one.provider) == path), "")
        except podman.Refusal:
            return ""

    def go(self):
        if self.connection:
            one = Connections().all.get(self.connection)
            if not one:
                raise podman.Refusal(unknown_connection(VERSION, self.connection))
            self.guest = by_ssh(one["uri"])
        elif self.url.startswith("unix://"):
            self.guest = by_socket(urlsplit(self.url).path)
        elif self.url:
            self.guest = by_ssh(self.url)
        else:
            raise podman.Refusal(NO_SERVICE + ping() + "dial unix /run/podman/podman.sock: connect: no such file or "
                                 "directory")


def of_environment():
    """Where a command goes that names no way: on Linux nowhere, unless a variable says so."""
    if os.environ.get("CONTAINER_HOST"):
        return Way(url=os.environ["CONTAINER_HOST"])
    if os.environ.get("CONTAINER_CONNECTION"):
        return Way(connection=os.environ["CONTAINER_CONNECTION"])
    return None if system() == "linux" else Way(connection=Connections().default)


def ping():
    return f'Get "http://d/v{podman.VERSION}/libpod/_ping": '


def by_socket(path):
    client = socket.socket(socket.AF_UNIX)
    with client:
        try:
            client.connect(path)
            client.sendall(b"GET /libpod/_ping HTTP/1.1\r\nHost: d\r\n\r\n")
            answer = client.recv(4096).decode()
        except FileNotFoundError:
            refused(ping() + f"dial unix {path}: connect: no such file or directory")
        except ConnectionRefusedError:
            refused(ping() + f"dial unix {path}: connect: connection refused")
        except OSError as other:
            refused(ping() + f"dial unix {path}: {other.strerror.lower()}")
    if not answer:
        refused(ping() + "EOF")
    return next(line[9:] for line in answer.split("\r\n") if line.startswith("X-Guest: "))


def refused(why):
    raise podman.Refusal(NO_SERVICE + why)


def by_ssh(uri):
    there = urlsplit(uri)
    address = f"127.0.0.1:{there.port}"
    start = "Error: " if VERSION < (4, 9) else NO_SERVICE
    if there.hostname not in ("127.0.0.1", "localhost"):
        raise podman.Refusal(f"{start}failed to connect: dial tcp: lookup {there.hostname}: no such host")
    client = socket.socket()
    with client:
        try:
            client.connect(("127.0.0.1", there.port))
            own = client.getsockname()[1]
            banner = client.recv(256).decode()
        except ConnectionRefusedError:
            raise podman.Refusal(f"{start}failed to connect: dial tcp {address}: connect: connection refused") from None
        except OSError:
            banner = ""
    if not banner.startswith("SSH-"):
        raise podman.Refusal(f"{start}failed to connect: ssh: handshake failed: read tcp 127.0.0.1:{own}->{address}: "
                             "read: connection reset by peer")
    return banner.split()[-1]


def publish(guest_room, host, outside, inside):
    """Asks the network helper; nothing, or what it says against it."""
    client = socket.socket(socket.AF_UNIX)
    with client:
        client.connect(os.path.join(guest_room, "net.sock"))
        with client.makefile("rw", encoding="utf-8") as talk:
            talk.write(f"expose {host} {outside} {inside}\n" if inside else f"unexpose {outside}\n")
            talk.flush()
            said = talk.readline().strip()
    return "" if said == "ok" else said


def sees(name, path):
    """Whether that machine has this folder of the computer: only under its mounts [lab]."""
    one = next((one for one in everywhere() if one.name == name), None)
    if one is None or one.provider == "wsl":
        return os.path.isdir(path)
    real = os.path.realpath(path)
    return os.path.isdir(path) and any(
        real == os.path.realpath(mount["Target"]) or real.startswith(os.path.realpath(mount["Target"]).rstrip("/") + "/")
        for mount in one.mounts)
