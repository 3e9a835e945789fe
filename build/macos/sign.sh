#!/usr/bin/env bash
# Sign and notarise dist/Bulletproof.app. Never run: no Mac was at hand.
# Needs: IDENTITY, the name of a "Developer ID Application" certificate in the keychain;
#        PROFILE, made once by: xcrun notarytool store-credentials PROFILE --apple-id … --team-id … --password …
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${IDENTITY:?}" "${PROFILE:?}"

app=dist/Bulletproof.app
sign=(codesign --force --timestamp --options runtime --entitlements build/macos/entitlements.plist --sign "$IDENTITY")

# From the inside out, ffmpeg included: Apple refuses a bundle with one unsigned program in it.
find "$app" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) -print0 | xargs -0 -n 1 "${sign[@]}"
"${sign[@]}" "$app"
codesign --verify --deep --strict "$app"

ditto -c -k --keepParent "$app" dist/notarise.zip
xcrun notarytool submit dist/notarise.zip --keychain-profile "$PROFILE" --wait
xcrun stapler staple "$app"
rm dist/notarise.zip
spctl --assess --type execute --verbose "$app"
