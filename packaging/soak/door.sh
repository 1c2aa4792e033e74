#!/usr/bin/env bash
# Holds ten thousand quiet WebSockets open through the front door, three times over, and then sends it
# what went wrong in transit until the time is over; or sends one of these again:
#   ./dev soak door [--minutes N] [--sockets N] [--quiet SECONDS]
#   ./dev soak door --replay SEED
# Prints memory before, with and after the sockets; how many heads there were, and each seed that failed.
set -euo pipefail

minutes=60 sockets=10000 quiet=90 replay=
while (($#)); do
    case $1 in
        --minutes) minutes=${2:?--minutes needs a number} ;;
        --sockets) sockets=${2:?--sockets needs a number} ;;
        --quiet) quiet=${2:?--quiet needs a number of seconds} ;;
        --replay) replay=${2:?--replay needs a seed} ;;
        *) sed -n '4,5s/^# *//p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
raw=$PWD/packaging/target/soak/door
mkdir -p "$raw"

play() {
    mvn --batch-mode --offline test -pl runtime-core -am -Dtest=HeadFuzzTest \
        -Dsurefire.failIfNoSpecifiedTests=false "$@" </dev/null
}

if [[ -n $replay ]]; then
    play -Dberth.door.seed="$replay" >"$raw/replay.log" 2>&1 || true
    grep -a -A 30 -m 1 -e '^Mutation\[' "$raw/replay.log" || true
    ! grep -q 'BUILD FAILURE' "$raw/replay.log"
    exit
fi

outcome=0
((sockets == 0)) || python3 packaging/soak/sockets.py "$sockets" "$quiet" || outcome=1

began=$SECONDS played=0 failing=()
readonly each=50000
while ((SECONDS - began < minutes * 60)); do
    # Far from each other, so that no two rounds send the same.
    first=$((SRANDOM * 1000000))
    log=$raw/$first.log
    if play -Dberth.door.cases=$each -Dberth.door.first="$first" >"$log" 2>&1; then
        played=$((played + each))
        rm -f "$log"
    else
        seed=$(sed -n 's/.*seed \([0-9]\+\): .*/\1/p' "$log" | head -n 1)
        [[ -n $seed ]] || { echo "the door could not be tried; see $log" >&2; exit 1; }
        failing+=("$seed")
        played=$((played + seed - first))
        echo "it fails; again: ./dev soak door --replay $seed" >&2
    fi
    echo "after $(((SECONDS - began) / 60)) min: $played heads, ${#failing[@]} failing" >&2
done
echo "$played heads in $((SECONDS - began)) s; failing seeds: ${failing[*]:-none}"
((outcome == 0 && ${#failing[@]} == 0))
