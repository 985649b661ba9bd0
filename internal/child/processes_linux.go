package child

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func processes() []process {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	all := make([]process, 0, len(stats))
	for _, name := range stats {
		stat, err := os.ReadFile(name) // #nosec G304 -- of /proc
		if err != nil {
			continue // it has ended
		}
		if p, _, ok := parseStat(string(stat)); ok {
			all = append(all, p)
		}
	}
	return all
}

// Stat gives the parent of a process and the leader of its session; ok is false
// where there is none of that id.
func Stat(pid int) (parent, session int, ok bool) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)) // #nosec G304 -- of /proc
	p, session, ok := parseStat(string(stat))
	return p.parent, session, ok && err == nil
}

// parseStat reads a line of /proc/PID/stat: pid (name) state parent group
// session. The name may hold anything.
func parseStat(stat string) (p process, session int, ok bool) {
	var state string
	end := strings.LastIndexByte(stat, ')')
	_, err1 := fmt.Sscan(stat, &p.pid)
	_, err2 := fmt.Sscan(stat[end+1:], &state, &p.parent, &p.group, &session)
	return p, session, end > 0 && err1 == nil && err2 == nil
}
