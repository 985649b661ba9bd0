#!/bin/sh
# wine.sh COMMAND…: runs a command in this checkout where there is Wine 10 or
# newer, which stands near enough to Windows: this system, or a Debian 13 in
# $HALFDAY_DESKTOPS (made at first; root, 3 GB), which has this checkout, this Go
# and its caches, no network, and processes that all end with the command.
set -eu
cd "$(dirname "$0")/../.."
case $(/usr/lib/wine/wine64 --version 2>/dev/null) in
wine-[1-9][0-9]*)
	sh tests/install.sh test
	sh tests/install.sh release
	exec "$@"
	;;
esac

export HALFDAY_DESKTOPS="${HALFDAY_DESKTOPS:-/var/cache/halfday}"
if [ "$(id -u)" != 0 ]; then
	sh tests/install.sh bare
	exec sudo env "PATH=$PATH" "HALFDAY_DESKTOPS=$HALFDAY_DESKTOPS" sh tests/packaging/wine.sh "$@"
fi
sh tests/install.sh bare
mkdir -p "$HALFDAY_DESKTOPS"
sh tests/desktops/root.sh wine
go mod download
go -C tools mod download
for name in GOROOT GOCACHE GOMODCACHE GOPATH GOFLAGS; do export "$name=$(go env $name)"; done
mkdir -p "$GOCACHE"
# The history of a work tree lies elsewhere, and may be another user's.
history=$(git -c safe.directory='*' rev-parse --path-format=absolute --git-common-dir)
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
exec unshare -m -p -f --kill-child -n -i sh -ec '
	root=$1; history=$2; shift 2
	mount --make-rprivate /
	mount -t proc proc "$root/proc"; mount -t sysfs sys "$root/sys"; mount --rbind /dev "$root/dev"
	for d in run tmp dev/shm; do mount -t tmpfs -o mode=1777 "$d" "$root/$d"; done
	mkdir -m 1777 "$root/tmp/.X11-unix"
	for d in "$GOROOT" "$GOCACHE" "$GOMODCACHE" "$history" "$PWD"; do
		mkdir -p "$root$d"; mount --bind "$d" "$root$d"
	done
	ip link set lo up
	chroot "$root" env -C "$PWD" "PATH=$GOROOT/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" HOME=/root LANG=C.UTF-8 "$@"
' wine "$HALFDAY_DESKTOPS/trixie-wine" "$history" "$@"
