#!/usr/bin/env bash
# What the icon and the window cost, on a desktop of its own. `./dev bench app` runs it.
#
# How it is measured stands in app.py beside this file. Needs these variables:
#   BERTH_PROGRAM   berth, the finished program
#   BERTH_FIXTURE   name of the fixture service's image, which the engine has
#   BERTH_RAW       a folder for raw data; table.md in it is the result
# BERTH_PAIRS and BERTH_SECONDS make it shorter (20 rounds, 60 s at idle); BERTH_DEB is the package.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${BERTH_PROGRAM:?is not set: run ./dev bench app}" "${BERTH_FIXTURE:?}" "${BERTH_RAW:?}"
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-bench.XXXXXX")
readonly here work
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/gauge" "$here/gauge.c"
gcc -O2 -o "$work/click" "$here/click.c" -lX11 -lXtst -lXdamage
BERTH_WORK=$work python3 "$here/app.py" "$@"
