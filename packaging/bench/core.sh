#!/usr/bin/env bash
# The core's figures on a real engine and the real service. `./dev bench core` runs it:
#
#   ./dev bench core [start] [idle] [status] [adopt] [falls] [ways]      (none named: all)
#
# How each is measured stands in README.md beside this file. Needs these variables:
#   BERTH_PROGRAM   berth, the finished program
#   BERTH_OPENCLAW  name of the service's image, which the engine has
#   BERTH_FIXTURE   name of the fixture service's image, which the engine has
#   BERTH_RAW       a folder for raw data; table.md in it is the result
# BERTH_PATIENCE is how many seconds each measurement waits for the machine to become quiet (30).
# BERTH_PAIRS, BERTH_FALLS and BERTH_SECONDS make it shorter (5 pairs, 20 falls, 60 s at idle).
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly berth=${BERTH_PROGRAM:?is not set: run ./dev bench core} raw=${BERTH_RAW:?} here
readonly openclaw=${BERTH_OPENCLAW:?} fixture=${BERTH_FIXTURE:?}
readonly pairs=${BERTH_PAIRS:-5} falls=${BERTH_FALLS:-20} seconds=${BERTH_SECONDS:-60} patience=${BERTH_PATIENCE:-30}
readonly start_limit=180 fall_limit=60

