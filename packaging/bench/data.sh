#!/usr/bin/env bash
# What a safety copy costs, side by side with `tar | zstd` on the same tree. `./dev bench data` runs it.
#
# A home in which nothing is set up holds BERTH_MIB (1024) of data, half of it noise and half of it text,
# in BERTH_FILES (20000) files and one large one. Three rounds, in each of which both take their turn, the
# page cache warm. Needs these variables:
#   BERTH_PROGRAM  berth, the finished program
#   BERTH_RAW      a folder for raw data; table.md in it is the result
set -Eeuo pipefail

: "${BERTH_PROGRAM:?is not set: run ./dev bench data}" "${BERTH_RAW:?}"
mib=${BERTH_MIB:-1024} files=${BERTH_FILES:-20000} rounds=${BERTH_PAIRS:-3}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export BERTH_HOME=$work/home
mkdir -p "$BERTH_HOME/data/small"
chmod 700 "$BERTH_HOME" "$BERTH_HOME/data"

python3 - "$BERTH_HOME/data" "$mib" "$files" <<'END'
import os, random, sys
root, mib, files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
noise = random.Random(1)
words = b" ".join(b"%06x" % noise.getrandbits(24) for _ in range(4096))
half = mib << 19
with open(root + "/large", "wb") as large:
    for at in range(0, half, 1 << 20):
        large.write(noise.randbytes(1 << 19) + (words * 20)[: 1 << 19])
for number in range(files):
    folder = "%s/small/%03d" % (root, number % 500)
    os.makedirs(folder, exist_ok=True)
    with open("%s/%d" % (folder, number), "wb") as small:
        small.write((words * (1 + half // files // len(words)))[: half // files])
for path, folders, names in os.walk(root, topdown=False):
    for name in names + folders:
        os.utime(os.path.join(path, name), (1600000000, 1600000000))
END
sleep 3 # what changed just now would be copied twice

timed() { # timed NAME COMMAND...
    local name=$1 began ended
    shift
    began=$(date +%s%N)
    /usr/bin/time -f %M -o "$work/memory" "$@" >/dev/null 2>>"$BERTH_RAW/output"
    ended=$(date +%s%N)
    echo "$name $(((ended - began) / 1000000)) $(cat "$work/memory")" | tee -a "$BERTH_RAW/times"
}

for ((round = 1; round <= rounds; round++)); do
    timed tar-zstd sh -c "tar -cf - -C '$BERTH_HOME' data | zstd -q -o '$work/plain.tar.zst' && sync -f '$work'"
    rm -rf "$work/plain" && mkdir "$work/plain"
    timed zstd-tar sh -c "zstd -dcq '$work/plain.tar.zst' | tar -xf - -C '$work/plain' && sync -f '$work'"
    rm -rf "$work/plain" "$work/plain.tar.zst"
    timed copy "$BERTH_PROGRAM" copy create
    copy=$("$BERTH_PROGRAM" copy list | head -n 1 | cut -d ' ' -f 1)
    timed verify "$BERTH_PROGRAM" copy verify "$copy"
    timed restore-with-copy "$BERTH_PROGRAM" copy restore "$copy" --yes
    rm -f "$BERTH_HOME"/copies/*.tar.zst
done

python3 - "$BERTH_RAW/times" <<'END' | tee "$BERTH_RAW/table.md"
import collections, statistics, sys
times, memory = collections.defaultdict(list), collections.defaultdict(list)
for line in open(sys.argv[1]):
    name, millis, kib = line.split()
    times[name].append(int(millis)); memory[name].append(int(kib))
def of(name): return statistics.median(times[name])
print("| figure | goal | seen |")
print("|---|---|---|")
print("| copy, read back, against `tar \\| zstd` | <= 1.3 times | %.2f (%.1f s against %.1f s) |" % (of("copy") / of("tar-zstd"), of("copy") / 1000, of("tar-zstd") / 1000))
left = of("restore-with-copy") - of("copy")
print("| restore, without the copy before it, against `zstd -d \\| tar` | <= 1.3 times | %.2f (%.1f s against %.1f s) |" % (left / of("zstd-tar"), left / 1000, of("zstd-tar") / 1000))
print("| memory of reading a copy | <= 64 MB over idle | %.0f MB |" % (max(memory["verify"]) / 1024))
END
