#!/usr/bin/env bash
# Plays the simulation with fresh seeds until the time is over, or plays one schedule again:
#   ./dev soak sim [--minutes N] [--schedules N]
#   ./dev soak sim --replay 4711              what this seed draws, or where it fails the part that does
#   ./dev soak sim --replay '4711 | here | 57 | 3 17 44'
# Prints how many schedules and turns there were, and each seed that failed; what it shrank to stands
# in the log that is named.
set -euo pipefail

minutes=60 schedules=20000 replay=
while (($#)); do
    case $1 in
        --minutes) minutes=${2:?--minutes needs a number} ;;
        --schedules) schedules=${2:?--schedules needs a number, of each round} ;;
        --replay) replay=${2:?--replay needs a seed, or a line of regressions.txt} ;;
        *) sed -n '3,5s/^# *//p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
raw=$PWD/packaging/target/soak/sim
mkdir -p "$raw"

play() {
    mvn --batch-mode --offline test -pl runtime-core -am -Dtest=SchedulesTest \
        -Dsurefire.failIfNoSpecifiedTests=false "$@" </dev/null
}

if [[ -n $replay ]]; then
    play -Dberth.simulation.seed="$(cut -d'|' -f1-4 <<<"$replay")" >"$raw/replay.log" 2>&1 || true
    # From the seed, or the line that was shrunk, to the command: what Maven says around it is left out.
    awk '/seed -?[0-9]+: |keeps the rules$/ { on = 1 } /^\[ERROR\] *$|^\tat /{ on = 0 } on' "$raw/replay.log" |
        awk '!seen[$0]++'
    ! grep -q 'BUILD FAILURE' "$raw/replay.log"
    exit
fi

began=$SECONDS played=0 turns=0 failing=()
while :; do
    # Far from each other, so that no two rounds play the same.
    first=$((SRANDOM * 1000000))
    log=$raw/$first.log
    if play -Dberth.simulation.schedules="$schedules" -Dberth.simulation.first="$first" >"$log" 2>&1; then
        outcome=0
    else
        outcome=1
    fi
    figures=$(sed -n 's/.*[^0-9]\([0-9]\+\) schedules, \([0-9]\+\) turns, .*/\1 \2/p' "$log" | head -n 1)
    [[ -n $figures ]] || { echo "the simulation could not run; see $log" >&2; exit 1; }
    played=$((played + ${figures% *}))
    turns=$((turns + ${figures#* }))
    if ((outcome)); then
        seed=$(sed -n 's/.*seed \(-\?[0-9]\+\): .*/\1/p' "$log" | head -n 1)
        failing+=("${seed:-one of $first to $((first + schedules))}")
        echo "seed ${failing[-1]} fails; see $log" >&2
    else
        rm -f "$log"
    fi
    echo "after $(((SECONDS - began) / 60)) min: $played schedules, $turns turns, ${#failing[@]} failing" >&2
    ((SECONDS - began < minutes * 60)) || break
done
echo "$played schedules, $turns turns in $((SECONDS - began)) s; failing seeds: ${failing[*]:-none}"
((${#failing[@]} == 0))
