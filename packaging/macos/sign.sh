#!/bin/sh
# Signs the bundle, on a Mac: sign.sh Halfday.app
#
#   SIGN_IDENTITY   "Developer ID Application: …" in the keychain. Without it
#                   the signature is ad hoc: good for this Mac alone, and macOS
#                   then takes no notifications with buttons from the app.
#   NOTARY_KEY      file of an App Store Connect API key (.p8), with
#   NOTARY_KEY_ID   its number and
#   NOTARY_ISSUER   its issuer. Without these nothing goes to Apple.
#
# Nothing secret stands in a command line: the key stays in its file.
set -eu

app=${1:?usage: sign.sh APP}
here=$(cd "$(dirname "$0")" && pwd)
id=$(sed -n 's/^ID=//p' "$here/../identity.env")

# What macOS writes to files that were downloaded or copied cannot be signed.
xattr -cr "$app"

if [ -z "${SIGN_IDENTITY:-}" ]; then
	echo "No SIGN_IDENTITY: signing ad hoc, for this Mac alone."
	codesign --force --identifier "$id" --sign - "$app"
	codesign --verify --strict --verbose=2 "$app"
	exit 0
fi

codesign --force --identifier "$id" --options runtime --timestamp --sign "$SIGN_IDENTITY" "$app"
codesign --verify --strict --verbose=2 "$app"

if [ -z "${NOTARY_KEY:-}" ]; then
	echo "No NOTARY_KEY: signed, not notarised. Gatekeeper will stop the app on other Macs."
	exit 0
fi
: "${NOTARY_KEY_ID:?is the number of the key in NOTARY_KEY}" "${NOTARY_ISSUER:?is the issuer of the key in NOTARY_KEY}"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ditto -c -k --keepParent "$app" "$tmp/app.zip"
xcrun notarytool submit "$tmp/app.zip" --wait --key "$NOTARY_KEY" --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER"
xcrun stapler staple "$app"
spctl --assess --type execute --verbose=2 "$app"
