#!/usr/bin/env bash
# What a safety copy costs, side by side with `tar | zstd` on the same tree. `./dev bench data` runs it.
#
# A home in which nothing is set up, with a keeper, holds BERTH_MIB (2048) of data: three quarters text of
# conversations, as varied as speech, a quarter what cannot be packed further, as pictures are; half of it in
# BERTH_FILES (20000) files, the other half in one. BERTH_PAIRS (3) rounds, in each of which all take their turn,
# the page cache warm; both sides pack at zstd's own level, 3, and end when all is on the disk. `tar | zstd` uses
# one thread to pack and reads nothing back. Berth works on copies with the lowest priority, so both sides have it: on a
# computer that is busy with other things their times would not compare. Needs these variables:
#   BERTH_PROGRAM  berth, the finished program
#   BERTH_RAW      a folder for raw data; table.md in it is the result
set -Eeuo pipefail

: "${BERTH_PROGRAM:?is not set: run ./dev bench data}" "${BERTH_RAW:?}"
mib=${BERTH_MIB:-2048} files=${BERTH_FILES:-20000} rounds=${BERTH_PAIRS:-3}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-bench.XXXXXX")
keeper=''
tidy() {
    [[ -z $keeper ]] || { kill "$keeper" && wait "$keeper" || true; } 2>/dev/null
    rm -rf "$work"
}
trap tidy EXIT
export BERTH_HOME=$work/home
mkdir -p "$BERTH_HOME/data/small"
chmod 700 "$BERTH_HOME" "$BERTH_HOME/data"

python3 - "$BERTH_HOME/data" "$mib" "$files" <<'END'
import itertools, os, random, sys
root, mib, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(1)
letters = "etaoinshrdlucmfwypvbgkjqxz"
words = ["".join(chance.choices(letters, range(26, 0, -1), k=chance.randrange(2, 11))) for _ in range(20000)]
often = list(itertools.accumulate(1 / rank for rank in range(2, 20002)))  # as in any language: Zipf's law

def said():
    text = " ".join(chance.choices(words, cum_weights=often, k=120))
    return '{"role":"%s","at":%d,"content":"%s"}\n' % (chance.choice(("user", "assistant")), chance.randrange(1 << 41), text)

pool = "".join(said() for _ in range(40000)).encode()  # far more than zstd remembers

def talk(count):
    starts = (chance.randrange(len(pool) - 65536) for _ in range(0, count, 65536))
    return b"".join(pool[at : at + 65536] for at in starts)[:count]

half = mib << 19
with open(root + "/large", "wb") as large:
    for number in range(half >> 20):
        large.write(chance.randbytes(1 << 20) if number % 4 == 0 else talk(1 << 20))
for number in range(files):
    folder = "%s/small/%03d" % (root, number % 500)
    os.makedirs(folder, exist_ok=True)
    with open("%s/%d" % (folder, number), "wb") as small:
        size = half // files
        small.write(chance.randbytes(size) if number % 4 == 0 else talk(size))
for path, folders, names in os.walk(root, topdown=False):
    for name in names + folders:
        os.utime(os.path.join(path, name), (1600000000, 1600000000))
END

# What a process and all that it started of our program take of the memory, shared pages in their part: memory PID
memory() {
    python3 - "$1" <<'END'
import glob, sys
parents = {}
for stat in glob.glob("/proc/[0-9]*/stat"):
    try:
        text = open(stat).read()
    except OSError:
        continue
    if "(java)" in text:  # not what looks after the engine, now and then, whatever is copied
        parents[int(stat.split("/")[2])] = int(text[text.rindex(")") + 2 :].split()[1])
family = {int(sys.argv[1])}
while True:
    more = {pid for pid, parent in parents.items() if parent in family} - family
    if not more:
        break
    family |= more
total = 0
for pid in family:
    try:
        total += sum(int(line.split()[1]) for line in open("/proc/%d/smaps_rollup" % pid) if line.startswith("Pss:"))
    except (OSError, ValueError):
        pass
print(total)
END
}

