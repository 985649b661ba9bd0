#!/bin/sh
# Tells whether a change is right, on Linux, macOS and Windows: formatting, vet
# and staticcheck with every build tag, and the tests of all packages, without
# the stories and without a desktop. It installs nothing. It is `make check`,
# as a script since not every Windows has a make.
set -eu
cd "$(dirname "$0")/.."

# As the program is released; on a Mac the menu needs cgo.
[ "$(uname)" = Darwin ] || export CGO_ENABLED=0
tags=bench,desktop,desktops,macsim,packages,screenshots,soak

unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || {
	printf 'gofmt -w is wanted for:\n%s\n' "$unformatted" >&2
	exit 1
}
go vet -tags "$tags" ./...
go tool -modfile=tools/go.mod staticcheck -tags "$tags" ./...
go test -short -timeout 60m ./... # else it gives a package ten minutes
