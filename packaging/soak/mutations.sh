#!/usr/bin/env bash
# Puts each known fault of earlier systems back and lets the simulation look for it, from the first
# seed on: ./dev soak mutations
# Prints the table of what was needed. With --write the seeds that were found are written into the
# faults' resources, where ./dev test takes them from.
set -euo pipefail

schedules=20000 only='' write=false
while (($#)); do
    case $1 in
        --schedules) schedules=${2:?--schedules needs a number, of each kind for each fault}; shift ;;
        --only) only=${2:?--only needs a part of a name}; shift ;;
        --write) write=true ;;
        *) echo "usage: ./dev soak mutations [--schedules N] [--only NAME] [--write]" >&2; exit 2 ;;
    esac
    shift
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
raw=$PWD/packaging/target/soak/mutations
mkdir -p "$raw"
rm -f "$raw/table.md"

outcome=0
mvn --batch-mode --offline test -pl runtime-core -am \
    -Dtest='MutationSearch' -Dsurefire.failIfNoSpecifiedTests=false \
    -Dberth.mutations.table="$raw/table.md" -Dberth.mutations.schedules="$schedules" \
    -Dberth.mutations.only="$only" -Dberth.mutations.write="$write" >"$raw/log" 2>&1 </dev/null || outcome=1
cat "$raw/table.md" 2>/dev/null || true
((outcome == 0)) || echo "not all could be put back; see $raw/log" >&2
exit "$outcome"
