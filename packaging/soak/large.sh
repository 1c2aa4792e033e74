#!/usr/bin/env bash
# Copies what is large and brings it back, and watches the memory: ./dev soak large [small] [sparse] [real]
# 100,000 small files; 20 GB of which nearly nothing is there; 5 GB that are (all three where none is named).
set -euo pipefail

program=${BERTH_PROGRAM:?BERTH_PROGRAM must name the finished program}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-large.XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 - "$program" "$work" "${@:-all}" <<'END'
import glob, hashlib, json, os, pathlib, random, shutil, subprocess, sys, time
program, work, wanted = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
chance = random.Random(8)

def small(data):
    for number in range(100_000):
        folder = data / str(number % 300)
        folder.mkdir(exist_ok=True)
        (folder / str(number)).write_bytes(b"%d " % number * (number % 200))

def sparse(data):
    with open(data / "sparse", "wb") as file:
        file.truncate(20 << 30)
        for at in range(0, 20, 4):
            file.seek(at << 30)
            file.write(b"here is something %d" % at)

def real(data):
    for part in range(5):
        with open(data / ("part-%d" % part), "wb") as file:
            for _ in range(1024):
                file.write(chance.randbytes(1 << 20))

def family(pid):
    """Pss, in KiB, of this process of ours and of those that it started."""
    parents = {}
    for stat in glob.glob("/proc/[0-9]*/stat"):
        try:
            text = open(stat).read()
        except OSError:
            continue
        if "(java)" in text:
            parents[int(stat.split("/")[2])] = int(text[text.rindex(")") + 2:].split()[1])
    members = {pid}
    while more := {one for one, parent in parents.items() if parent in members} - members:
        members |= more
    total = 0
    for one in members:
        try:
            total += sum(int(line.split()[1]) for line in open("/proc/%d/smaps_rollup" % one) if line.startswith("Pss:"))
        except OSError:
            pass
    return total

def picture(folder, contents):
    sums = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        sums.update(repr((str(path.relative_to(folder)), about.st_mode, about.st_size, about.st_mtime_ns)).encode())
        if contents and path.is_file():
            with open(path, "rb") as file:
                sums.update(hashlib.file_digest(file, "sha1").digest())
    return sums.hexdigest()

failed = 0
for fill in (small, sparse, real):
    if "all" not in wanted and fill.__name__ not in wanted:
        continue
    home = work / fill.__name__
    data = home / "data"
    data.mkdir(parents=True)
    os.chmod(home, 0o700)
    os.chmod(data, 0o700)
    fill(data)
    before = picture(data, True)
    surroundings = dict(os.environ, BERTH_HOME=str(home))
    keeper = subprocess.Popen([program, "--hidden"], env=surroundings, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (home / "run/berth.sock").exists():
        time.sleep(0.1)
    time.sleep(5)
    idle = family(keeper.pid)
    peaks, told = [], []
    def berth(*words):
        began, peak = time.time(), 0
        asked = subprocess.Popen([program, "copy", *words], env=surroundings, text=True, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        while True:
            peak = max(peak, family(keeper.pid))
            try:
                said, _ = asked.communicate(timeout=0.3)
                break
            except subprocess.TimeoutExpired:
                pass
        peaks.append(peak - idle)
        told.append("%s %.1f s, %d MB over idle" % (words[0], time.time() - began, (peak - idle) // 1024))
        if asked.returncode:
            raise SystemExit("%s: %s" % (words, said))
    try:
        berth("create")
        copy = json.loads(subprocess.run([program, "copy", "list", "--json"], env=surroundings, text=True,
                                         capture_output=True).stdout)["copies"][0]["id"]
        shutil.rmtree(data / next(os.walk(data))[1][0]) if fill is small else next(data.iterdir()).unlink()
        (data / "newer").write_text("since")
        berth("restore", copy, "--yes")
        same = picture(data, True) == before
        failed += not same or max(peaks) > 64 << 10
        room = sum(path.lstat().st_blocks for path in data.rglob("*")) * 512
        print("%s: %s; %s; %d MB on the disk" % (fill.__name__, "; ".join(told), "all is as it was" if same else "IT IS NOT WHAT IT WAS", room >> 20), flush=True)
    finally:
        subprocess.run([program, "quit"], env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            keeper.wait(60)
        except subprocess.TimeoutExpired:
            keeper.kill()
    left = [str(path) for path in home.glob(".data.*")]
    if left:
        failed += 1
        print("%s: left over: %s" % (fill.__name__, left))
    shutil.rmtree(home)
print("%d failed" % failed)
sys.exit(1 if failed else 0)
END
