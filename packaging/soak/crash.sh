#!/usr/bin/env bash
# Kills the finished program at each of its system calls in turn, and looks whether the next start
# comes back: ./dev soak crash [--calls "rename fsync"] [--from N] [--to N] [--step N]
#
# The N-th call of any one thread ends the whole process (strace delivers SIGKILL as the call
# begins), for N = 1, 2, ... until the program gets through without having been killed. Set-up, a
# start up to Ready, and a reset are killed in turn. After each kill an ordinary `berth run` must get
# Ready (after another set-up, where the first was not finished), with the data as it was, one
# service, and nothing half-written left.
set -euo pipefail

calls="rename fsync openat unlink mkdir clone3 write" from=1 to=100000 step=1
while (($#)); do
    case $1 in
        --calls) calls=${2:?--calls needs names of system calls} ;;
        --from) from=${2:?--from needs a number} ;;
        --to) to=${2:?--to needs a number} ;;
        --step) step=${2:?--step needs a number} ;;
        *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=${BERTH_PROGRAM:?BERTH_PROGRAM must name the finished program}
modules=$(cd "$(dirname "$program")/.." && pwd)
raw=${BERTH_RAW:-$here/target/soak/crash}
mkdir -p "$raw"
work=$(mktemp -d "${TMPDIR:-/tmp}/berth-crash.XXXXXX")
trap 'finish' EXIT
image=${BERTH_FIXTURE:-}
if [[ -z $image ]]; then
    podman load --quiet --input "$("$here/service-image/build-fixture.sh" "$work" --name crash)" >/dev/null
    image=localhost/berth/crash:latest
fi
export BERTH_HOME=$work/home
keeper=
kills=0 failed=0

berth() { "$program" "$@" </dev/null >>"$work/output" 2>&1; }

# The program without its launcher, because strace lets go of whatever becomes another program: the
# engine's commands are not to be killed, our threads are. victim CALL N VERB...
victim() {
    strace -f -b execve -qqq -o /dev/null -e trace="$1" -e inject="$1:signal=KILL:when=$2" \
        "$modules/bin/java" -XX:+UseSerialGC -Xmx96m -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
        --module dev.berth.app/dev.berth.app.Main "${@:3}" </dev/null >>"$work/output" 2>&1
}

# Waits until `berth status` ends with one of these: await_status SECONDS STATUS...
await_status() {
    local end=$((SECONDS + $1)) status
    shift
    while ((SECONDS < end)); do
        status=0
        berth status || status=$?
        [[ " $* " != *" $status "* ]] || return 0
        sleep 0.2
    done
    echo "status $status, expected $*" >>"$work/output"
    return 1
}

set_up() { berth setup --image "$image" --yes; }

begin_keeper() {
    "$program" run </dev/null >>"$work/output" 2>&1 &
    keeper=$!
}

# Asks it to quit, and does not rely on that.
end_keeper() {
    [[ -n $keeper ]] || return 0
    timeout 60 "$program" quit </dev/null >>"$work/output" 2>&1 || kill -KILL "$keeper" 2>/dev/null || true
    wait "$keeper" 2>/dev/null || true
    keeper=
}

ours() { podman ps --all --quiet --filter "label=dev.berth.instance=$(cat "$BERTH_HOME/state/instance" 2>/dev/null || echo none)"; }

clear_home() {
    end_keeper
    [[ ! -d $BERTH_HOME ]] || timeout 90 "$program" reset --erase-data --yes </dev/null >>"$work/output" 2>&1 || true
    rm -rf "$BERTH_HOME"
    : >"$work/output"
}

finish() {
    clear_home
    rm -rf "$work"
}

# The home before: a set-up one has run once and has data.
prepare() {
    clear_home
    [[ $1 != setup ]] || return 0
    set_up
    begin_keeper
    await_status 60 0
    echo "all I know" >"$BERTH_HOME/data/memory.md"
    end_keeper
}

# What is killed; true when it got through: scene NAME CALL N
scene() {
    case $1 in
        setup) victim "$2" "$3" setup --image "$image" --yes ;;
        reset) victim "$2" "$3" reset --yes ;;
        run)
            victim "$2" "$3" run &
            local traced=$! status
            # Until it is Ready, or dead: then its place in the home is free.
            while kill -0 "$traced" 2>/dev/null; do
                status=0
                berth status || status=$?
                ((status != 0)) || break
                sleep 0.1
            done
            berth quit || true
            wait "$traced"
            ;;
    esac
}

# Whether everything is as it should be after a kill.
comes_back() {
    begin_keeper
    await_status 90 0 30 || return 1
    if ! berth status; then
        end_keeper
        set_up || return 1
        begin_keeper
    fi
    await_status 90 0 || return 1
    [[ $1 == setup || $(cat "$BERTH_HOME/data/memory.md") == "all I know" ]] || return 1
    [[ $(ours | wc -l) == 1 ]] || return 1
    [[ -z $(find "$BERTH_HOME" -name '*.tmp' -o -name '*.part' -o -name '*unreadable*') ]]
}

for verb in setup run reset; do
    for call in $calls; do
        for ((n = from; n <= to; n += step)); do
            prepare "$verb"
            if scene "$verb" "$call" "$n"; then
                through="got through at $n"
                break
            fi
            through="stopped at $n as asked"
            kills=$((kills + 1))
            if ! comes_back "$verb"; then
                failed=$((failed + 1))
                cp "$work/output" "$raw/$verb-$call-$n.log"
                cp -R "$BERTH_HOME/state" "$raw/$verb-$call-$n.state"
                echo "$verb, $call $n: does not come back; see $raw/$verb-$call-$n.log" >&2
            fi
        done
        echo "$verb, $call: $through; $kills kills so far, $failed without coming back" >&2
    done
done
echo "$kills kills, $failed without coming back"
((failed == 0 && kills > 0))
