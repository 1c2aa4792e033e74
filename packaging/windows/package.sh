#!/usr/bin/env bash
# Makes the .msi on Windows (in the bash that comes with git; WiX must be installed): package.sh PROGRAM TARGET
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(cut -d' ' -f1 "$1/build")
exec "${JAVA_HOME:+$JAVA_HOME/bin/}jpackage" @packaging/windows/berth.options \
    --app-version "$version" --runtime-image "$1" --dest "$2"
