#!/usr/bin/env bash
# Makes the .dmg on macOS: package.sh PROGRAM TARGET
#   BERTH_SIGNING_IDENTITY   name of a "Developer ID Application" certificate in the keychain: the app is signed
#   BERTH_NOTARY_PROFILE     name under which `notarytool store-credentials` keeps the account: the .dmg is notarised
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(cut -d' ' -f1 "$1/build")
signature=()
if [[ -n ${BERTH_SIGNING_IDENTITY:-} ]]; then
    signature=(--mac-sign --mac-signing-key-user-name "$BERTH_SIGNING_IDENTITY")
fi
# Apple takes no version that begins with 0; the program itself says its own.
"${JAVA_HOME:+$JAVA_HOME/bin/}jpackage" @packaging/macos/berth.options \
    --app-version "${version/#0./1.}" --runtime-image "$1" --dest "$2" ${signature[@]+"${signature[@]}"}
if [[ -n ${BERTH_NOTARY_PROFILE:-} ]]; then
    xcrun notarytool submit "$2"/Berth-*.dmg --keychain-profile "$BERTH_NOTARY_PROFILE" --wait
    xcrun stapler staple "$2"/Berth-*.dmg
fi
