#!/bin/sh
# Runs the probes of Windows, which do to real windows what a person does, and
# prints them as a table. On Windows; or elsewhere with GOOS=windows and
# GOFLAGS=-exec=… that names Wine. Fails where one of them does.
set -u
cd "$(dirname "$0")/.."
export CGO_ENABLED=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
go test -count=1 -p 1 -v -run '^TestProbe|^TestWindowsNamesOwners' \
	./browser ./desktop ./dialogs ./internal/child ./internal/files ./tray >"$out" 2>&1
status=$?
printf '| probe | result |\n|---|---|\n'
tr -d '\r' <"$out" | sed -n 's/^ *--- \([A-Z]*\): Test\([^ ]*\) .*/| \2 | \1 |/p'
[ "$status" = 0 ] || {
	printf '\n```\n'
	tail -n 100 "$out"
	printf '```\n'
}
exit "$status"
