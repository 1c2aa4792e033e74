#!/usr/bin/env bash
# What the front door costs, side by side with nginx before the same small upstream. `./dev bench door`
# runs it.
#
# How it is measured stands in door.py beside this file. Needs these variables:
#   BERTH_PROGRAM  berth, the finished program: its own Java, with the options of its launcher, is measured
#   BERTH_STAND    the compiled DoorStand.java, in a jar
#   BERTH_RAW      a folder for raw data; table.md in it is the result
# BERTH_PAIRS and BERTH_SECONDS make it shorter (5 rounds, 5 s each).
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${BERTH_PROGRAM:?is not set: run ./dev bench door}" "${BERTH_STAND:?}" "${BERTH_RAW:?}"
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-bench.XXXXXX")
readonly here work
trap 'rm -rf "$work"' EXIT
BERTH_WORK=$work python3 "$here/door.py" "$@"
