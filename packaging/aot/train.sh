#!/usr/bin/env bash
# Makes the two AOT caches of a finished program: starts its keeper and its window once, on a display
# and a session bus of its own, and lets Java write down what they loaded (JEP 483, 514, 515). Part of
# `./dev build`; a cache holds for exactly this program at any place.
#
#   packaging/aot/train.sh PROGRAM      PROGRAM: the folder with bin/berth
set -Eeuo pipefail

readonly program=${1:?usage: train.sh PROGRAM} longest=60
readonly berth=$program/bin/berth
work=$(mktemp -d "${TMPDIR:-/tmp}/berth-aot.XXXXXX")
readonly work
children=() has_panel=

give_up() {
    printf 'train: %s\n' "$*" >&2
    cat "$work"/*.log >&2 2>/dev/null || true
    exit 1
}

tidy() {
    local pid
    for pid in "${children[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap tidy EXIT

# Waits until the command works: until_true WHAT COMMAND...
until_true() {
    local what=$1 tries
    shift
    for ((tries = longest * 10; tries > 0; tries--)); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    give_up "waited in vain for $what"
}

start_display() {
    Xvfb -displayfd 3 -noreset -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
    children+=($!)
    until_true "a display" test -s "$work/display"
    DISPLAY=:$(<"$work/display")
    export DISPLAY
}

start_bus() {
    dbus-daemon --session --nofork --print-address=3 3>"$work/bus" >"$work/bus.log" 2>&1 &
    children+=($!)
    until_true "a session bus" test -s "$work/bus"
    DBUS_SESSION_BUS_ADDRESS=$(<"$work/bus")
    export DBUS_SESSION_BUS_ADDRESS
}

# A panel that looks at the icon, where there is what it needs.
start_panel() {
    python3 -c 'import dbus, gi' 2>/dev/null || return 0
    python3 "$(dirname "$0")/../bench/panel.py" >"$work/panel.log" 2>&1 &
    children+=($!)
    has_panel=yes
}

seen_by_panel() { [[ -z $has_panel ]] || grep -q seen "$work/panel.log"; }

# Starts the program so that its Java writes a cache at its end: train CACHE ARGUMENTS...; sets `trainee`.
train() {
    local cache=$1
    shift
    JAVA_TOOL_OPTIONS="-XX:AOTCacheOutput=$cache -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining" "$berth" "$@" >"$work/${cache##*/}.log" 2>&1 &
    trainee=$!
    children+=("$trainee")
}

# Asks at the person's address for a page, as a browser would.
ask_for_a_page() {
    local port
    port=$(sed -n 's/.*the front door is open at port \([0-9]*\).*/\1/p' "$BERTH_HOME"/logs/*.log | tail -n 1)
    [[ -n $port ]] || return
    exec 4<>"/dev/tcp/127.0.0.1/$port" || return
    printf 'GET / HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nAccept: text/html\r\n%s\r\nConnection: close\r\n\r\n' \
        "$port" $'Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate' >&4
    grep -q "HTTP/1.1 503" <&4
    exec 4>&-
}

window_shown() { xdotool search --onlyvisible --pid "$window" --name . ; }

start_display
start_bus
start_panel
unset WAYLAND_DISPLAY
export BERTH_HOME=$work/home LANG=C.UTF-8
rm -f "$program"/lib/{keeper,window}.aot

train "$work/keeper.aot" --hidden
keeper=$trainee
until_true "the keeper" test -S "$BERTH_HOME/run/berth.sock"
until_true "the icon" seen_by_panel
until_true "the person's address" ask_for_a_page

train "$work/window.aot" window
window=$trainee
until_true "the window" window_shown
kill "$window"
wait "$window" || true
until_true "the window's cache" test -s "$work/window.aot"

"$berth" status >/dev/null 2>&1 || true
"$berth" quit >/dev/null 2>&1 || kill "$keeper"
wait "$keeper" || true
until_true "the keeper's cache" test -s "$work/keeper.aot"

install -m 0644 "$work/keeper.aot" "$work/window.aot" "$program/lib/"
