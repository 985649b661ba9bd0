#!/bin/sh
# root.sh gnome|kde|small|wine: makes a Debian 13 with those desktops, or Wine, in
# $HALFDAY_DESKTOPS/trixie-NAME, or brings what is there up to date. Needs root
# and the network; 2 to 3 GB each.
set -eu
folder=${HALFDAY_DESKTOPS:?the folder for the roots}
name=$1
root=$folder/trixie-$name
# What every story stands on: an X server to look at, a bus, dialogs, a browser,
# what drives mouse and keyboard, and what a screen reader sees.
packages="ca-certificates chromium dbus dbus-x11 xauth xvfb x11-utils x11-xserver-utils xdotool imagemagick zenity xdg-utils
 desktop-file-utils at-spi2-core python3-pyatspi gir1.2-atspi-2.0 python3-dbusmock libgl1-mesa-dri libegl-mesa0 libglib2.0-bin procps
 iproute2 locales firefox-esr fonts-dejavu-core fonts-noto-cjk adwaita-icon-theme librsvg2-common"
case $name in
gnome)
	packages="$packages gnome-shell gnome-shell-extension-appindicator mutter gnome-settings-daemon dconf-gsettings-backend
 gsettings-desktop-schemas fonts-cantarell gnome-backgrounds xwayland pipewire wireplumber xdg-desktop-portal-gnome"
	;;
kde)
	packages="$packages plasma-workspace plasma-desktop kwin-x11 kwin-wayland kded6 kactivitymanagerd kglobalacceld breeze
 breeze-icon-theme qml6-module-org-kde-breeze xwayland polkitd xdg-desktop-portal-kde"
	;;
small)
	packages="$packages lxqt-panel lxqt-session lxqt-notificationd lxqt-themes lxqt-qtplugin lxqt-config qtxdg-tools openbox
 sway waybar mako-notifier xwayland xfce4-panel xfce4-notifyd xfwm4 xfconf fonts-font-awesome"
	;;
wine)
	packages="$packages openbox wine wine64 nsis git"
	;;
*)
	echo "usage: $0 gnome|kde|small|wine" >&2
	exit 2
	;;
esac

[ -d "$root/usr" ] || debootstrap --variant=minbase --include=ca-certificates trixie "$root"
mark=$root/var/lib/halfday-packages
[ "$(cat "$mark" 2>/dev/null)" != "$packages" ] || exit 0
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # no service starts while it is installed
chmod 755 "$root/usr/sbin/policy-rc.d"
cp -L /etc/resolv.conf "$root/etc/resolv.conf" || true
unshare -m sh -ec '
	root=$1; shift
	mount -t proc proc "$root/proc"; mount --rbind /sys "$root/sys"; mount --rbind /dev "$root/dev"; mount -t tmpfs run "$root/run"
	export DEBIAN_FRONTEND=noninteractive
	chroot "$root" apt-get -q -o DPkg::Lock::Timeout=300 update
	chroot "$root" apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
' install "$root" $packages
printf %s "$packages" >"$mark"
