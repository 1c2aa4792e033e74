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
reports=$PWD/runtime-core/target/surefire-reports
mkdir -p "$raw"

# Maven's verdict, and in the reports what a seed that fails says about itself.
round() {
    mvn --batch-mode --quiet --offline test -pl runtime-core -am \
        -Dtest='dev.berth.runtime.simulation.*Test' -Dsurefire.failIfNoSpecifiedTests=false \
        -Dberth.simulation.schedules="$schedules" -Dberth.simulation.seed="$1" >"$raw/$1.log" 2>&1 </dev/null
}

began=$SECONDS rounds=0 failed=()
while ((SECONDS - began < minutes * 60)); do
    # Seeds that follow each other must not meet those of the round before.
    seed=$((SRANDOM * 1000000 + SRANDOM % 1000000))
    find "$reports" -name 'TEST-dev.berth.runtime.simulation.*' -delete 2>/dev/null || true
    if round "$seed"; then
        rm -f "$raw/$seed.log"
    elif find "$reports" -name 'TEST-dev.berth.runtime.simulation.*' 2>/dev/null | grep -q .; then
        failed+=("$seed")
        echo "seed $seed failed; see $raw/$seed.log"
    else
        echo "the simulation did not run; see $raw/$seed.log" >&2
        exit 1
    fi
    rounds=$((rounds + 1))
    echo "$(((SECONDS - began) / 60)) min: $((rounds * schedules)) schedules, ${#failed[@]} rounds failed" >&2
done
echo "$((rounds * schedules)) schedules in $rounds rounds; failing seeds: ${failed[*]:-none}"
((${#failed[@]} == 0))
