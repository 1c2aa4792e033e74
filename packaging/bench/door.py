"""The figures of `./dev bench door`; see door.sh.

Three processes stand on this computer: an nginx that serves one file of 1 KiB and one of 1 MiB (the
upstream), an nginx that proxies it with one worker, and the front door alone in the program's own Java
with its launcher's options. The two that are compared have one core, the upstream and the load (wrk)
the other. In each round the same is done to each of them, the order changing from round to round.

Added latency is that of one client that asks and waits, less that of the same client at the upstream
itself. Throughput is that of 32 connections; hey gives a second opinion. Memory is the resident set: a
stand whose door was not opened yet is what the idle one is compared with, and the most that was seen in
the whole run is what it takes under load. The stand has a start-up cache of its own, as the program has one
(docs/decisions/0026); what it is without stands beside it.
"""

import os
import re
import shlex
import socket
import statistics
import subprocess
import sys
import threading
import time

PROGRAM, STAND, RAW, WORK = (os.environ["BERTH_" + name] for name in ("PROGRAM", "STAND", "RAW", "WORK"))
ROUNDS = int(os.environ.get("BERTH_PAIRS", "5"))
SECONDS = int(os.environ.get("BERTH_SECONDS", "5"))
CARPENTER = "dev.berth.runtime.door.NettyCarpenter"
ROOM = "dev.berth.runtime/dev.berth.runtime.door=ALL-UNNAMED"
MEASURED, OTHERS = "0", "1"

children = []


