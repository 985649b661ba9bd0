#!/bin/sh
# install.sh FOLDER: what the packages tell a desktop of the program, below FOLDER.
set -eu
share=$1/share
id=$(sed -n 's/^ID=//p' packaging/identity.env)
fill=$(sed -n 's/^\([A-Z_]*\)=\(.*\)$/s|\\[\\[[.]\1]]|\2|/p' packaging/identity.env)
mkdir -p "$share/applications"
sed "$fill" packaging/linux/halfday.desktop >"$share/applications/$id.desktop"
for size in 48 64 128 256 512; do
	install -D -m 644 "assets/app/$size.png" "$share/icons/hicolor/${size}x$size/apps/$id.png"
done
