#!/usr/bin/env bash
# Packs a finished program for Linux: packaging/linux/package.sh PROGRAM TARGET EPOCH [quick]
#   TARGET gets berth_VERSION_ARCH.deb, berth-VERSION-1.ARCH.rpm (where rpmbuild is) and berth-VERSION-linux-ARCH.tar.gz;
#   EPOCH, in seconds, is the time of every file in them. The quick way is for tests: hardly compressed, no .rpm.
set -euo pipefail

readonly program=$1 target=$2 epoch=$3 way=${4:-}
if [[ $way == quick ]]; then
    compression=(-Zgzip -z1) zip_level=-1
else
    compression=(-Zxz -z9 -Sextreme --threads-max=1) zip_level=-9
fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/berth-package.XXXXXX")
readonly here work
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=$epoch LC_ALL=C.UTF-8 TZ=UTC
umask 0022
[[ -e $program/share/doc/berth/sbom.cdx.json ]] || {
    echo "package: the program was built offline, without its SBOM and notices: build it once with network" >&2
    exit 1
}
version=$(cut -d' ' -f1 "$program/build")
machine=$(uname -m)
mkdir -p "$target"

fill() {
    sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@KIBIBYTES@/$kibibytes/"
}

make_deb() {
    local architecture kibibytes root=$work/deb doc=$work/deb/usr/share/doc/berth
    architecture=$(dpkg --print-architecture)
    "$here/stage.sh" "$program" "$root" vendor-completions "$version" "$epoch"
    # As Debian's policy wants them (12.5, 12.7).
    { cat "$here/deb/copyright" && sed 's/^/ /; s/^ $/ ./' "$program/share/doc/berth/third-party-notices.txt"; } >"$doc/copyright"
    gzip -9nc "$here/../../CHANGELOG.md" >"$doc/changelog.gz"
    rm "$doc/third-party-notices.txt"
    kibibytes=$(du -sk --apparent-size "$root" | cut -f1)
    install -d -m 0755 "$root/DEBIAN"
    fill <"$here/deb/control" >"$root/DEBIAN/control"
    {
        printf '%s\n' '#!/bin/sh' 'set -e' '# An upgrade hands over by itself.' '[ "$1" = remove ] || exit 0' 'set +e'
        cat "$here/farewell.sh"
        printf '%s\n' 'exit 0'
    } >"$root/DEBIAN/prerm"
    chmod 0755 "$root/DEBIAN/prerm"
    (cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
    find "$root" -exec touch --no-dereference --date "@$epoch" {} +
    dpkg-deb --build --root-owner-group "${compression[@]}" "$root" \
        "$target/berth_${version}_$architecture.deb" >/dev/null
}

make_rpm() {
    local root=$work/rpm top=$work/rpmbuild
    "$here/stage.sh" "$program" "$root" site-functions "$version" "$epoch"
    install -m 0644 "$here/../../LICENSE" "$root/usr/share/doc/berth/"
    find "$root" -exec touch --no-dereference --date "@$epoch" {} +
    rpmbuild -bb --quiet --target "$machine" \
        --define "_topdir $top" --define "_rpmdir $top/out" --define "berth_version $version" \
        --define "staged $root" --define "farewell $here/farewell.sh" \
        --define "_buildhost localhost" --define "use_source_date_epoch_as_buildtime 1" \
        --define "clamp_mtime_to_source_date_epoch 1" --define "_build_id_links none" \
        --define "__os_install_post %{nil}" --define "debug_package %{nil}" --define "_binary_payload w9.xzdio" \
        "$here/rpm/berth.spec" >"$work/rpm.log" 2>&1 || { cat "$work/rpm.log" >&2; return 1; }
    find "$top/out" -name '*.rpm' -exec mv {} "$target/" \;
}

# The program alone, to be put anywhere. Starting it at sign-in is chosen in its settings, as everywhere.
make_tar() {
    local root=$work/tar name=berth-$version
    mkdir -p "$root/$name"
    cp -R --no-preserve=ownership "$program/." "$root/$name"
    chmod -R u=rwX,go=rX "$root/$name"
    tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" --format=gnu \
        --directory "$root" "$name" | gzip -n $zip_level >"$target/berth-$version-linux-$machine.tar.gz"
}

rm -f "$target"/berth[-_]*.{deb,rpm,tar.gz}
if command -v dpkg-deb >/dev/null; then make_deb; fi
if [[ $way != quick ]] && command -v rpmbuild >/dev/null; then make_rpm; fi
make_tar
ls -l "$target"/berth[-_]* | awk '{ printf "%s  %.1f MB\n", $NF, $5 / 1048576 }'
