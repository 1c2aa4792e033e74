#!/usr/bin/env bash
# What a broken engine costs: the worst answer to `status` while it fails, and the time from its
# mending to Ready against the service's own way to Ready. `./dev bench faults` runs it.
#
# How it is measured stands in faults.py beside this file. Needs these variables:
#   BERTH_PROGRAM          berth, the finished program
#   BERTH_FAKE_PODMAN      the program that stands in for the engine (src/test/fake-podman/podman)
#   BERTH_FIXTURE_ARCHIVE  the fixture service's image
#   BERTH_RAW              a folder for raw data; table.md in it is the result
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${BERTH_PROGRAM:?is not set: run ./dev bench faults}" "${BERTH_FAKE_PODMAN:?}" "${BERTH_FIXTURE_ARCHIVE:?}" "${BERTH_RAW:?}"
exec python3 "$here/faults.py" "$@"