watch_memory() { # watch_memory NAME: until it is ended
    while :; do
        echo "memory-$1 $(memory "$keeper")" >>"$BERTH_RAW/memory"
        sleep 0.3
    done
}

timed() { # timed NAME COMMAND...
    local name=$1 began ended
    shift
    began=$(date +%s%N)
    "$@" >>"$BERTH_RAW/output" 2>&1
    ended=$(date +%s%N)
    echo "$name $(((ended - began) / 1000000))" | tee -a "$BERTH_RAW/times"
}

until_true() { # waits a minute at most
    local tries
    for ((tries = 600; tries > 0; tries--)); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "waited in vain for: $*" >&2
    return 1
}

"$BERTH_PROGRAM" --hidden >>"$BERTH_RAW/output" 2>&1 &
keeper=$!
until_true test -S "$BERTH_HOME/run/berth.sock"
sleep 5 # until it is idle, and no file is so young that it would be copied twice
echo "memory-idle $(memory "$keeper")" >>"$BERTH_RAW/memory"

for ((round = 1; round <= rounds; round++)); do
    timed tar-zstd nice -n 19 ionice -c 3 sh -c "tar -cf - -C '$BERTH_HOME' data | zstd -q -3 -o '$work/plain.tar.zst' && sync -f '$work'"
    timed copy "$BERTH_PROGRAM" copy create
    copy=$("$BERTH_PROGRAM" copy list | head -n 1 | cut -d ' ' -f 1)
    mkdir "$work/plain"
    timed zstd-tar nice -n 19 ionice -c 3 sh -c "zstd -dcq '$work/plain.tar.zst' | tar -xf - -C '$work/plain' && sync -f '$work'"
    rm -rf "$work/plain" "$work/plain.tar.zst"
    timed verify "$BERTH_PROGRAM" copy verify "$copy"
    timed restore-with-copy "$BERTH_PROGRAM" copy restore "$copy" --yes
    rm -f "$BERTH_HOME"/copies/*.tar.zst
done

# Once more to see the memory, which costs time, and is no longer timed.
watch_memory copying &
watching=$!
"$BERTH_PROGRAM" copy create >>"$BERTH_RAW/output" 2>&1
copy=$("$BERTH_PROGRAM" copy list | head -n 1 | cut -d ' ' -f 1)
"$BERTH_PROGRAM" copy restore "$copy" --yes >>"$BERTH_RAW/output" 2>&1
kill "$watching" && wait "$watching" 2>/dev/null || true

python3 - "$BERTH_RAW/times" "$BERTH_RAW/memory" <<'END' | tee "$BERTH_RAW/table.md"
import collections, statistics, sys
seen = collections.defaultdict(list)
for file in sys.argv[1:]:
    for line in open(file):
        name, number = line.split()
        seen[name].append(int(number))

def of(name):
    return statistics.median(seen[name]) / 1000

def row(figure, goal, number, text):
    print("| %s | <= %s | %s | %s |" % (figure, goal[1], text, "hold" if number <= goal[0] else "**missed**"))

print("| figure | goal | seen, median | |")
print("|---|---|---|---|")
ratio = of("copy") / of("tar-zstd")
row("copy, read back, against `tar \\| zstd`", (1.3, "1.3 times"), ratio, "%.2f (%.1f s against %.1f s)" % (ratio, of("copy"), of("tar-zstd")))
# A restore copies what is there first; that is taken off, as it was measured in the same round.
left = statistics.median(a - b for a, b in zip(seen["restore-with-copy"], seen["copy"])) / 1000
ratio = left / of("zstd-tar")
row("restore, without the copy before it, against `zstd -d \\| tar`", (1.3, "1.3 times"), ratio, "%.2f (%.1f s against %.1f s)" % (ratio, left, of("zstd-tar")))
over = (max(seen["memory-copying"]) - seen["memory-idle"][0]) / 1024
row("memory of a copy and a restore over an idle keeper (Pss)", (64, "64 MB"), over, "%.0f MB (idle: %.0f MB)" % (over, seen["memory-idle"][0] / 1024))
print("| reading a copy from its first byte to its last | | %.1f s | |" % of("verify"))
END