def say(text):
    print("%s  %s" % (" ".join(open("/proc/loadavg").read().split()[:3]), text), file=sys.stderr)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as one:
                one.sendall(b"GET /1k HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if one.recv(12) == b"HTTP/1.1 200":
                    return
        except OSError:
            pass
        time.sleep(0.02)
    sys.exit("bench: nothing serves at port %d" % port)


def start(core, *command):
    child = subprocess.Popen(
        ["taskset", "-c", core, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    children.append(child)
    return child


def nginx(name, core, port, rest):
    folder = os.path.join(WORK, name)
    os.makedirs(folder)
    paths = "".join(
        "%s_temp_path %s/%s;" % (one, folder, one) for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = os.path.join(folder, "nginx.conf")
    with open(config, "w", encoding="utf-8") as out:
        out.write("""daemon off; worker_processes 1; pid %s/pid; error_log stderr error;
            events { worker_connections 4096; }
            http { access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000;
                default_type application/octet-stream; %s %s }
            """ % (folder, paths, rest.replace("PORT", str(port))))
    start(core, "nginx", "-p", folder, "-c", config, "-e", "stderr")
    answers(port)
    return int(open(folder + "/pid").read())


def java_options():
    """Those with which the launcher starts the keeper."""
    text = open(PROGRAM, encoding="utf-8").read()
    found = re.search(r'exec "\$program/bin/java" \\\n(.*?)"\$@"', text, re.S)
    return shlex.split(found.group(1).replace("\\\n", " "))


CACHE = os.path.join(WORK, "stand.aot")


class Stand:
    def __init__(self, core, upstream, cache="-XX:AOTCache=" + CACHE):
        self.port = free_port()
        java = os.path.join(os.path.dirname(PROGRAM), "java")
        options = [one for one in java_options() if not one.startswith("-Xshare")]
        self.process = start(
            core, java, *options, *([cache] if cache else []), "-Xlog:aot=off", "-Xlog:cds=off", "--add-modules", "dev.berth.runtime", "--add-exports", ROOM,
            "--add-opens", ROOM, "-cp", STAND, "DoorStand", CARPENTER, str(self.port), str(upstream))
        self.ask("settle")

    def ask(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip() or sys.exit("bench: the door's stand ended")

    def end(self):
        self.process.stdin.close()
        self.process.wait(60)


def resident(pid):
    """MiB."""
    return int(re.search(r"VmRSS:\s+(\d+)", open("/proc/%d/status" % pid).read()).group(1)) / 1024


def settled(stand):
    for _ in range(3):
        stand.ask("settle")
        time.sleep(1)
    return resident(stand.process.pid)


def opened(upstream, cache):
    """What one costs that is new: (ms to open it, MiB more when it has served one request)"""
    stand = Stand(MEASURED, upstream, cache)
    before = settled(stand)
    took = int(stand.ask("open")) / 1000
    answers(stand.port)
    more = settled(stand) - before
    stand.end()
    return took, more


def learn(upstream):
    """Has the stand write down what it loads."""
    stand = Stand(OTHERS, upstream, "-XX:AOTCacheOutput=" + CACHE)
    stand.ask("open")
    answers(stand.port)
    stand.end()


def workers(pid):
    children_of = open("/proc/%d/task/%d/children" % (pid, pid)).read().split()
    return [pid, *map(int, children_of)]


class Peak(threading.Thread):
    """The most that was seen of a process and its children."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most = pid, 0.0

    def run(self):
        try:
            while True:
                self.most = max(self.most, sum(map(resident, workers(self.pid))))
                time.sleep(0.1)
        except (OSError, AttributeError):
            pass


UNITS = {"us": 0.001, "ms": 1, "s": 1000}


def wrk(port, path, connections, seconds=None):
    """(requests a second, p50 and p99 in ms)"""
    out = subprocess.run(
        ["taskset", "-c", OTHERS, "wrk", "-t1", "-c%d" % connections, "-d%ds" % (seconds or SECONDS), "--latency",
         "http://127.0.0.1:%d/%s" % (port, path)],
        capture_output=True, text=True, check=True).stdout
    with open(RAW + "/wrk.txt", "a", encoding="utf-8") as raw:
        raw.write(out)
    if re.search(r"Non-2xx|Socket errors", out):
        say("wrk: " + re.search(r".*(?:Non-2xx|Socket errors).*", out).group(0).strip())

    def share(percent):
        value, unit = re.search(r"%d%%\s+([\d.]+)(us|ms|s)" % percent, out).groups()
        return float(value) * UNITS[unit]

    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), share(50), share(99)


def hey(port, path, connections):
    """requests a second"""
    out = subprocess.run(
        ["taskset", "-c", OTHERS, "hey", "-cpus", "1", "-z", "%ds" % SECONDS, "-c", str(connections),
         "http://127.0.0.1:%d/%s" % (port, path)],
        capture_output=True, text=True, check=True).stdout
    with open(RAW + "/hey.txt", "a", encoding="utf-8") as raw:
        raw.write(out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def spread(values, digits):
    return "%.*f (%.*f–%.*f)" % (digits, statistics.median(values), digits, min(values), digits, max(values))


def measure():
    if os.cpu_count() < 2:
        sys.exit("bench: one core for what is measured and another for the load are needed")
    files = os.path.join(WORK, "files")
    os.makedirs(files)
    for name, size in (("1k", 1024), ("1m", 1 << 20)):
        with open(os.path.join(files, name), "wb") as file:
            file.write(os.urandom(size))
    upstream = free_port()
    nginx("upstream", OTHERS, upstream, "server { listen 127.0.0.1:PORT reuseport; root %s; }" % files)
    proxy = free_port()
    proxy_pid = nginx("proxy", MEASURED, proxy, """
        map $http_upgrade $hop { default upgrade; '' ''; }
        upstream behind { server 127.0.0.1:%d; keepalive 64; keepalive_requests 1000000000; }
        server { listen 127.0.0.1:PORT; location / { proxy_pass http://behind; proxy_http_version 1.1;
            proxy_set_header Host $http_host; proxy_set_header Connection $hop;
            proxy_set_header Upgrade $http_upgrade; } }""" % upstream)

    learn(upstream)
    new = [opened(upstream, "-XX:AOTCache=" + CACHE) for _ in range(ROUNDS)]
    bare = [opened(upstream, None) for _ in range(ROUNDS)]
    say("opened in %s ms" % spread([took for took, _ in new], 1))
    door = Stand(MEASURED, upstream)
    before = settled(door)
    door.ask("open")
    answers(door.port)

    peaks = {"nginx": Peak(proxy_pid), "door": Peak(door.process.pid)}
    for peak in peaks.values():
        peak.start()
    ports = {"nothing": upstream, "nginx": proxy, "door": door.port}
    for path in ("1k", "1m"):  # what is learnt at first is not measured
        wrk(door.port, path, 32)
    seen = {}
    order = list(ports)
    for turn in range(ROUNDS):
        for name in order:
            port = ports[name]
            for kind, value in (
                    ("alone", wrk(port, "1k", 1)), ("1k", wrk(port, "1k", 32)), ("1m", wrk(port, "1m", 32)),
                    ("hey", (hey(port, "1k", 32), 0, 0))):
                seen.setdefault((name, kind), []).append(value)
        order.append(order.pop(0))
        say("round %d of %d" % (turn + 1, ROUNDS))
    after = settled(door)

    def column(name, kind, at):
        return [value[at] for value in seen[name, kind]]

    def added(name, at):
        return [one - bare for one, bare in zip(column(name, "alone", at), column("nothing", "alone", at))]

    def ratio(kind, at):
        return [one / other for one, other in zip(column("door", kind, at), column("nginx", kind, at))]

    table = ["| figure | goal | door: median (least–most) | nginx | |", "|---|---|---|---|---|"]

    def row(figure, goal, door_seen, other, met):
        table.append("| %s | %s | %s | %s | %s |" % (
            figure, goal, door_seen, other, "" if met is None else "met" if met else "missed"))

    middle = statistics.median
    row("one client, 1 KiB: p50 added", "≤ 0.3 ms", spread(added("door", 1), 3) + " ms",
        spread(added("nginx", 1), 3) + " ms", middle(added("door", 1)) <= 0.3)
    row("one client, 1 KiB: p99", "≤ 1.5 × nginx",
        "%s ms; %s ×" % (spread(column("door", "alone", 2), 3), spread(ratio("alone", 2), 2)),
        spread(column("nginx", "alone", 2), 3) + " ms", middle(ratio("alone", 2)) <= 1.5)
    row("32 clients, 1 KiB: p99", "", "%s ms; %s ×" % (spread(column("door", "1k", 2), 2), spread(ratio("1k", 2), 2)),
        spread(column("nginx", "1k", 2), 2) + " ms", None)
    for kind, name, goal in (("1k", "1 KiB", 0.5), ("1m", "1 MiB", 0.8)):
        row("32 clients, %s: requests a second on one core" % name, "≥ %s × nginx" % goal,
            "%s; %s ×" % (spread(column("door", kind, 0), 0), spread(ratio(kind, 0), 2)),
            spread(column("nginx", kind, 0), 0), middle(ratio(kind, 0)) >= goal)
    row("the same with hey, 1 KiB", "", "%s; %s ×" % (spread(column("door", "hey", 0), 0), spread(ratio("hey", 0), 2)),
        spread(column("nginx", "hey", 0), 0), None)
    more = [value for _, value in new]
    row("RSS more at idle", "≤ 8 MB",
        "%s MiB; without the cache %s" % (spread(more, 1), spread([value for _, value in bare], 1)), "",
        middle(more) * 1.048576 <= 8)
    load = peaks["door"].most - before
    row("RSS more under load, at most", "≤ 100 MB", "%.1f MiB; %.1f MiB afterwards" % (load, after - before),
        "%.1f MiB in all" % peaks["nginx"].most, load * 1.048576 <= 100)
    opening = [took for took, _ in new]
    row("opening it, in a new process", "≤ 20 ms, or after the icon",
        "%s ms; without the cache %s" % (spread(opening, 0), spread([took for took, _ in bare], 0)), "",
        middle(opening) <= 20)
    with open(RAW + "/table.md", "w", encoding="utf-8") as out:
        out.write("\n".join(table) + "\n")
    print("\n".join(table))


try:
    measure()
finally:
    for child in reversed(children):
        if child.poll() is None:
            child.terminate()
            child.wait(20)
