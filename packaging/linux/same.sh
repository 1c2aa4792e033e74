#!/usr/bin/env bash
# Says how far two builds of the same sources are the same: builds those of a checkout once more in a folder of its own,
# and compares what was packed: packaging/linux/same.sh CHECKOUT PACKAGES EPOCH. Fails where anything differs but the
# two start-up caches, in which Java writes down what it met on one run, in the order in which it met it.
set -euo pipefail

readonly checkout=$1 first=$2 epoch=$3
work=$(mktemp -d "${TMPDIR:-/var/tmp}/berth-same.XXXXXX")
readonly work
trap 'rm -rf "$work"' EXIT
unset BERTH_HOME

git -C "$checkout" archive HEAD | tar -x -C "$work" --one-top-level=again
(cd "$work/again" && mvn --batch-mode --quiet package -Pimage -DskipTests </dev/null)
"$checkout/packaging/linux/package.sh" "$work/again/packaging/target/berth" "$work/packages" "$epoch" quick >/dev/null

status=0
differs() { printf 'not the same in two builds: %s\n' "$*"; status=1; }

for module in icons runtime-core app/words app/keeper app/window; do
    for jar in "$checkout/$module"/target/berth-*.jar; do
        [[ $jar == *-tests.jar ]] || cmp --silent "$jar" "$work/again/$module/target/${jar##*/}" ||
            differs "$module/target/${jar##*/}"
    done
done
mkdir "$work/one" "$work/two"
tar -xzf "$first"/berth-*.tar.gz -C "$work/one"
tar -xzf "$work/packages"/berth-*.tar.gz -C "$work/two"
while IFS= read -r file; do
    if cmp --silent "$work/one/$file" "$work/two/$file"; then
        same=$((${same:-0} + 1))
    elif [[ $file != */lib/@(keeper|window).aot ]]; then
        differs "$file"
        [[ $file == *.so || $file == */modules ]] || diff "$work/one/$file" "$work/two/$file" | head -5 || true
    fi
done < <(cd "$work" && find one two -type f -printf '%P\n' | sort -u)
echo "the same in two builds, byte by byte: ${same:-0} files"

# The packing itself: the very same program twice.
for kind in one two; do
    "$checkout/packaging/linux/package.sh" "$work/again/packaging/target/berth" "$work/$kind-packed" "$epoch" quick >/dev/null
done
if (cd "$work/one-packed" && sha256sum -- *) | (cd "$work/two-packed" && sha256sum --check --quiet); then
    echo "the same in two packings of one program: .deb and .tar.gz"
else
    status=1
fi
exit $status
