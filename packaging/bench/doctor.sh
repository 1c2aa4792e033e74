#!/usr/bin/env bash
# How long doctor and its report take, with an engine that answers at once and one that hangs, from a home with a
# gigabyte of logs. `./dev bench doctor` runs it.
#
# The engine is a script of this file's own, so that what is measured is Berth. Needs these variables:
#   BERTH_PROGRAM  berth, the finished program
#   BERTH_RAW      a folder for raw data; table.md in it is the result
# BERTH_ROUNDS makes it shorter (5).
set -Eeuo pipefail

: "${BERTH_PROGRAM:?is not set: run ./dev bench doctor}" "${BERTH_RAW:?}"
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-bench.XXXXXX")
readonly work rounds=${BERTH_ROUNDS:-5}
trap 'rm -rf "$work"' EXIT

export BERTH_HOME=$work/home
mkdir -p "$BERTH_HOME/config" "$BERTH_HOME/logs" "$work/bin"
printf '{"schema":1,"engineProgram":"%s/bin/podman"}' "$work" >"$BERTH_HOME/config/settings.json"

engine() { # $1: what it does before it answers
    cat >"$work/bin/podman" <<END
#!/bin/sh
case "\$1" in --version) echo "podman version 5.4.2"; exit 0 ;; esac
$1
echo '{"version":{"Version":"5.4.2"},"host":{"security":{"rootless":false}},"store":{"graphRoot":"$work"}}'
END
    chmod +x "$work/bin/podman"
}

logs() { # a gigabyte in ten files, of lines as Berth writes them
    local i
    for i in 0 1 2 3 4 5 6 7 8 9; do
        yes "2026-11-22T02:13:05.120Z INFO  Supervisor: turn $i took 12 ms, token=abc$i at /home/anna/x of host 192.168.7.$i" |
            head -c 105000000 >"$BERTH_HOME/logs/keeper.log.$i" || true
    done
}

measure() { # $1: name, the rest: the command; prints milliseconds, one a line
    local name=$1 i began
    shift
    for ((i = 0; i < rounds; i++)); do
        began=$(date +%s%N)
        "$@" >"$BERTH_RAW/$name.out" 2>&1 || true
        echo $((($(date +%s%N) - began) / 1000000))
    done | sort -n >"$BERTH_RAW/$name.ms"
}

row() { # $1: name, $2: what it is, $3: goal in ms
    local median least most
    median=$(sed -n "$(((rounds + 1) / 2))p" "$BERTH_RAW/$1.ms")
    least=$(head -1 "$BERTH_RAW/$1.ms")
    most=$(tail -1 "$BERTH_RAW/$1.ms")
    printf '| %s | ≤ %s ms | %s (%s–%s, n=%s) ms | %s |\n' "$2" "$3" "$median" "$least" "$most" "$rounds" \
        "$([ "$most" -le "$3" ] && echo met || echo missed)"
}

engine ""
measure doctor "$BERTH_PROGRAM" doctor --json
engine "exec sleep 60"
measure doctor-hanging "$BERTH_PROGRAM" doctor --json
logs
engine ""
measure report "$BERTH_PROGRAM" doctor --bundle "$work/report.zip"
engine "exec sleep 60"
measure report-hanging "$BERTH_PROGRAM" doctor --bundle "$work/report.zip"
size=$(stat -c %s "$work/report.zip")

{
    echo '| figure | goal | seen: median (least–most) | |'
    echo '|---|---|---|---|'
    row doctor "\`berth doctor\`, its own start included" 3000
    row doctor-hanging 'the same with an engine that hangs' 3000
    row report 'a report from a home with 1 GB of logs' 10000
    row report-hanging 'the same with an engine that hangs' 10000
    printf '| its size | ≤ 20 MB | %s kB | %s |\n' $((size / 1000)) "$([ "$size" -le 20000000 ] && echo met || echo missed)"
} | tee "$BERTH_RAW/table.md"
