package browser

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// browserPrograms are the names that the executables of browsers have, and of
// the processes in which some of them speak to the network.
var browserPrograms = []string{
	"brave", "chrome", "chromium", "chromium-browser", "dillo", "epiphany", "epiphany-browser", "falkon", "firefox", "firefox-bin",
	"firefox-esr", "floorp", "floorp-bin", "icecat", "konqueror", "ladybird", "librewolf", "links", "links2", "luakit", "lynx",
	"microsoft-edge", "midori", "min", "mullvad-browser", "msedge", "netsurf", "netsurf-gtk3", "nyxt", "opera", "palemoon", "qutebrowser",
	"seamonkey", "thorium", "ungoogled-chromium", "vivaldi", "vivaldi-bin", "w3m", "waterfox", "waterfox-bin", "zen", "zen-bin",
	"QtWebEngineProcess", "WebKitNetworkProcess",
}

// knows tells whether an executable is that of a browser.
func (p Peers) knows(executable string) bool {
	name := programName(executable)
	return name != "" && (slices.Contains(browserPrograms, name) || slices.Contains(p.Known, name))
}

// installedPrograms are the names of the programs of the browsers that are
// installed here. It reads files.
func installedPrograms() (names []string) {
	for _, b := range Browsers() {
		if len(b.plain) == 0 {
			continue
		}
		names = append(names, programName(b.plain[0]))
		if path, err := exec.LookPath(b.plain[0]); err == nil {
			if path, err = filepath.EvalSymlinks(path); err == nil {
				names = append(names, programName(path))
			}
		}
	}
	return names
}

// programName is how an executable is called. One that was updated while it
// runs is marked as deleted.
func programName(executable string) string {
	if executable == "" {
		return ""
	}
	return filepath.Base(strings.TrimSuffix(executable, " (deleted)"))
}
