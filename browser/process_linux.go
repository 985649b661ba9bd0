package browser

import (
	"os"
	"strconv"
	"strings"
)

// process is one of this user's, as far as the kernel tells.
type process struct {
	parent     int
	session    int    // its session leader
	executable string // "" where that may not be known
}

// processes are all that there are, by their ids.
func processes() map[int]process {
	all := make(map[int]process)
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile("/proc/" + e.Name() + "/stat")
		if err != nil {
			continue
		}
		if p, ok := parseStat(string(stat)); ok {
			p.executable, _ = os.Readlink("/proc/" + e.Name() + "/exe")
			all[pid] = p
		}
	}
	return all
}

// parseStat reads /proc/PID/stat: "pid (name) state ppid pgrp session …". The
// name may hold anything.
func parseStat(stat string) (process, bool) {
	i := strings.LastIndexByte(stat, ')')
	if i < 0 {
		return process{}, false
	}
	f := strings.Fields(stat[i+1:])
	if len(f) < 4 {
		return process{}, false
	}
	parent, err1 := strconv.Atoi(f[1])
	session, err2 := strconv.Atoi(f[3])
	return process{parent: parent, session: session}, err1 == nil && err2 == nil
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
