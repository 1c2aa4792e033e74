#!/usr/bin/env bash
# Makes copies and brings them back again and again, in a home in which nothing is set up, and kills what
# is under way at any moment: ./dev soak copies [--minutes N] [--seed N]
# After each kill every copy that is listed must be whole, and the data the old one or the restored one.
set -euo pipefail

minutes=30 seed=$RANDOM
while (($#)); do
    case $1 in
        --minutes) minutes=${2:?--minutes needs a number} ;;
        --seed) seed=${2:?--seed needs a number} ;;
        *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done

program=${BERTH_PROGRAM:?BERTH_PROGRAM must name the finished program}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-copies.XXXXXX")
trap 'rm -rf "$work"' EXIT
export BERTH_HOME=$work/home
exec python3 - "$program" "$minutes" "$seed" <<'END'
import hashlib, json, os, pathlib, random, signal, subprocess, sys, time
program, minutes, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)
home = pathlib.Path(os.environ["BERTH_HOME"])
data = home / "data"
(data / "folder").mkdir(parents=True)
os.chmod(home, 0o700)
os.chmod(data, 0o700)

def berth(*words):
    return subprocess.run([program, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True)

def change():
    for _ in range(chance.randrange(1, 40)):
        file = data / "folder" / str(chance.randrange(200))
        if chance.random() < 0.2:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(chance.randbytes(chance.randrange(1, 200_000)))

def picture(folder):
    sums = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        sums.update(repr((str(path.relative_to(folder)), about.st_mode, about.st_mtime_ns)).encode())
        if path.is_file():
            sums.update(path.read_bytes())
    return sums.hexdigest()

def listed():
    return json.loads(berth("copy", "list", "--json").stdout)["copies"]

known, kills, rounds, failed = {}, 0, 0, 0
end = time.time() + minutes * 60
change()
while time.time() < end and failed == 0:
    rounds += 1
    usable = [one["id"] for one in listed() if one["id"] in known]
    restores = usable and chance.random() < 0.5
    copy = chance.choice(usable) if restores else None
    before = picture(data)
    words = ["copy", "restore", copy, "--yes"] if restores else ["copy", "create"]
    process = subprocess.Popen([program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    killed = chance.random() < 0.6
    try:
        process.wait(chance.uniform(0.05, 4) if killed else 600)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
        if restores:  # the next one that looks after the home goes on with it
            berth("copy", "create")
    now = picture(data)
    expected = {before} | ({known[copy]} if restores else set())
    if now not in expected:
        failed += 1
        print("round %d: the data is neither the old one nor the restored one (%s)" % (rounds, words))
    for one in listed():
        if one["state"] != "good" or berth("copy", "verify", one["id"]).returncode:
            failed += 1
            print("round %d: %s is not whole" % (rounds, one["id"]))
        if one["id"] not in known:
            known[one["id"]] = now if restores and one["why"] == "hand" else before
    for leftover in list(home.glob(".data.*")):
        if not killed:
            failed += 1
            print("round %d: %s was left" % (rounds, leftover))
    if len(listed()) > 12:
        for one in listed()[6:]:
            (home / "copies" / (one["id"] + ".tar.zst")).unlink()
    change()
print("seed %d: %d rounds, %d kills, %d failed" % (seed, rounds, kills, failed))
sys.exit(1 if failed else 0)
END
