#!/usr/bin/env bash
# Records what the Podman of this computer answers, as whoever runs it, for the matrix test of the
# readers. How and when: docs/decisions/0013-recorded-answers.md.
set -uo pipefail

usage() {
    cat >&2 <<'END'
usage: record.sh FIXTURE-ARCHIVE FOLDER

  FIXTURE-ARCHIVE  made by packaging/service-image/build-fixture.sh
  FOLDER           for the answers; FOLDER/rootless or FOLDER/root, and FOLDER/absent, are made anew

environment:
  LIMITS="--memory=512m --pids-limit=512"   limits for the container; empty where they do not work
END
    exit 2
}

[[ $# == 2 && -f $1 ]] || usage
readonly archive=$1 out=$2
readonly name=berth-record secret=berth-record-token image=localhost/berth/record:latest
readonly taken=23998
if ((EUID == 0)); then readonly who=root; else readonly who=rootless; fi
readonly work=$(mktemp -d) table=$out/$who.table
readonly limits=${LIMITS---memory=512m --pids-limit=512}
trap 'podman rm -f -t 0 $name >/dev/null 2>&1; podman secret rm $secret >/dev/null 2>&1; rm -rf "$work" 2>/dev/null || podman unshare rm -rf "$work"' EXIT

# No name of a person or a computer stays in what is kept.
plain() {
    local user
    user=$(id -un)
    [[ $user != root ]] || user=person
    sed -E -e "s#$HOME\b#/home/person#g" -e "s#$work#/home/person/record#g" \
        -e 's#("hostname": )"[^"]*"#\1"this-computer"#' -e 's#("kernel": )"[^"]*"#\1"6.1.0"#' \
        -e 's#("CgroupPath": )"[^"]*"#\1"/libpod"#' -e "s#\b$user\b#person#g"
}

# record FILE COMMAND...: keeps both streams where they are not empty, and the exit code.
record() {
    local file=$1 code=0
    shift
    "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    grep -v 'Using cgroups-v1 which is deprecated' "$work/err" >"$work/err.told"
    local kind=stdout
    [[ $(head -c 1 "$work/out") != [\[\{] || $code != 0 ]] || kind=json
    [[ ! -s $work/out ]] || plain <"$work/out" >"$out/$file.$kind"
    [[ ! -s $work/err.told ]] || plain <"$work/err.told" >"$out/$file.stderr"
    printf '| `%s` | `%s` | %d |\n' "$file" "$(plain <<<"$*" | cut -c1-110)" "$code" >>"$table"
}

state() { record "$who/container-$1" podman container inspect $name; record "$who/ps-$1" podman ps -a --filter name=^$name\$ --format json; }

behave() { printf '%s\n' "$@" >"$work/data/fixture.env"; chmod a+r "$work/data/fixture.env"; }

running() { [[ $(podman inspect -f '{{.State.Status}}' $name 2>/dev/null) == running ]]; }

await_end() { for _ in $(seq 100); do running || return 0; sleep 0.1; done; }

make() {
    local mapping=()
    ((EUID == 0)) || mapping=(--userns=keep-id:uid=1000,gid=1000)
    podman rm -f -t 0 $name >/dev/null 2>&1
    rm -f "$work/id"
    record "$who/create${1:-}" podman create --pull=never --name=$name --hostname=$name \
        --label=dev.berth.instance=4f3d --cidfile="$work/id" --init --cap-drop=ALL \
        --security-opt=no-new-privileges --user=1000:1000 "${mapping[@]}" $limits \
        --publish=127.0.0.1:${2:-}:18789 --mount="type=bind,\"source=$work/data\",target=/home/node/.openclaw" \
        --secret=$secret,type=mount,target=/run/secrets/OPENCLAW_GATEWAY_TOKEN,uid=1000,gid=1000,mode=0400 \
        --stop-timeout=5 --restart=no --no-healthcheck --log-driver=k8s-file --log-opt=max-size=10mb \
        -- $image node openclaw.mjs gateway --bind lan --port 18789
}

# What the kernel says of the port's holder; see PortHolder.
port_proof() {
    local port inode pid file
    port=$(podman port $name | sed -n 's/.*://p' | head -1)
    for file in tcp tcp6; do grep -i ":$(printf %04X "$port") 0*:0000 0A" /proc/net/$file; done >"$work/sockets"
    {
        sed 's/^/socket: /' "$work/sockets"
        for inode in $(awk '{print $10}' "$work/sockets"); do
            for pid in /proc/[0-9]*; do
                ls -l "$pid/fd" 2>/dev/null | grep "socket:\[$inode\]" >/dev/null || continue
                echo "holder: ${pid#/proc/} $(tr '\0' ' ' <"$pid/cmdline")"
                ls -l "$pid/fd" | sed -n -E 's/.* -> (.*(netns|net:|socket:\['"$inode"').*)/open: \1/p'
                echo "in: $(readlink "$pid"/task/*/ns/net | sort -u | tr '\n' ' ')"
            done
        done
        podman inspect -f 'container: pid {{.State.Pid}} conmon {{.State.ConmonPid}} network {{.NetworkSettings.SandboxKey}}' $name
    } 2>/dev/null | plain >"$out/$who/port-holder.txt"
}

podman rm -f -t 0 $name >/dev/null 2>&1
podman secret rm $secret >/dev/null 2>&1
rm -rf "${out:?}/$who" "$out/absent" "$table"
mkdir -p "$out/$who" "$out/absent" "$work/data"
chmod 0755 "$work"
((EUID != 0)) || chown 1000:1000 "$work/data"
cp "$archive" "$work/fixture.tar"

# --- What is there -------------------------------------------------------------------------------
record $who/version podman version --format json
record $who/info podman info --format json
record $who/load podman load --input="$work/fixture.tar"
podman tag "$(sed -n 's/^Loaded image[^:]*: //p' "$out/$who/load.stdout" | head -1)" $image
printf 0123456789abcdef >"$work/token"
record $who/secret-create podman secret create --label=dev.berth.instance=4f3d -- $secret "$work/token"
record $who/secret-create-exists podman secret create -- $secret "$work/token"
record $who/secret-list podman secret ls '--format={{.Name}}'
record $who/secret-inspect podman secret inspect -- $secret
record $who/image-inspect podman image inspect $image
record $who/image-id podman image inspect '--format={{.Id}}' -- $image

# --- The states of a container -------------------------------------------------------------------
make
state created
record $who/start podman start -- $name
running && sleep 0.5
state running
record $who/list podman ps --all --quiet --no-trunc --filter=label=dev.berth.instance=4f3d
record $who/logs podman logs --tail=3 -- $name
record $who/start-running podman start -- $name
record $who/remove-running podman rm --ignore --volumes -- $name
port_proof
record $who/pause podman pause $name
if [[ $(podman inspect -f '{{.State.Status}}' $name) == paused ]]; then
    state paused
    record $who/stop-paused podman stop --time=1 -- $name
    record $who/start-paused podman start -- $name
    record $who/unpause podman unpause -- $name
    podman start $name >/dev/null 2>&1
fi
record $who/stop podman stop --time=1 -- $name
state stopped
record $who/stop-stopped podman stop --time=1 -- $name
record $who/unpause-stopped podman unpause -- $name
behave FIXTURE_EXIT_AFTER=0.1 FIXTURE_EXIT_CODE=78
podman start $name >/dev/null
await_end
state exited-78
behave
podman start $name >/dev/null
record $who/kill podman kill --signal=KILL -- $name
await_end
state killed
record $who/kill-stopped podman kill --signal=KILL -- $name
if [[ -n $limits ]]; then
    behave FIXTURE_LEAK=1 FIXTURE_LEAK_RATE=2000
    podman start $name >/dev/null
    await_end
    state oom
    behave
fi
make -taken $taken
python3 -c "import socket,time; s=socket.socket(); s.bind(('127.0.0.1',$taken)); s.listen(); print('up',flush=True); time.sleep(20)" >"$work/up" &
foreign=$!
for _ in $(seq 50); do [[ -s $work/up ]] && break; sleep 0.1; done
record $who/start-port-taken podman start -- $name
state start-failed
kill $foreign
record $who/create-name-taken podman create --name=$name -- $image
record $who/remove podman rm --ignore --volumes -- $name
record $who/ps-none podman ps -a --filter name=^$name\$ --format json

# --- What is not there ---------------------------------------------------------------------------
readonly no=berth-absent
record absent/container-inspect podman container inspect -- $no
record absent/image-inspect podman image inspect -- localhost/berth/absent
record absent/secret-inspect podman secret inspect -- $no
record absent/start podman start -- $no
record absent/stop podman stop --time=1 -- $no
record absent/remove podman rm --ignore --volumes -- $no
record absent/kill podman kill --signal=KILL -- $no
record absent/logs podman logs -- $no
record absent/secret-rm podman secret rm -- $no
record absent/create-image podman create --pull=never --name=$no -- localhost/berth/absent
record absent/create-secret podman create --name=$no --secret=$no,type=mount -- $image
record absent/create-mount podman create --name=$no --mount=type=bind,source=/nonexistent-folder,target=/data -- $image
record absent/start-command podman run --rm --name=$no -- $image no-such-program
record absent/unknown-option podman ps --no-such-option
record absent/load-file podman load --input=/nonexistent.tar
record absent/load-garbage podman load --input="$work/token"
