package desktop

import (
	"path"
	"slices"
	"strings"
)

// CompletePath adds to PATH of this process, and so of its children, the
// folders that a terminal has there and that Finder and launchd leave out: those
// of /etc/paths and /etc/paths.d, and Homebrew's. What stands there stays first.
// To be called at start. Only macOS needs it: elsewhere it does nothing.
//
// What a shell's profile sets is not seen.
func CompletePath() { completePath() }

// homebrew has the folders of Homebrew, for Apple silicon and for Intel.
var homebrew = []string{"/opt/homebrew/bin", "/usr/local/bin"}

// searchPath is PATH with the folders that the lists name, one a line, and
// Homebrew's behind it, each once.
func searchPath(now string, lists ...string) string {
	dirs := strings.Split(now, ":")
	if now == "" {
		dirs = nil
	}
	var more []string
	for _, list := range lists {
		for line := range strings.Lines(list) {
			more = append(more, strings.TrimSpace(line))
		}
	}
	for _, dir := range append(more, homebrew...) {
		if path.IsAbs(dir) && !strings.Contains(dir, ":") && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	return strings.Join(dirs, ":")
}
