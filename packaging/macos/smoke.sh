#!/bin/sh
# Starts the bundle as a person does, in demo mode, and looks whether it is still
# there ten seconds later: smoke.sh Halfday.app. On a Mac.
set -eu

app=${1:?usage: smoke.sh APP}
program="$app/Contents/MacOS/halfday"

plutil -lint "$app/Contents/Info.plist"
lipo -archs "$program"
"$program" version

open -n "$app" --args -demo
sleep 10
# Its sign-in and demo processes have arguments; the tray's is -demo alone.
pid=$(pgrep -f "Halfday.app/Contents/MacOS/halfday -demo$") || {
	echo "It has ended:" >&2
	tail -n 20 "$HOME/Library/Application Support/Halfday/halfday.log" >&2 || true
	exit 1
}
echo "It runs, as process $pid."
kill "$pid"
