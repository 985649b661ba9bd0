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
		if p, ok := parseStat(string(stat)); ok {
			all = append(all, p)
		}
	}
	return all
}

// parseStat reads a line of /proc/PID/stat: pid (name) state parent group. The
// name may hold anything.
func parseStat(stat string) (p process, ok bool) {
	if _, err := fmt.Sscan(stat, &p.pid); err != nil {
		return p, false
	}
	var state string
	_, err := fmt.Sscan(stat[strings.LastIndexByte(stat, ')')+1:], &state, &p.parent, &p.group)
	return p, err == nil
}
