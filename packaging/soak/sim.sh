#!/usr/bin/env bash
# Runs the simulation with fresh seeds until the time is over: ./dev soak sim --minutes N
# Prints how many schedules ran and each seed that failed. To see one again:
#   mvn test -pl runtime-core -Dtest='dev.berth.runtime.simulation.*Test' -Dberth.simulation.seed=SEED
set -euo pipefail

minutes=60 schedules=5000
while (($#)); do
    case $1 in
        --minutes) minutes=${2:?--minutes needs a number} ;;
        --schedules) schedules=${2:?--schedules needs a number, of each round} ;;
        *) echo "usage: ./dev soak sim [--minutes N] [--schedules N]" >&2; exit 2 ;;
    esac
    shift 2
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
raw=$PWD/packaging/target/soak/sim
mkdir -p "$raw"

# As many schedules as `schedules`, or up to the first that fails: round FIRST
round() {
    mvn --batch-mode --offline test -pl runtime-core -am \
        -Dtest='dev.berth.runtime.simulation.*Test' -Dsurefire.failIfNoSpecifiedTests=false \
        -Dberth.simulation.schedules="$schedules" -Dberth.simulation.first="$1" >"$raw/$1.log" 2>&1 </dev/null
}

began=$SECONDS played=0 failing=()
while :; do
    # Far from each other, so that no two rounds play the same.
    first=$((SRANDOM * 1000000))
    if round "$first"; then
        rm -f "$raw/$first.log"
        played=$((played + schedules))
    elif seed=$(grep -m 1 -o 'berth\.simulation\.seed=[0-9]*' "$raw/$first.log"); then
        seed=${seed#*=}
        failing+=("$seed")
        played=$((played + seed - first + 1))
        echo "seed $seed fails; see $raw/$first.log" >&2
    else
        echo "the simulation could not run; see $raw/$first.log" >&2
        exit 1
    fi
    echo "after $(((SECONDS - began) / 60)) min: $played schedules, ${#failing[@]} failing" >&2
    ((SECONDS - began < minutes * 60)) || break
done
echo "$played schedules; failing seeds: ${failing[*]:-none}"
((${#failing[@]} == 0))
