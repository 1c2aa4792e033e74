#!/usr/bin/env bash
# Lays out what a package for Linux puts into a system, from a finished program. Every file of two builds of the same
# sources has the same name, bytes, mode and time, but for the two start-up caches.
#
#   packaging/linux/stage.sh PROGRAM ROOT ZSH_FOLDER VERSION EPOCH
#     ROOT: an empty folder · ZSH_FOLDER: where this system's zsh looks, below /usr/share/zsh
set -euo pipefail

readonly program=$1 root=$2 zsh_folder=$3 version=$4 epoch=$5
here=$(cd "$(dirname "$0")" && pwd)
readonly here usr=$root/usr
readonly place=$usr/lib/berth share=$usr/share

install -d -m 0755 "$place" "$usr/bin" "$share"/{applications,metainfo,icons,man/man1,doc/berth}
cp -R --no-preserve=all "$program/." "$place"
find "$place" -type d -exec chmod 0755 {} +
find "$place" -type f -exec chmod 0644 {} +
chmod 0755 "$place"/bin/* "$place/lib/jspawnhelper"
ln -s ../lib/berth/bin/berth "$usr/bin/berth"

# What the desktop and the shells look for in the system lies there and not with the program.
move() { install -d -m 0755 "$(dirname "$2")" && mv "$place/share/$1" "$2"; }
move man/man1/berth.1 "$share/man/man1/berth.1"
move bash-completion/completions/berth "$share/bash-completion/completions/berth"
move zsh/site-functions/_berth "$share/zsh/$zsh_folder/_berth"
move fish/vendor_completions.d/berth.fish "$share/fish/vendor_completions.d/berth.fish"
move doc/berth/sbom.cdx.json "$share/doc/berth/sbom.cdx.json"
move doc/berth/third-party-notices.txt "$share/doc/berth/third-party-notices.txt"
rm -r "$place/share"/{man,bash-completion,zsh,fish,doc}
gzip -9n "$share/man/man1/berth.1"

install -m 0644 "$here/dev.berth.Berth.desktop" "$share/applications/"
sed "s/@VERSION@/$version/; s/@DATE@/$(date -u -d "@$epoch" +%F)/" "$here/dev.berth.Berth.metainfo.xml" \
    >"$share/metainfo/dev.berth.Berth.metainfo.xml"
(cd "$place/share/icons" && find hicolor -name 'dev.berth.Berth.*' -exec install -D -m 0644 {} "$share/icons/{}" \;)

find "$root" -exec touch --no-dereference --date "@$epoch" {} +
