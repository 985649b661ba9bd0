#!/bin/sh
# run.sh gnome|kde|small FOLDER COMMAND…: runs a command as a person of that
# root (see root.sh), who has FOLDER as /story: with processes, network and
# mounts of their own, a system bus, and a stand-in for logind on it. All ends
# with the command. Needs root.
set -eu
root=${HALFDAY_DESKTOPS:?the folder of the roots}/trixie-$1
story=$(cd "$2" && pwd)
shift 2
exec unshare -m -p -f --kill-child -n -i -u sh -ec '
	root=$1; story=$2; shift 2
	mount --make-rprivate /
	mount -t proc proc "$root/proc"; mount -t sysfs sys "$root/sys"; mount --rbind /dev "$root/dev"
	for d in run tmp dev/shm home; do mkdir -p "$root/$d"; mount -t tmpfs -o mode=1777 "$d" "$root/$d"; done
	mkdir -p "$root/story"; mount --bind "$story" "$root/story"
	ip link set lo up; hostname desktop
	exec chroot "$root" /bin/sh -ec '\''
		export PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8
		getent passwd 1000 >/dev/null || useradd -u 1000 person
		mkdir -p /run/dbus /run/systemd/seats /run/systemd/users /run/systemd/sessions /tmp/.X11-unix /tmp/.ICE-unix
		chmod 1777 /tmp/.X11-unix /tmp/.ICE-unix; chmod 755 /run
		install -d -o 1000 -m 700 /home/person /run/user /run/user/1000; chmod 755 /run/user
		dbus-uuidgen --ensure; dbus-daemon --system --fork --nopidfile
		python3 /story/logind.py & 
		for n in $(seq 100); do dbus-send --system --dest=org.freedesktop.login1 --print-reply /org/freedesktop/login1 org.freedesktop.DBus.Peer.Ping >/dev/null 2>&1 && break; sleep 0.1; done
		exec setpriv --reuid=1000 --regid=1000 --init-groups env HOME=/home/person XDG_RUNTIME_DIR=/run/user/1000 XDG_SESSION_ID=c1 "$@"
	'\'' in "$@"
' run "$root" "$story" "$@"
