#!/bin/sh
# Wraps one root file system into a docker archive that any user loads with `podman load -i`.
# No engine takes part, so that an image is made the same way by root and by an ordinary user.
#
#   write-archive.sh ROOTFS.tar IMAGE_CONFIG.json NAME:TAG ARCHITECTURE OUT.tar
#
# IMAGE_CONFIG.json is the `config` part of an image (Env, Cmd, User, WorkingDir, Labels, ...).
# The same input gives the same image id: no clock is read (SOURCE_DATE_EPOCH, else 0).
set -eu
umask 022

rootfs=$1 config=$2 name=$3 arch=$4 out=$5
epoch=${SOURCE_DATE_EPOCH:-0}

case $arch in
    x86_64) arch=amd64 ;;
    aarch64) arch=arm64 ;;
esac

work=$(mktemp -d "$(dirname "$out")/.archive.XXXXXX")
trap 'rm -rf "$work"' EXIT

ln "$rootfs" "$work/layer.tar" 2>/dev/null || cp "$rootfs" "$work/layer.tar"
layer=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)

{
    printf '{"created":"%s","architecture":"%s","os":"linux","config":' "$created" "$arch"
    cat "$config"
    printf ',"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}' "$layer"
    printf ',"history":[{"created":"%s","created_by":"berth service image"}]}' "$created"
} >"$work/config.json"
id=$(sha256sum "$work/config.json" | cut -d' ' -f1)
mv "$work/config.json" "$work/$id.json"
printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$id" "$name" \
    >"$work/manifest.json"

tar -C "$work" --owner=0 --group=0 --numeric-owner --mtime="@$epoch" \
    -cf "$work/archive" manifest.json "$id.json" layer.tar
mv "$work/archive" "$out"
