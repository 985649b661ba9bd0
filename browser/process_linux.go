package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"halfday/internal/child"
)

// process is one of this user's, as far as the kernel tells.
type process struct {
	parent     int
	session    int    // its session leader
	executable string // "" where that may not be known
}

// processTable finds out what processes are as somebody asks, each once: to
// read about all that run would take longer than AWS does.
type processTable map[int]*process

// at is nil where there is none of that id.
func (t processTable) at(pid int) *process {
	p, known := t[pid]
	if known {
		return p
	}
	if parent, session, ok := child.Stat(pid); ok {
		executable, _ := os.Readlink("/proc/" + strconv.Itoa(pid) + "/exe")
		p = &process{parent, session, executable}
	}
	t[pid] = p
	return p
}

// processIDs are those of all processes, the greatest first: mostly the newest.
func processIDs() (ids []int) {
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil {
			ids = append(ids, pid)
		}
	}
	slices.SortFunc(ids, func(a, b int) int { return b - a })
	return ids
}

// holds tells whether a process has a socket open. It is no where the process
// does not let us look.
func holds(pid int, inode string) bool {
	dir := "/proc/" + strconv.Itoa(pid) + "/fd/"
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	want := "socket:[" + inode + "]"
	for _, e := range entries {
		if link, err := os.Readlink(dir + e.Name()); err == nil && link == want {
			return true
		}
	}
	return false
}

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
