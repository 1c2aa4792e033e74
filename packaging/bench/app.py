"""What the icon and the window cost, measured from outside on a desktop of its own.

The desktop is Xvfb, openbox and a session bus; a StatusNotifierWatcher with a host (panel.py)
stands for the panel, because only so the moment of the registration is known to the microsecond.

- Size: the files of the program, and the package (BERTH_DEB), in MB of 1024 × 1024 bytes.
- Process start to icon: from just before fork to the arrival of RegisterStatusNotifierItem.
- Click on the icon to window: from sending Activate to the window in _NET_CLIENT_LIST, as
  `xprop -spy` tells it. The window's process starts afresh each time.
- At idle: the keeper at Ready, window closed, after as long a time to settle; its own CPU clock and
  that of its children, voluntary context switches of each thread (gauge idle).
- Window open at Ready: resident memory of both processes, from /proc/PID/status.
- Click to reaction: a press by XTEST on a control until the X server tells of anything painted in the
  window (XDamage), see click.c.
- Peers (`./dev bench app peers`): the same of KeePassXC, Syncthing Tray and virt-manager, those that are installed, each
  in a fresh home and beside no other: start to icon, and at idle the sum of its process and all that it has started.
"""

import glob
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

from panel import ITEM, Panel

BERTH = os.environ["BERTH_PROGRAM"]
FIXTURE = os.environ["BERTH_FIXTURE"]
RAW = os.environ["BERTH_RAW"]
WORK = os.environ["BERTH_WORK"]
ROUNDS = int(os.environ.get("BERTH_PAIRS", "20"))
SECONDS = int(os.environ.get("BERTH_SECONDS", "60"))
LONGEST = 60

children = []


def say(text):
    print("%s  %s" % (open("/proc/loadavg").read().split()[0], text), file=sys.stderr, flush=True)


def start(command, **more):
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, **more)
    children.append(child)
    return child


def until(what, found, longest=LONGEST, pause=0.02):
    end = time.monotonic() + longest
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(pause)
    raise SystemExit("bench: waited in vain for " + what)


def desktop():
    out, into = os.pipe()
    log = open(WORK + "/desktop.log", "w")
    start(["Xvfb", "-displayfd", str(into), "-noreset", "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
          pass_fds=[into], stderr=log)
    os.environ["DISPLAY"] = ":" + os.read(out, 16).decode().strip()
    bus = start(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, stderr=log)
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
    start(["openbox"], stdout=log, stderr=log)
    until("openbox", lambda: b"_NET_SUPPORTING_WM_CHECK(WINDOW)" in
          subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], capture_output=True).stdout)


