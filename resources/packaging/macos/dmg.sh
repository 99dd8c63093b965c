#!/bin/sh
# Make dist/dossier-VERSION.dmg from dist/Dossier.app: drag it to Applications. Run on macOS after the build.
# It is signed ad hoc only; with an Apple developer's identity, give CODESIGN_IDENTITY and notarise afterwards.
set -eu
cd "$(dirname "$0")/../../.."
version=$1
codesign --force --deep --options runtime --sign "${CODESIGN_IDENTITY:--}" dist/Dossier.app
stage=$(mktemp -d)
cp -R dist/Dossier.app "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname Dossier -srcfolder "$stage" -ov -format UDZO "dist/dossier-$version.dmg"
rm -rf "$stage"
