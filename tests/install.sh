#!/bin/sh
# Installs what the demo or the tests need and this machine lacks, on Debian
# and Ubuntu. Says what it installs; uses sudo where it is not root.
set -eu

case "${1:-}" in
demo)
	commands="zenity xdg-open dbus-daemon"
	packages="zenity xdg-utils dbus"
	;;
test)
	commands="Xvfb xauth dbus-daemon dbus-update-activation-environment openbox xfce4-panel zenity chromium xdotool wmctrl import xdg-open notify-send gsettings desktop-file-validate strace lintian appstreamcli man zsh fish"
	packages="xvfb xauth x11-utils x11-apps dbus dbus-x11 openbox xfce4-panel xfce4-notifyd zenity chromium xdotool wmctrl imagemagick xdg-utils libnotify-bin libglib2.0-bin at-spi2-core python3-pyatspi gir1.2-atspi-2.0 fonts-dejavu-core fonts-noto-cjk adwaita-icon-theme xfconf desktop-file-utils strace lintian appstream man-db zsh fish"
	;;
screenshots)
	commands="xsetroot localedef"
	packages="x11-xserver-utils locales"
	;;
bare)
	commands="debootstrap"
	packages="debootstrap debian-archive-keyring"
	;;
release)
	commands="makensis"
	packages="nsis"
	;;
*)
	echo "usage: $0 demo|test|screenshots|bare|release" >&2
	exit 2
	;;
esac

lacking=
for c in $commands; do
	command -v "$c" >/dev/null 2>&1 || lacking="$lacking $c"
done
if [ "$1" = test ]; then
	# ImageMagick's real import, not another program of that name.
	import -version 2>/dev/null | grep -q ImageMagick || lacking="$lacking imagemagick"
	ls /usr/lib/*/xfce4/notifyd/xfce4-notifyd >/dev/null 2>&1 || lacking="$lacking xfce4-notifyd"
	/usr/bin/python3 -c 'import pyatspi' 2>/dev/null || lacking="$lacking python3-pyatspi"
fi
if [ "$1" = bare ]; then
	ls /usr/share/keyrings/debian-archive-keyring.* >/dev/null 2>&1 || lacking="$lacking debian-archive-keyring"
fi
# axe-core finds what a screen reader or a bad eye stumbles over in Halfday's page:
# a release of npm's, checked. Without npm that part of a test is left out.
axe=4.10.3
if [ "$1" = test ] && [ ! -e "out/axe-$axe.js" ] && command -v npm >/dev/null 2>&1; then
	mkdir -p out/axe
	(
		cd out/axe
		npm pack --silent "axe-core@$axe" >/dev/null &&
			echo "0f2b4d7dcdf7d1219df8d1959ad68e565f51d14c3f0d88bb71cd59abeb956292  axe-core-$axe.tgz" | sha256sum -c --quiet &&
			tar xzf "axe-core-$axe.tgz" package/axe.min.js &&
			mv package/axe.min.js "../axe-$axe.js"
	) || echo "axe-core is not here: Halfday's page is not checked with it"
	rm -rf out/axe
fi
[ -n "$lacking" ] || exit 0

echo "Lacking:$lacking"
if ! command -v apt-get >/dev/null 2>&1; then
	echo "This is not Debian or Ubuntu: please install by hand: $packages" >&2
	[ "$1" = demo ] && exit 0
	exit 1
fi
sudo=
if [ "$(id -u)" != 0 ]; then
	sudo=sudo
	echo "Installing with sudo: $packages"
else
	echo "Installing: $packages"
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
$sudo env TMPDIR="$tmp" apt-get -q update
$sudo env TMPDIR="$tmp" DEBIAN_FRONTEND=noninteractive \
	apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $packages >"$tmp/log" 2>&1 || {
	tail -n 40 "$tmp/log" >&2
	exit 1
}