def berth(*arguments):
    return subprocess.run([BERTH, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)


def state():
    try:
        return json.loads(berth("status", "--json").stdout)["state"]
    except ValueError:
        return ""


def new_home():
    home = WORK + "/home"
    os.environ["BERTH_HOME"] = home
    os.makedirs(home + "/config")
    with open(home + "/config/settings.json", "w") as settings:
        json.dump({"schema": 1, "port": 20000 + os.getpid() % 12000, "leaveRunning": True}, settings)
    done = berth("setup", "--image", FIXTURE, "--yes")
    if done.returncode:
        raise SystemExit("bench: set-up failed: " + done.stderr)


class Windows:
    """Tells when a window of Berth's comes: xprop says each change of the list of windows."""

    def __init__(self):
        self.arrived = threading.Event()
        self.at = 0.0
        self.known = None
        spy = start(["xprop", "-spy", "-root", "_NET_CLIENT_LIST"], stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self.follow, args=[spy.stdout], daemon=True).start()
        until("the list of windows", lambda: self.known is not None)

    def follow(self, lines):
        for line in lines:
            now = time.monotonic()
            ids = set(re.findall(r"0x[0-9a-f]+", line))
            if self.known is not None and ids - self.known:
                self.at = now
                self.newest = sorted(ids - self.known)[0]
                self.arrived.set()
            self.known = ids


def quiet():
    """Waits a while for the rest of the machine to become quiet."""
    for _ in range(int(os.environ.get("BERTH_PATIENCE", "30"))):
        before = [int(n) for n in open("/proc/stat").readline().split()[1:]]
        time.sleep(1)
        after = [int(n) for n in open("/proc/stat").readline().split()[1:]]
        if (after[3] - before[3]) * 2 > sum(after) - sum(before):
            return


def begin_keeper(panel):
    panel.arrived.clear()
    began = time.monotonic()
    keeper = start([BERTH, "--hidden"], stdout=open(RAW + "/keeper.log", "a"), stderr=subprocess.STDOUT)
    if not panel.arrived.wait(LONGEST):
        raise SystemExit("bench: no icon was registered")
    return keeper, (panel.at - began) * 1000


def end_keeper(keeper):
    berth("quit")
    keeper.wait(LONGEST)


def open_window(bus, panel, windows):
    item = bus.get_object(*panel.item, introspect=False)
    windows.arrived.clear()
    began = time.monotonic()
    item.Activate(dbus.Int32(0), dbus.Int32(0), dbus_interface=ITEM, ignore_reply=True)
    if not windows.arrived.wait(LONGEST):
        raise SystemExit("bench: no window came")
    return (windows.at - began) * 1000


def pid_of(window):
    told = subprocess.run(["xprop", "-id", window, "_NET_WM_PID"], capture_output=True, text=True).stdout
    return int(told.split("=")[1])


def close_window(windows):
    pid = pid_of(windows.newest)
    subprocess.run(["wmctrl", "-i", "-c", windows.newest], check=True)
    until("the window's end", lambda: not os.path.exists("/proc/%d" % pid))


def resident(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", open("/proc/%d/status" % pid).read()).group(1)) / 1024


def proportional(pid):
    try:
        return int(re.search(r"Pss:\s+(\d+)", open("/proc/%d/smaps_rollup" % pid).read()).group(1)) / 1024
    except PermissionError:
        return float("nan")


def idle(pid):
    """Milliseconds of CPU a minute and voluntary context switches a second."""
    out = subprocess.run([WORK + "/gauge", "idle", str(pid), str(SECONDS)], capture_output=True, text=True, check=True).stdout
    with open(RAW + "/idle.%d" % pid, "w") as raw:
        raw.write(out)
    figures = dict(line.split(None, 1) for line in out.splitlines() if len(line.split(None, 1)) == 2)
    return figures


def cpu_a_minute(figures):
    return number(figures["cpu-millis"]) * 60 / number(figures["seconds"])


def number(text):
    return float(re.match(r"[\d.]+", text).group(0))


def spread(values, unit):
    return "%.0f (%.0f–%.0f, n=%d) %s" % (statistics.median(values), min(values), max(values), len(values), unit)


def click(window, x, y):
    return float(subprocess.run([WORK + "/click", window, str(x), str(y)], capture_output=True, text=True, check=True).stdout)


def row(table, figure, goal, seen, met):
    table.append("| %s | %s | %s | %s |" % (figure, goal, seen, "met" if met else "missed"))


def size(table):
    """As Debian counts it: the bytes of all files, and those of the package."""
    program = os.path.dirname(os.path.dirname(os.path.realpath(BERTH)))
    kibibytes = int(subprocess.run(["du", "-sk", "--apparent-size", program], capture_output=True, text=True, check=True).stdout.split()[0])
    caches = [os.path.getsize(file) for file in glob.glob(program + "/lib/*.aot")]
    row(table, "installed, with its own Java and start-up caches", "≤ 125 MB",
        "%.1f MB (caches %.1f)" % (kibibytes / 1024, sum(caches) / 1048576), caches and kibibytes <= 125 * 1024)
    deb = os.environ.get("BERTH_DEB", "")
    if deb:
        megabytes = os.path.getsize(deb) / 1048576
        row(table, "the .deb", "≤ 55 MB", "%.1f MB" % megabytes, megabytes <= 55)


def measure():
    desktop()
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    panel = Panel(bus)
    loop = GLib.MainLoop()
    threading.Thread(target=loop.run, daemon=True).start()
    windows = Windows()
    new_home()
    table = ["| figure | goal | seen: median (least–most) | |", "|---|---|---|---|"]
    size(table)

    icon = []
    for _ in range(ROUNDS):
        quiet()
        keeper, took = begin_keeper(panel)
        icon.append(took)
        until("Ready", lambda: state() == "ready", pause=0.2)
        end_keeper(keeper)
    row(table, "process start to icon registered", "≤ 150 ms", spread(icon, "ms"), statistics.median(icon) <= 150)
    say("icon: " + spread(icon, "ms"))

    keeper, _ = begin_keeper(panel)
    until("Ready", lambda: state() == "ready", pause=0.2)
    say("at idle for 2 × %d s" % SECONDS)
    time.sleep(SECONDS)
    quiet()
    figures = idle(keeper.pid)
    say("idle: %s" % figures)
    memory = resident(keeper.pid)
    cpu = cpu_a_minute(figures)
    switches = number(figures["switches-per-second"])
    shared = proportional(keeper.pid)
    row(table, "keeper at idle: PSS", "≤ 66 MB", "%.1f MB" % shared, shared <= 66)
    row(table, "keeper at idle: RSS", "≤ 72 MB", "%.1f MB" % memory, memory <= 72)
    row(table, "keeper at idle: CPU a minute", "≤ 15 ms", "%.1f ms" % cpu, cpu <= 15)
    row(table, "keeper at idle: voluntary context switches", "≤ 6/s", "%.2f/s" % switches, switches <= 6)

    opening = []
    for _ in range(ROUNDS):
        quiet()
        opening.append(open_window(bus, panel, windows))
        time.sleep(1)
        close_window(windows)
    row(table, "click on the icon to window shown", "≤ 290 ms", spread(opening, "ms"), statistics.median(opening) <= 290)
    say("window: " + spread(opening, "ms"))

    open_window(bus, panel, windows)
    time.sleep(10)
    window = pid_of(windows.newest)
    both = resident(keeper.pid) + resident(window)
    row(table, "window open at Ready: both processes", "≤ 200 MB",
        "%.0f MB (%.0f + %.0f; PSS %.0f)" % (both, resident(keeper.pid), resident(window),
                                            proportional(keeper.pid) + proportional(window)), both <= 200)
    figures = idle(window)
    row(table, "window open at Ready: nothing moves", "no animation",
        "%.0f ms CPU a minute, %.0f switches/s" % (cpu_a_minute(figures), number(figures["switches-per-second"])),
        cpu_a_minute(figures) < 600)

    clicks = []
    places = json.loads(os.environ.get("BERTH_CLICKS", "[[140, 27], [50, 27]]"))
    for turn in range(ROUNDS):
        quiet()
        clicks.append(click(windows.newest, *places[turn % len(places)]))
    row(table, "click to visible reaction", "≤ 100 ms", spread(clicks, "ms"), statistics.median(clicks) <= 100)
    close_window(windows)
    end_keeper(keeper)
    with open(RAW + "/table.md", "w") as out:
        out.write("\n".join(table) + "\n")
    print("\n".join(table))


class Peer:
    """Another program with an icon in the panel: how it is started so that only the icon shows."""

    def __init__(self, name, command, files=(), before=()):
        self.name, self.command, self.files, self.before = name, command, files, before

    def lay_out(self, home):
        for path, text in self.files:
            os.makedirs(os.path.dirname(home + "/" + path), exist_ok=True)
            with open(home + "/" + path, "w") as file:
                file.write(text)
        for command in self.before:
            subprocess.run(command, check=True)


PEERS = [
    Peer("KeePassXC", ["keepassxc"], files=[
        (".config/keepassxc/keepassxc.ini",
         "[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\nSingleInstance=false\n"
         "[GUI]\nShowTrayIcon=true\nMinimizeOnStartup=true\nMinimizeToTray=true\n")]),
    Peer("Syncthing Tray", ["syncthingtray", "--single-instance"], files=[
        (".config/syncthingtray.ini", "[tray]\nconnections\\size=0\n[startup]\nconsiderForReconnect=false\n")]),
    Peer("virt-manager", ["virt-manager", "--no-fork"], before=[
        ["gsettings", "set", "org.virt-manager.virt-manager", "system-tray", "true"]]),
]


def family(pid):
    """A process and all that descend from it."""
    out = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True).stdout
    parents = [tuple(map(int, line.split())) for line in out.splitlines()]
    found = [pid]
    for one in found:
        found += [child for child, parent in parents if parent == one]
    return found


def measure_peer(peer, panel, table):
    home = WORK + "/peer-" + peer.command[0]
    os.makedirs(home)
    environment = dict(os.environ, HOME=home, GSETTINGS_BACKEND="keyfile")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "BERTH_HOME"):
        environment.pop(name, None)
    os.environ.update(HOME=home, GSETTINGS_BACKEND="keyfile")
    peer.lay_out(home)
    icon = []
    for turn in range(ROUNDS):
        quiet()
        panel.arrived.clear()
        began = time.monotonic()
        program = start(peer.command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not panel.arrived.wait(20):
            end_peer(program)
            table.append("| %s | no icon was registered | | | | |" % peer.name)
            return
        icon.append((panel.at - began) * 1000)
        if turn < ROUNDS - 1:
            time.sleep(1)
            end_peer(program)
    time.sleep(SECONDS)
    quiet()
    figures = [idle(pid) for pid in family(program.pid)]
    table.append("| %s | %s | %.0f | %.0f | %.1f | %.2f |" % (
        peer.name, spread(icon, "ms"), sum(proportional(pid) for pid in family(program.pid)),
        sum(resident(pid) for pid in family(program.pid)), sum(cpu_a_minute(f) for f in figures),
        sum(number(f["switches-per-second"]) for f in figures)))
    end_peer(program)


def end_peer(program):
    for pid in reversed(family(program.pid)):
        try:
            os.kill(pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def measure_peers():
    desktop()
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    panel = Panel(dbus.SessionBus())
    loop = GLib.MainLoop()
    threading.Thread(target=loop.run, daemon=True).start()
    table = ["| program | start to icon | PSS, MB | RSS, MB | CPU, ms a minute | switches/s |", "|---|---|---|---|---|---|"]
    for peer in PEERS:
        if shutil.which(peer.command[0]):
            measure_peer(peer, panel, table)
    with open(RAW + "/peers.md", "w") as out:
        out.write("\n".join(table) + "\n")
    print("\n".join(table))


try:
    if sys.argv[1:] == ["peers"]:
        measure_peers()
    else:
        measure()
finally:
    if os.environ.get("BERTH_HOME", "").startswith(WORK):
        berth("reset", "--erase-data", "--yes")
    for child in reversed(children):
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