work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-bench.XXXXXX")
readonly work gauge=$work/gauge name=bench-${work##*.}
homes=() companions=() keeper=

say() { printf '%s  %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$*" >&2; }
give_up() {
    say "bench: $*"
    exit 1
}

# --- Tidying up ------------------------------------------------------------------------------------

# Takes away what this run has made, and nothing else.
tidy() {
    local pid home
    for pid in "${companions[@]}"; do end_beside "$pid"; done
    if [[ -n $keeper ]]; then
        kill "$keeper" 2>/dev/null && wait "$keeper" 2>/dev/null || true
    fi
    for home in "${homes[@]}"; do
        BERTH_HOME=$home "$berth" reset --erase-data --yes >>"$raw/tidy.log" 2>&1 || true
    done
    podman rm --force --ignore --time=1 "$name" >>"$raw/tidy.log" 2>&1 || true
    rm -rf "$work"
}
trap tidy EXIT
trap 'exit 130' INT TERM
trap 'say "bench: line $LINENO failed: $BASH_COMMAND"' ERR

# Starts a command in the background, to be ended at last: beside COMMAND...; sets `companion`.
beside() {
    {
        trap - ERR # being ended is no failure
        "$@"
    } &
    companion=$!
    companions+=("$companion")
}

# With all that it has started.
end_beside() {
    local left=() pid
    # shellcheck disable=SC2046
    kill $(with_descendants "$1") 2>/dev/null || true
    wait "$1" 2>/dev/null || true
    for pid in "${companions[@]}"; do [[ $pid == "$1" ]] || left+=("$pid"); done
    companions=("${left[@]}")
}

with_descendants() {
    local child
    echo "$1"
    for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do with_descendants "$child"; done
}

# --- Times and numbers -----------------------------------------------------------------------------

# Between two times of EPOCHREALTIME's form: millis FROM TO
millis() {
    local from=${1/[.,]/} to=${2/[.,]/}
    awk -v micros=$((to - from)) 'BEGIN { printf "%.1f\n", micros / 1000 }'
}

# Of the numbers in a file, one a line: `median smallest largest count`.
spread() {
    sort -n "$1" | awk '{ n[NR] = $1 }
        END { if (!NR) { print "- - - 0"; exit }
              print (n[int((NR + 1) / 2)] + n[int(NR / 2) + 1]) / 2, n[1], n[NR], NR }'
}

# Before each measurement: waits a while for the rest of the machine to become quiet, which means that
# half of it did nothing for a second, and keeps the load average.
settle() {
    local second share=0
    for ((second = 0; second < patience && share < 50; second++)); do
        share=$({ head -n 1 /proc/stat; sleep 1; head -n 1 /proc/stat; } |
            awk '{ all[NR] = 0; for (i = 2; i <= NF; i++) all[NR] += $i; idle[NR] = $5 }
                END { print int(100 * (idle[2] - idle[1]) / (all[2] - all[1])) }')
    done
    cut -d' ' -f1 /proc/loadavg >>"$raw/load.$1"
}

# --- Homes and keepers -----------------------------------------------------------------------------

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        grep -qi ":$(printf %04X "$port") " /proc/net/tcp /proc/net/tcp6 || break
    done
    echo "$port"
}

# A home that is set up and was never started: new_home NAME IMAGE; sets `home`.
new_home() {
    home=$work/$1
    mkdir -p "$home/config"
    printf '{"schema":1,"port":%d}\n' "$(free_port)" >"$home/config/settings.json"
    homes+=("$home")
    BERTH_HOME=$home "$berth" setup --image "$2" --yes >>"$raw/setup.log" 2>&1 || give_up "set-up failed; see $raw/setup.log"
}

# The keeper of `home`, watched from before it starts; sets `began` and `keeper`.
begin_keeper() {
    beside "$gauge" watch "$home/run/berth.sock" >"$home/watched"
    watcher=$companion
    sleep 0.2
    began=$EPOCHREALTIME
    BERTH_HOME=$home "$berth" run >>"$raw/run.log" 2>&1 &
    keeper=$!
}

# When a report with this state came, after the first so many lines: seen FILE STATE LINES SECONDS
seen() {
    local deadline=$((SECONDS + $4)) line
    until line=$(awk -v mark="$3" -v state="\"state\":\"$2\"" 'NR > mark && index($0, state) { print $1; exit }' "$1") && [[ -n $line ]]; do
        ((SECONDS < deadline)) || give_up "no '$2' within $4 s; the last was: $(tail -n 1 "$1")"
        sleep 0.1
    done
    echo "$line"
}

lines() { wc -l <"$1"; }

quit_keeper() {
    "$gauge" say "$home/run/berth.sock" quit
    wait "$keeper" || true
    keeper=
    end_beside "$watcher"
}

forget_home() {
    BERTH_HOME=$home "$berth" reset --erase-data --yes >>"$raw/tidy.log" 2>&1
    local left=() one
    for one in "${homes[@]}"; do [[ $one == "$home" ]] || left+=("$one"); done
    homes=("${left[@]}")
    rm -rf "$home"
}

container() { podman ps --all --quiet --no-trunc --filter "label=dev.berth.instance=$(<"$home/state/instance")"; }

# --- From nothing to Ready -------------------------------------------------------------------------

# A start by Berth teaches the command that the bare sequence repeats; the home keeps its secret.
learn_bare_sequence() {
    new_home learnt "$openclaw"
    learnt_home=$home
    begin_keeper
    seen "$home/watched" ready 0 $start_limit >/dev/null
    podman inspect --format '{{json .Config.CreateCommand}}' "$(container)" >"$raw/create-command.json"
    learnt_port=$(jq -r .port "$home/config/settings.json")
    cp "$home/data/openclaw.json" "$work/openclaw.json"
    quit_keeper
}

# The same options, but a name, port and data folder of its own: bare_command PORT DATA
bare_command() {
    jq -r --arg name "$name" --arg port "$1" --arg data "$2" '
        .[1:] | map(
            if . == "create" then "run", "--detach"
            elif startswith("--name=") then "--name=" + $name
            elif startswith("--label=") or startswith("--cidfile=") then empty
            elif startswith("--publish=") then sub(":[0-9]+:"; ":" + $port + ":")
            elif startswith("--mount=") then sub("source=[^\"]*"; "source=" + $data)
            else . end) | .[]' "$raw/create-command.json"
}

start_bare() {
    local port data=$work/bare command began ran ready
    port=$(free_port)
    mkdir -m 0700 "$data"
    sed "s/$learnt_port/$port/g" "$work/openclaw.json" >"$data/openclaw.json"
    mapfile -t command < <(bare_command "$port" "$data")
    settle start
    began=$EPOCHREALTIME
    podman "${command[@]}" >/dev/null 2>>"$raw/bare.log"
    ran=$EPOCHREALTIME
    until curl --silent --fail --output /dev/null --max-time 2 "http://127.0.0.1:$port/readyz"; do sleep 0.05; done
    ready=$EPOCHREALTIME
    bare=$(millis "$began" "$ready")
    echo "$bare $(millis "$began" "$ran")" >>"$raw/start.bare"
    podman stop --time=30 "$name" >/dev/null 2>>"$raw/bare.log"
    podman rm "$name" >/dev/null 2>>"$raw/bare.log"
    rm -rf "$data"
}

# When this keeper wrote an entry into its journal: written TYPE [STEP]
written() {
    jq -rs --arg type "$1" --arg step "${2:-}" '
        .[(map(.type) | rindex("woke")):] | map(select(.type == $type and (.step // "") == $step)) | .[0].at // empty' \
        "$home/state/journal.jsonl" | xargs -r -I AT date -d AT +%s.%6N
}

# Where the time went: from the first moment on, in milliseconds.
phases() {
    local from=$1 entry at line=""
    for entry in woke asked "began create" "ended create" "began start" "ended start" proved; do
        # shellcheck disable=SC2086
        at=$(written $entry)
        line+=" ${entry/ /-}=$([[ -z $at ]] && echo - || millis "$from" "$at")"
    done
    echo "$line"
}

start_berth() {
    local ready
    new_home "run$1" "$openclaw"
    settle start
    begin_keeper
    ready=$(seen "$home/watched" ready 0 $start_limit)
    supervised=$(millis "$began" "$ready")
    echo "$supervised$(phases "$began")" >>"$raw/start.run"
    cp "$home/state/journal.jsonl" "$raw/start.run.$1.journal.jsonl"
    quit_keeper
    forget_home
}

# From `berth start` on a keeper that was told to pause before there was anything to pause.
start_paused() {
    local ready mark asked
    new_home "paused$1" "$openclaw"
    BERTH_HOME=$home "$berth" pause >>"$raw/setup.log" 2>&1 || true
    settle start
    begin_keeper
    seen "$home/watched" paused 0 30 >/dev/null
    sleep 1
    mark=$(lines "$home/watched")
    began=$EPOCHREALTIME
    BERTH_HOME=$home "$berth" start --no-wait >>"$raw/setup.log" 2>&1 || true
    ready=$(seen "$home/watched" ready "$mark" $start_limit)
    paused=$(millis "$began" "$ready")
    echo "$paused$(phases "$began")" >>"$raw/start.paused"
    cp "$home/state/journal.jsonl" "$raw/start.paused.$1.journal.jsonl"
    quit_keeper
    forget_home
}

measure_start() {
    learn_bare_sequence
    local pair
    for ((pair = 1; pair <= pairs; pair++)); do
        # Who comes first changes, so that neither profits from the order.
        if ((pair % 2)); then
            start_berth "$pair"; start_bare; start_paused "$pair"
        else
            start_paused "$pair"; start_bare; start_berth "$pair"
        fi
        awk "BEGIN { print $supervised / $bare }" >>"$raw/start.ratio"
        awk "BEGIN { print $paused / $bare }" >>"$raw/start.paused-ratio"
        say "pair $pair: berth run $supervised ms, bare $bare ms, berth start $paused ms"
    done
    home=$learnt_home
    forget_home
}

# --- At rest ---------------------------------------------------------------------------------------

# A keeper that has brought the real service up: what idle, status and adopt are measured on.
begin_resting() {
    new_home resting "$openclaw"
    begin_keeper
    seen "$home/watched" ready 0 $start_limit >/dev/null
    end_beside "$watcher"
}

end_resting() {
    beside "$gauge" watch "$home/run/berth.sock" >"$home/watched"
    watcher=$companion
    quit_keeper
    forget_home
}

measure_idle() {
    say "letting it settle for $seconds s, then watching it for $seconds s"
    sleep "$seconds"
    settle idle
    "$gauge" idle "$keeper" "$seconds" >"$raw/idle"
    say "idle: $(head -n 5 "$raw/idle" | tr '\n' ' ')"
}

measure_status() {
    local socket=$home/run/berth.sock before round
    before=$("$gauge" children "$keeper")
    for round in 1 2 3 4 5; do
        settle status
        "$gauge" ask "$socket" 1000 one >>"$raw/status.one"
        "$gauge" ask "$socket" 1000 each >>"$raw/status.each"
    done
    [[ $("$gauge" children "$keeper") == "$before" ]] && echo no >"$raw/status.started" || echo yes >"$raw/status.started"
    # The log is asked of the engine, so this must show; otherwise the line above says nothing.
    BERTH_HOME=$home "$berth" logs -n 1 >/dev/null
    [[ $("$gauge" children "$keeper") != "$before" ]] || give_up "a process that the keeper started was not seen"
    say "status: $(tail -n 1 "$raw/status.one") over one connection, $(tail -n 1 "$raw/status.each") with one each"
}

measure_adopt() {
    local run ready
    run=$(podman inspect --format '{{.Id}} {{.State.StartedAt}}' "$(container)")
    for ((round = 1; round <= 5; round++)); do
        kill -9 "$keeper"
        wait "$keeper" 2>/dev/null || true
        rm -f "$home/run/berth.sock" # else the watch could meet the dead keeper's
        settle adopt
        begin_keeper
        ready=$(seen "$home/watched" ready 0 60)
        millis "$began" "$ready" >>"$raw/adopt"
        end_beside "$watcher"
        [[ $(podman inspect --format '{{.Id}} {{.State.StartedAt}}' "$(container)") == "$run" ]] ||
            give_up "it was not adopted but started again"
    done
    say "adopt: $(spread "$raw/adopt")"
}

# --- Falls -----------------------------------------------------------------------------------------

# The process of the service itself, below the init process.
service_process() {
    local init
    init=$(podman inspect --format '{{.State.Pid}}' "$1")
    service=$(awk '{ print $1 }' "/proc/$init/task/$init/children")
}

exit_folder() {
    tr '\0' '\n' <"/proc/$(podman inspect --format '{{.State.ConmonPid}}' "$1")/cmdline" | grep -A 1 -x -- --exit-dir | tail -n 1
}

stamp() { while IFS= read -r line; do printf '%s %s\n' "$EPOCHREALTIME" "$line"; done; }

# One fall, seen by `berth status --watch --json`: fall HOW ID
fall() {
    local mark ended=$home/ended fell starting
    : >"$ended"
    beside "$gauge" ends "$exits" "$2" >"$ended"
    service_process "$2"
    mark=$(lines "$home/followed")
    sleep 0.3
    settle falls
    fell=$EPOCHREALTIME
    case $1 in
        kill) kill -9 "$service" ;;
        podman) podman kill "$2" >/dev/null ;;
    esac
    starting=$(seen "$home/followed" starting "$mark" $fall_limit)
    end_beside "$companion"
    millis "$fell" "$starting" >>"$raw/falls.$1"
    millis "$(<"$ended")" "$starting" >>"$raw/falls.$1-after-end"
    seen "$home/followed" ready "$mark" $fall_limit >/dev/null
    # Six falls within ten minutes spend Berth's budget; a person's repair gives a new one.
    "$gauge" say "$home/run/berth.sock" repair
    sleep 0.5
}

follow() { BERTH_HOME=$home "$berth" status --watch --json | stamp; }

measure_falls() {
    local id round
    new_home falls "$fixture"
    begin_keeper
    seen "$home/watched" ready 0 60 >/dev/null
    beside follow >"$home/followed"
    follower=$companion
    seen "$home/followed" ready 0 10 >/dev/null
    id=$(container)
    exits=$(exit_folder "$id")
    for ((round = 1; round <= falls; round++)); do
        fall kill "$id"
        fall podman "$id"
        ((round % 5)) || say "falls: killed $(spread "$raw/falls.kill"), podman kill $(spread "$raw/falls.podman")"
    done
    cp "$home/state/journal.jsonl" "$raw/falls.journal.jsonl"
    quit_keeper
    end_beside "$follower"
    forget_home
}

# --- Ways to see an end ------------------------------------------------------------------------------

by_wait() { podman wait "$1" >/dev/null 2>&1 && echo "$EPOCHREALTIME"; }
by_events() { podman events --filter "container=$1" --filter event=died --format . 2>/dev/null | { read -r _ && echo "$EPOCHREALTIME"; }; }

measure_ways() {
    local id way round fell gauges=()
    podman run --detach --init --name "$name" "$fixture" node openclaw.mjs gateway --allow-unconfigured >"$work/id" 2>>"$raw/bare.log"
    id=$(<"$work/id")
    exits=$(exit_folder "$id")
    for ((round = 1; round <= 10; round++)); do
        declare -A who=()
        beside by_wait "$id" >"$work/way.wait"; who[wait]=$companion
        beside by_events "$id" >"$work/way.events"; who[events]=$companion
        beside "$gauge" ends "$exits" "$id" >"$work/way.exit-folder"; who[exit-folder]=$companion
        sleep 1
        settle ways
        if ((round <= 3)); then
            for way in wait events exit-folder; do
                "$gauge" idle "${who[$way]}" 5 >"$work/wakes.$way" &
                gauges+=($!)
            done
            wait "${gauges[@]}"
            gauges=()
            for way in wait events exit-folder; do
                awk '/^switches/ { print $2 }' "$work/wakes.$way" >>"$raw/ways.$way.wakes"
                awk '/^cpu-percent/ { print $2 }' "$work/wakes.$way" >>"$raw/ways.$way.cpu"
            done
        fi
        service_process "$id"
        fell=$EPOCHREALTIME
        kill -9 "$service"
        sleep 1.5
        for way in wait events exit-folder; do
            [[ -s $work/way.$way ]] && millis "$fell" "$(<"$work/way.$way")" >>"$raw/ways.$way" || echo "$way saw nothing in round $round" >>"$raw/ways.missed"
            end_beside "${who[$way]}"
        done
        podman start "$id" >/dev/null 2>>"$raw/bare.log"
    done
    podman rm --force --time=1 "$name" >/dev/null 2>>"$raw/bare.log"
    for way in wait events exit-folder; do
        say "$way: ms $(spread "$raw/ways.$way"), wake-ups a second $(spread "$raw/ways.$way.wakes"), CPU % $(spread "$raw/ways.$way.cpu")"
    done
}

# --- The table -------------------------------------------------------------------------------------

met() { awk -v seen="$1" -v goal="$2" 'BEGIN { print (seen + 0 <= goal + 0) ? "met" : "missed" }'; }

# row FIGURE GOAL UNIT FILE [FIELD]: the median against the goal; no goal: for comparison.
row() {
    local middle least most count verdict=
    [[ -s $4 ]] || return 0
    awk -v field="${5:-1}" '{ print $field }' "$4" >"$work/column"
    read -r middle least most count < <(spread "$work/column")
    [[ -z $2 ]] || verdict=$(met "$middle" "$2")
    printf '| %s | %s | %s | %s |\n' "$1" "${2:+≤ $2 $3}" \
        "$(round "$middle") ($(round "$least")–$(round "$most"), n=$count) $3" "${verdict:-–}"
}

round() { awk -v n="$1" 'BEGIN { printf (n < 10 ? "%.2f" : n < 100 ? "%.1f" : "%.0f"), n }'; }

idle_row() {
    local value
    [[ -s $raw/idle ]] || return 0
    value=$(awk -v key="$3" '$1 == key { print $2 }' "$raw/idle")
    printf '| %s | ≤ %s | %s | %s |\n' "$1" "$2" "$value" "$(met "$value" "$2")"
}

loads() { sort -n "$raw"/load.* | awk '{ n[NR] = $1 } END { printf "%s (%s–%s)", n[int((NR + 1) / 2)], n[1], n[NR] }'; }

table() {
    echo "| figure | goal | seen: median (least–most) | |"
    echo "|---|---|---|---|"
    row "\`berth run\` to Ready, against the bare sequence" 1.05 "times" "$raw/start.ratio"
    row "\`berth start\` of a paused keeper to Ready, against the bare sequence" 1.05 "times" "$raw/start.paused-ratio"
    row "– \`berth run\` to Ready" "" ms "$raw/start.run"
    row "– \`berth start\` to Ready" "" ms "$raw/start.paused"
    row "– bare: \`podman run\`, then \`/readyz\` every 50 ms" "" ms "$raw/start.bare"
    row "adopting a running service: \`berth run\` to Ready" 1500 ms "$raw/adopt"
    row "a fall noticed: the service's process killed" 200 ms "$raw/falls.kill"
    row "a fall noticed: \`podman kill\`, from the command's begin" 200 ms "$raw/falls.podman"
    row "– of it, after the end of the run" "" ms "$raw/falls.podman-after-end"
    idle_row "idle at Ready: CPU, % of a core" 0.2 cpu-percent
    idle_row "idle at Ready: voluntary context switches a second" 10 switches-per-second
    idle_row "idle at Ready: RSS, MiB" 90 rss-mib
    row "1,000 status requests over one connection: p99 of each of 5 rounds" 2 ms "$raw/status.one" 2
    row "– p50" "" ms "$raw/status.one"
    row "1,000 status requests, a connection each: p99 of each of 5 rounds" 2 ms "$raw/status.each" 2
    row "– p50" "" ms "$raw/status.each"
    if [[ -s $raw/status.started ]]; then
        echo "| a process started for status requests | no | $(<"$raw/status.started") | $([[ $(<"$raw/status.started") == no ]] && echo met || echo missed) |"
    fi
    echo
    echo "$(nproc) cores, load average $(loads) beside the measurements; $(podman --version), service image $openclaw."
    if [[ -s $raw/idle ]]; then
        echo
        echo "Wake-ups a second at idle, by thread (CPU in ms): $(awk '$1 == "wakes" {
            name = $4; for (i = 5; i <= NF; i++) name = name " " $i
            printf "%s%s %s (%s)", (n++ ? ", " : ""), name, $2, $3 }' "$raw/idle")."
    fi
    if [[ -s $raw/ways.wait ]]; then
        echo
        echo "| way to see an end | noticed after, ms | wake-ups a second while waiting | CPU, % of a core |"
        echo "|---|---|---|---|"
        local way
        for way in exit-folder wait events; do
            echo "| $way | $(spread "$raw/ways.$way" | awk '{ printf "%.0f (%.0f–%.0f)", $1, $2, $3 }') | $(spread "$raw/ways.$way.wakes" | awk '{ print $1 }') | $(spread "$raw/ways.$way.cpu" | awk '{ print $1 }') |"
        done
    fi
}

# --- All of it -------------------------------------------------------------------------------------

wanted=" ${*:-start idle status adopt falls ways} "
wants() { [[ $wanted == *" $1 "* ]]; }

mkdir -p "$raw"
: >"$raw/tidy.log"
gcc -std=gnu11 -O2 -Wall -Wextra -o "$gauge" "$here/gauge.c"
if wants start; then measure_start; fi
if wants idle || wants status || wants adopt; then
    begin_resting
    if wants idle; then measure_idle; fi
    if wants status; then measure_status; fi
    if wants adopt; then measure_adopt; fi
    end_resting
fi
if wants falls; then measure_falls; fi
if wants ways; then measure_ways; fi
table | tee "$raw/table.md"
