package browser

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
)

// DefaultEntry is the desktop entry of the system's default browser, without
// .desktop; "" where none is set. It reads the files that the specification of
// MIME types for desktop applications names, and starts no program.
func DefaultEntry() string {
	var desktops []string
	for _, name := range strings.Split(os.Getenv("XDG_CURRENT_DESKTOP"), ":") {
		if name != "" && !strings.Contains(name, "/") {
			desktops = append(desktops, strings.ToLower(name)+"-mimeapps.list")
		}
	}
	dirs := []string{homeDir("XDG_CONFIG_HOME", ".config")}
	dirs = append(dirs, filepath.SplitList(cmp.Or(os.Getenv("XDG_CONFIG_DIRS"), "/etc/xdg"))...)
	for _, dir := range dataDirs() {
		dirs = append(dirs, filepath.Join(dir, "applications"))
	}
	for _, dir := range dirs {
		for _, name := range append(desktops, "mimeapps.list") {
			for _, entry := range strings.Split(groupValues(string(readSmall(dir, name)), "Default Applications")["x-scheme-handler/https"], ";") {
				if entry, ok := strings.CutSuffix(strings.TrimSpace(entry), ".desktop"); ok && entryThere(entry) {
					return entry
				}
			}
		}
	}
	return ""
}

func entryThere(entry string) bool {
	for _, dir := range dataDirs() {
		if _, err := os.Stat(filepath.Join(dir, "applications", entry+".desktop")); err == nil && !strings.Contains(entry, "/") {
			return true
		}
	}
	return false
}
