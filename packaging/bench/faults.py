"""The figures of `./dev bench faults`; see faults.sh.

One keeper on an engine that is none. For each fault the service is killed while the fault lasts;
meanwhile `status` is asked over one open connection every 10 ms, and the slowest answer is kept.
Then the fault is taken away, and the time until the keeper reports Ready is taken. The service's
own way is the same kill without a fault: from the kill to Ready.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

BERTH, FAKE = os.environ["BERTH_PROGRAM"], os.environ["BERTH_FAKE_PODMAN"]
RAW = os.environ["BERTH_RAW"]
PATIENCE = 60
ROUNDS = int(os.environ.get("BERTH_PAIRS", "5"))

FAULTS = [
    ("is missing", None, None),
    ("answers no question", "any", "block"),
    ("prints garbage", "any", "garbage"),
    ("is killed each time", "any", "die-before"),
    ("floods", "any", "flood"),
    ("fails with a text that nobody knows", "inspect", "fail"),
]


class Wire:
    def __init__(self, home):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(os.path.join(home, "run/berth.sock"))
        self.lines = self.socket.makefile("r", encoding="utf-8")
        self.say({"protocol": 1, "version": "bench"})
        self.hear()

    def say(self, value):
        self.socket.sendall((json.dumps(value) + "\n").encode())

    def hear(self):
        return json.loads(self.lines.readline())


class Bench:
    def __init__(self, work):
        self.home, self.world = os.path.join(work, "home"), os.path.join(work, "world")
        self.program = os.path.join(work, "podman")
        self.asked = 0
        os.makedirs(os.path.join(self.home, "config"))
        os.makedirs(self.world)
        shutil.copy(FAKE, self.program)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with open(os.path.join(self.home, "config/settings.json"), "w", encoding="utf-8") as file:
            json.dump({"schema": 1, "port": port, "engineProgram": self.program}, file)
        self.environment = {**os.environ, "BERTH_HOME": self.home, "FAKE_PODMAN_HOME": self.world}
        self.write("profile.json", {"version": "5.4.2", "rootless": True})
        self.run(self.program, "--by-hand", "load", "--input=" + os.environ["BERTH_FIXTURE_ARCHIVE"])
        self.run(BERTH, "setup", "--image", "localhost/berth/fixture:latest", "--yes")
        self.keeper = subprocess.Popen([BERTH, "run"], env=self.environment, stdout=subprocess.DEVNULL)
        self.status, self.stream = self.contact(), self.contact()
        self.stream.say({"id": 1, "ask": "watch"})
        self.report, self.changed = None, threading.Condition()
        threading.Thread(target=self.follow, daemon=True).start()

    def run(self, *command):
        subprocess.run(command, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def write(self, name, value):
        path = os.path.join(self.world, name)
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(value, file)
        os.rename(path + ".new", path)

    def contact(self):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return Wire(self.home)
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def follow(self):
        try:
            while True:
                report = self.stream.hear()["report"]
                with self.changed:
                    self.report = report
                    self.changed.notify_all()
        except (ValueError, OSError):
            pass

    def until(self, wanted, seconds=PATIENCE):
        with self.changed:
            if not self.changed.wait_for(lambda: self.report and wanted(self.report), seconds):
                sys.exit(f"faults: waited in vain; instead: {self.report}")

    def ready(self):
        self.until(lambda report: report["state"] == "ready")

    def kill_service(self):
        folder = os.path.join(self.world, "containers")
        for one in os.listdir(folder):
            with open(os.path.join(folder, one, "container.json"), encoding="utf-8") as file:
                os.kill(json.load(file)["pid"], signal.SIGKILL)
        self.until(lambda report: report["state"] != "ready")

    def clean_sheet(self):
        """A person's Repair: earlier falls are forgotten, and the next start is not put off."""
        self.asked += 1
        self.status.say({"id": self.asked, "ask": "command", "command": "repair"})
        while self.status.hear().get("id") != self.asked:
            pass
        self.ready()

    def slowest_status(self, seconds):
        slowest, end = 0.0, time.monotonic() + seconds
        while time.monotonic() < end:
            began = time.perf_counter()
            self.status.say({"id": 0, "ask": "status"})
            self.status.hear()
            slowest = max(slowest, time.perf_counter() - began)
            time.sleep(0.01)
        return slowest * 1000

    def own_way(self):
        self.clean_sheet()
        began = time.perf_counter()
        self.kill_service()
        self.ready()
        return (time.perf_counter() - began) * 1000

    def broken(self, verb, kind, seconds):
        self.clean_sheet()
        if kind:
            self.write("plan.json", [{"id": time.time_ns(), "verb": verb, "kind": kind,
                                      "text": "Error: a thing that nobody has ever heard of"}])
        else:
            os.rename(self.program, self.program + ".away")
        self.kill_service()
        slowest = self.slowest_status(seconds)
        began = time.perf_counter()
        if kind:
            self.write("plan.json", [])
        else:
            os.rename(self.program + ".away", self.program)
        self.ready()
        return slowest, (time.perf_counter() - began) * 1000

    def close(self):
        self.keeper.terminate()
        self.keeper.wait(PATIENCE)


def main():
    work = tempfile.mkdtemp(prefix="berth-faults.", dir="/var/tmp")
    bench = Bench(work)
    try:
        bench.ready()
        own = sorted(bench.own_way() for _ in range(ROUNDS))
        lines = ["| the engine | slowest `status` | mended to Ready |", "|---|---|---|",
                 f"| is well: killed to Ready, median of {ROUNDS} | | {own[len(own) // 2]:.0f} ms |"]
        for name, verb, kind in FAULTS:
            slowest, mended = bench.broken(verb, kind, 8)
            lines.append(f"| {name} | {slowest:.1f} ms | {mended:.0f} ms |")
            print(lines[-1], file=sys.stderr)
        with open(os.path.join(RAW, "table.md"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        print("\n".join(lines))
    finally:
        bench.close()
        shutil.rmtree(work, ignore_errors=True)


main()
