#!/bin/sh
# each.sh FOLDER DESKTOP…: tells the story on each desktop in turn. FOLDER has
# the program and the story, and gets pictures, logs and a table for each. Needs
# root, and $HALFDAY_DESKTOPS for the roots (root.sh). $STORY is which test tells it.
set -u
here=$(dirname "$0")
folder=$1
shift
failed=
for desktop; do
	case $desktop in
	gnome*) root=gnome ;;
	plasma*) root=kde ;;
	*) root=small ;;
	esac
	rm -rf "${folder:?}/$desktop"
	install -d -m 777 "$folder/$desktop"
	sh "$here/root.sh" $root >"$folder/$desktop/root.log" 2>&1 &&
		sh "$here/run.sh" $root "$folder" env HALFDAY_DESKTOP="$desktop" HALFDAY_TEST_PROGRAM=/story/halfday \
			/story/story -test.run "^${STORY:-TestDesktops}$" -test.v -test.timeout 30m >"$folder/$desktop/story.log" 2>&1 || failed="$failed $desktop"
	echo "== $desktop"
	cat "$folder/$desktop/table.md" 2>/dev/null || tail -n 20 "$folder/$desktop"/*.log
done
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
