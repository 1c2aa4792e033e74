#!/bin/sh
# Builds the fixture service: an image of two megabytes that stands in for OpenClaw in tests.
#
#   build-fixture.sh OUTFOLDER [--name NAME] [--env KEY=VALUE]...
#
# Prints the path of a docker archive in OUTFOLDER; `podman load -i` of it, by any user, gives
# localhost/berth/NAME:latest (default: fixture). --env presets its behaviour: fixture/fixture.h
# lists the variables. The archive's name holds a hash of what went in; one that exists is kept.
set -eu
umask 022

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=${1:?usage: build-fixture.sh OUTFOLDER [--name NAME] [--env KEY=VALUE]...}
shift
name=fixture
environment='"PATH=/usr/local/bin:/bin","HOME=/home/node"'
while [ $# -gt 0 ]; do
    case $1 in
        --name) name=${2:?--name needs a name} ;;
        --env) environment="$environment,\"$(printf %s "${2:?}" | sed 's/[\\"]/\\&/g')\"" ;;
        *) echo "build-fixture.sh: $1 is not an option; see the head of this file" >&2; exit 2 ;;
    esac
    shift 2
done

key=$( { echo "$name $environment $(uname -m)"; cat "$0" "$here/write-archive.sh" \
    "$here"/fixture/*; } | sha256sum | cut -c1-12)
archive=$out/$name-$key.tar

if [ ! -f "$archive" ]; then
    # Berth starts the service through a line of shell. A shared one would need its libraries.
    shell=$(command -v busybox) && ! ldd "$shell" >/dev/null 2>&1 || {
        echo "build-fixture.sh: install the package busybox-static" >&2
        exit 2
    }
    mkdir -p "$out"
    work=$(mktemp -d "$out/.fixture.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    root=$work/root
    mkdir -p "$root/usr/local/bin" "$root/bin" "$root/etc" "$root/app" "$root/tmp" "$root/home/node"
    chmod 1777 "$root/tmp"
    if command -v musl-gcc >/dev/null; then compiler=musl-gcc; else compiler=${CC:-cc}; fi
    "$compiler" -std=c11 -O2 -Wall -Wextra -static -s \
        -o "$root/usr/local/bin/node" "$here"/fixture/*.c
    cp "$shell" "$root/bin/sh"
    echo "root:x:0:0::/:/bin/false" >"$root/etc/passwd"
    echo "node:x:1000:1000::/home/node:/bin/false" >>"$root/etc/passwd"
    printf 'root:x:0:\nnode:x:1000:\n' >"$root/etc/group"
    echo "// The fixture service stands in for OpenClaw; this file is only its name." \
        >"$root/app/openclaw.mjs"

    layer="tar -C $root --sort=name --mtime=@0 --numeric-owner --no-recursion -f $work/rootfs.tar"
    (cd "$root" && find . ! -path ./home/node ! -path . | sort) |
        $layer -c --owner=0 --group=0 -T -
    $layer -r --owner=1000 --group=1000 ./home/node

    cat >"$work/config.json" <<EOF
{"User":"node","WorkingDir":"/app","Env":[$environment],
 "Cmd":["node","openclaw.mjs","gateway","--allow-unconfigured"],
 "ExposedPorts":{"18789/tcp":{}},
 "Labels":{"org.opencontainers.image.title":"OpenClaw fixture","org.opencontainers.image.version":"fixture"}}
EOF
    "$here/write-archive.sh" "$work/rootfs.tar" "$work/config.json" \
        "localhost/berth/$name:latest" "$(uname -m)" "$archive"
fi
echo "$archive"
