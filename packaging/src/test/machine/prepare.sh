#!/usr/bin/env bash
# Makes what the acceptance tests tagged `machine` need, once per computer, and prints its folder:
#
#   prepare.sh LAB CACHE
#
# LAB is a folder with build-guest.sh, gvproxy.c and the wrapper qemu-system-x86_64, which let the
# real `podman machine` run where a guest cannot have its own processor. In the folder printed lie
# guest.qcow2, what a machine is made from, and bin/, the programs that Podman starts beside it. Its
# name holds a hash of what went in; one that is complete is kept, and so are those of other sources.
# Needs root and a mirror of Debian packages; takes one to two minutes. No user's file is touched: a
# test writes the settings that name bin/ into a home of its own.
set -euo pipefail

lab=${1:?usage: prepare.sh LAB CACHE}
cache=${2:?usage: prepare.sh LAB CACHE}
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

give_up() { echo "prepare.sh: $*" >&2; exit 1; }

((EUID == 0)) || give_up "only root can make a guest"
for part in build-guest.sh gvproxy.c qemu-system-x86_64; do
    [[ -r $lab/$part ]] || give_up "$lab has no $part"
done

key=$({
    uname -m
    cat "$here/prepare.sh"
    cd "$lab" && find . -type f ! -name '*.md' ! -name 'smoke.sh' -print0 | sort -z | xargs -0 sha256sum
} | sha256sum | cut -c1-16)
ready=$cache/$key
mkdir -p "$cache"
chmod 0755 "$cache"
exec 9>"$cache/lock"
flock 9
if [[ ! -e $ready/complete ]]; then
    rm -rf "$ready" && mkdir -p "$ready/bin"
    trap 'rm -rf "$ready/sources" "$ready/build"' EXIT
    cp -R "$lab" "$ready/sources"
    chmod -R u+w "$ready/sources"
    # The real guests have what `--init` needs: it is asked for by Podman's own package there.
    sed -i 's/^pk+=,podman,/pk+=,podman,catatonit,/' "$ready/sources/build-guest.sh"
    grep -q '^pk+=.*catatonit' "$ready/sources/build-guest.sh" ||
        give_up "$lab/build-guest.sh names its packages in another way now"
    gcc -O2 -o "$ready/bin/gvproxy" "$lab/gvproxy.c" -I/usr/include/slirp -lslirp -lpthread >&2
    install -m 0755 "$lab/qemu-system-x86_64" "$ready/bin/qemu-system-x86_64"
    bash "$ready/sources/build-guest.sh" "$ready/guest.qcow2" "$ready/build" >&2
    chmod -R a+rX "$ready"
    touch "$ready/complete"
fi
echo "$ready"
